#include "common/analysis/number_spaces.hpp"

#include <unicode/uchar.h>

#include <array>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t digits_of_group = 3;

bool is_letter_or_digit(char32_t c) noexcept {
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

/// The character at `position`; a space at the end of the text.
char32_t character_at(std::string_view text, std::size_t position) noexcept {
  return position < text.size() ? decode_utf8(text, position).value : U' ';
}

std::size_t digits_from(std::string_view text, std::size_t position) noexcept {
  std::size_t count = 0;
  while (count <= digits_of_group && position + count < text.size() &&
         is_ascii_digit(text[position + count]))
    ++count;
  return count;
}

std::size_t digits_before(std::string_view text, std::size_t position) noexcept {
  std::size_t count = 0;
  while (count <= digits_of_group && count < position && is_ascii_digit(text[position - count - 1]))
    ++count;
  return count;
}

/// The length of the space that ends at `position`, if one does.
std::size_t space_before(std::string_view text, std::size_t position) noexcept {
  if (position == 0) return 0;
  const std::size_t begin = utf8_border(text, position - 1);
  const std::size_t length = number_space_length(text, begin);
  return begin + length == position ? length : 0;
}

/// Where the row of numbers begins whose groups stand before `position`; npos where it is longer
/// than a number, or a group is too long.
std::size_t row_begin(std::string_view text, std::size_t position) noexcept {
  std::size_t at = position;
  for (std::size_t groups = 0; groups < most_number_groups; ++groups) {
    const std::size_t digits = digits_before(text, at);
    if (digits == 0 || digits > digits_of_group) return std::string_view::npos;
    at -= digits;
    const std::size_t space = space_before(text, at);
    if (space == 0 || at == space || !is_ascii_digit(text[at - space - 1])) return at;
    if (digits != digits_of_group) return std::string_view::npos;
    at -= space;
  }
  return std::string_view::npos;
}

/// Where the row that begins at `at` ends, if it is a number in at most most_number_groups groups;
/// otherwise npos.
std::size_t number_end(std::string_view text, std::size_t at) noexcept {
  if (text[at] == '0') return std::string_view::npos;
  at += digits_from(text, at);
  for (std::size_t groups = 1; at < text.size(); ++groups) {
    const std::size_t space = number_space_length(text, at);
    if (space == 0 || digits_from(text, at + space) == 0) return at;
    if (groups == most_number_groups || digits_from(text, at + space) != digits_of_group)
      return std::string_view::npos;
    at += space + digits_of_group;
  }
  return at;
}

/// What may stand right before a number: no part of a word, and no sign that joins it to one.
bool may_begin(std::string_view text, std::size_t begin) noexcept {
  if (begin == 0) return true;
  constexpr std::string_view joining = "-+./,:'_@&";
  const char32_t before = decode_utf8(text, utf8_border(text, begin - 1)).value;
  if (before < 0x80 && joining.find(static_cast<char>(before)) != std::string_view::npos)
    return false;
  return !is_letter_or_digit(before);
}

/// What may follow it: likewise; decimals may.
bool may_end(std::string_view text, std::size_t end) noexcept {
  const char32_t next = character_at(text, end);
  if (is_letter_or_digit(next) || next == U'-' || next == U'_') return false;
  if (next >= 0x80 || is_ascii_blank(static_cast<char>(next))) return true;
  const std::size_t digits = digits_from(text, end + 1);
  const char32_t behind = character_at(text, end + 1 + digits);
  if (is_letter_or_digit(behind)) return false;
  if (digits == 0) return true;
  return next == U'.' || (next == U',' && digits < digits_of_group);
}

}  // namespace

std::size_t number_space_length(std::string_view text, std::size_t position) noexcept {
  if (text[position] == ' ') return 1;
  constexpr std::array<std::string_view, 4> others{"\u00A0", "\u2007", "\u2009", "\u202F"};
  for (const std::string_view space : others)
    if (text.substr(position).starts_with(space)) return space.size();
  return 0;
}

bool number_spaces_detail::groups_digits(std::string_view text, std::size_t position,
                                         std::size_t length) noexcept {
  if (number_space_length(text, position) != length) return false;
  const std::size_t begin = row_begin(text, position);
  if (begin == std::string_view::npos || !may_begin(text, begin)) return false;
  const std::size_t end = number_end(text, begin);
  return end != std::string_view::npos && may_end(text, end);
}

}  // namespace dateline
