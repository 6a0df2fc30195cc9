// Reading UTF-8 one character at a time, and finding the borders of characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// What stands in place of bytes that are no UTF-8: U+FFFD.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// A character and how many bytes it took. Bytes that are no UTF-8 are taken one by one, with
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

/// The greatest border of characters that is not behind `position`; the text's size where that is
/// less.
[[nodiscard]] constexpr std::size_t utf8_border(std::string_view text,
                                                std::size_t position) noexcept {
  if (position >= text.size()) return text.size();
  const std::size_t least = position > 3 ? position - 3 : 0;
  std::size_t border = position;
  while (border > least && is_utf8_continuation(text[border])) --border;
  return is_utf8_continuation(text[border]) ? position : border;
}

}  // namespace dateline
