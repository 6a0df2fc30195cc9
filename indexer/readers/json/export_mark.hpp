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
/// If it is true, the line has the members of is_position_member(), which are not the document's.
inline constexpr std::string_view position_remark = "position";

[[nodiscard]] constexpr bool is_position_member(std::string_view name) noexcept {
  return name == "file" || name == "line" || name == "offset";
}

}  // namespace dateline
