// The sign inside Hebrew abbreviations, which most keyboards type as a quotation mark.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// How many bytes the sign at `position` takes (`"`, `”`, `“`, U+05F4 or two apostrophes) where it
/// is a gershayim: between Hebrew letters, as in an abbreviation. 0 where it is a quotation mark,
/// also where one follows a prefix (the Hebrew for: in-"the land"). `position` is within the text.
/// Looks at a few letters on each side.
[[nodiscard]] std::size_t gershayim_length(std::string_view text, std::size_t position) noexcept;

}  // namespace dateline
