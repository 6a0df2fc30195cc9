// Spaces inside numbers: `1 234 567` is one number, `2002 300` is two.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/base/ascii.hpp"

namespace dateline {

/// A number is cut into at most so many groups (1 234 567 890 123 has five); longer rows of
/// numbers are tables.
inline constexpr std::size_t most_number_groups = 5;

/// Bytes of the space character at `position` that may be in a number: ASCII, no-break, figure,
/// thin and narrow no-break space; otherwise 0. `position` is within the text.
[[nodiscard]] std::size_t number_space_length(std::string_view text, std::size_t position) noexcept;

namespace number_spaces_detail {
[[nodiscard]] bool groups_digits(std::string_view text, std::size_t position,
                                 std::size_t length) noexcept;
}  // namespace number_spaces_detail

/// Whether the space that begins at `position` and has `length` bytes is inside a number: ASCII
/// digits in groups of three, but for the first, which has one to three and does not begin with 0.
/// Every number of the row must fit: neither `2002 300 000` nor `202 555 0143` has a space of this
/// kind. Nor may the number be the end of a word or of another number (COVID-19 200, +49 123 456).
/// Looks at a bounded number of bytes.
[[nodiscard]] inline bool is_number_space(std::string_view text, std::size_t position,
                                          std::size_t length = 1) noexcept {
  return position > 0 && position + length < text.size() && is_ascii_digit(text[position - 1]) &&
         is_ascii_digit(text[position + length]) &&
         number_spaces_detail::groups_digits(text, position, length);
}

}  // namespace dateline
