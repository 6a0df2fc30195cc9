// How a line of an export is distinguished from other JSON: what document_line() writes and
// JsonConverter looks for.
#pragma once

#include <string_view>

namespace dateline {

/// The member with what a document knows besides its fields.
inline constexpr std::string_view export_member = "dateline";
/// The first member in it: nobody else writes this.
inline constexpr std::string_view export_mark_name = "written_by";
inline constexpr std::string_view export_mark = "dateline-index export";

}  // namespace dateline
