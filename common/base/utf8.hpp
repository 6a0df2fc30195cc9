// Reading UTF-8 one character at a time, and finding the borders of characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// What replaces bytes that are not UTF-8: U+FFFD.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// U+FEFF: at the start of a file it says that UTF-8 follows; elsewhere it is nothing to be seen.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[nodiscard]] constexpr std::string_view without_byte_order_mark(std::string_view file) noexcept {
  return file.starts_with(byte_order_mark) ? file.substr(byte_order_mark.size()) : file;
}

/// A character and how many bytes it took. Bytes that are not UTF-8 are taken one by one, with
/// `valid` false.
struct Utf8Character {
  char32_t value;
  unsigned length;
  bool valid;
};

[[nodiscard]] constexpr bool is_utf8_continuation(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// The character at `position`, which must be within the text. No overlong forms, no surrogates.
[[nodiscard]] constexpr Utf8Character decode_utf8(std::string_view text,
                                                  std::size_t position) noexcept {
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80u) return {lead, 1, true};
  const unsigned length = lead >= 0xF0u ? 4u : lead >= 0xE0u ? 3u : 2u;
  if (lead < 0xC2u || lead > 0xF4u || text.size() - position < length) return {0xFFFD, 1, false};
  char32_t value = lead & (0x7Fu >> length);
  for (unsigned i = 1; i < length; ++i) {
    if (!is_utf8_continuation(text[position + i])) return {0xFFFD, 1, false};
    value = (value << 6) | (static_cast<unsigned char>(text[position + i]) & 0x3Fu);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800u && value <= 0xDFFFu;
  if (value < least[length] || value > 0x10FFFFu || surrogate) return {0xFFFD, 1, false};
  return {value, length, true};
}

/// The last boundary between characters that is not after `position`; the text's size where that is
/// less.
[[nodiscard]] constexpr std::size_t utf8_border(std::string_view text,
                                                std::size_t position) noexcept {
  if (position >= text.size()) return text.size();
  const std::size_t least = position > 3 ? position - 3 : 0;
  std::size_t border = position;
  while (border > least && is_utf8_continuation(text[border])) --border;
  return is_utf8_continuation(text[border]) ? position : border;
}

/// Characters that steer a terminal or the direction of writing and show nothing: C0, DEL, C1, line
/// and paragraph separators, marks and overrides of direction. Line breaks and tabs are among them.
[[nodiscard]] constexpr bool is_control(char32_t character) noexcept {
  if (character < 0x20 || (character >= 0x7F && character < 0xA0)) return true;
  if (character < 0x61C) return false;
  return character == 0x61C || character == 0x200E || character == 0x200F ||
         (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

/// Unicode's White_Space.
[[nodiscard]] constexpr bool is_white_space(char32_t character) noexcept {
  return (character >= 0x09 && character <= 0x0D) || character == 0x20 || character == 0x85 ||
         character == 0xA0 || character == 0x1680 || (character >= 0x2000 && character <= 0x200A) ||
         character == 0x2028 || character == 0x2029 || character == 0x202F || character == 0x205F ||
         character == 0x3000;
}

}  // namespace dateline
