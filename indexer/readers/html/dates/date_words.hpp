// Words beside a date that say what it is the date of.
#pragma once

#include <string_view>

namespace dateline::html {

/// Whether the text before a date says that it is of a change: "Updated:", "Aktualisiert am".
[[nodiscard]] bool says_change(std::string_view before);

/// Whether it says that it is of the publication: "Published:", "Veröffentlicht am".
[[nodiscard]] bool says_publication(std::string_view before);

/// Likewise of a class or another name: "entry-modified".
[[nodiscard]] bool names_change(std::string_view name);

}  // namespace dateline::html
