// Text that is safe to print: nothing in it moves the cursor, changes colours or turns the
// direction of writing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// One line of valid UTF-8 without control characters: `\n`, `\t`, `\x1b`, `\u202e` and the like
/// take their place, and U+FFFD that of bytes that are not UTF-8. Controls are those of
/// is_control (common/base/utf8.hpp).
[[nodiscard]] std::string escape_controls(std::string_view text);

/// How many columns of a terminal the text takes: 2 for wide East Asian characters and emoji, 0 for
/// combining ones.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace dateline
