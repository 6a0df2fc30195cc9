#include "common/analysis/hebrew.hpp"

#include <array>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t letter_bytes = 2;

bool is_letter(char32_t c) noexcept {
  return c >= 0x5D0 && c <= 0x5EA;
}

/// The letters of words that are written together with the next one: and, the, in, to, from, ...
bool is_prefix(char32_t c) noexcept {
  constexpr std::u32string_view prefixes = U"והבלמשכ";
  return prefixes.find(c) != std::u32string_view::npos;
}

/// Letters from `position` on, at most `most`.
std::size_t letters_from(std::string_view text, std::size_t position, std::size_t most) noexcept {
  std::size_t count = 0;
  while (count < most && position < text.size() && is_letter(decode_utf8(text, position).value)) {
    position += letter_bytes;
    ++count;
  }
  return count;
}

struct LettersBefore {
  std::size_t count = 0;
  bool only_prefixes = true;
};

LettersBefore letters_before(std::string_view text, std::size_t position) noexcept {
  constexpr std::size_t longest_prefix = 3;
  LettersBefore before;
  while (before.count <= longest_prefix && position >= letter_bytes) {
    position -= letter_bytes;
    const char32_t c = decode_utf8(text, position).value;
    if (!is_letter(c)) break;
    ++before.count;
    before.only_prefixes = before.only_prefixes && is_prefix(c);
  }
  before.only_prefixes = before.only_prefixes && before.count <= longest_prefix;
  return before;
}

std::size_t sign_length(std::string_view text, std::size_t position) noexcept {
  const char first = text[position];
  if (first != '"' && first != '\'' && static_cast<unsigned char>(first) < 0x80) return 0;
  constexpr std::array<std::string_view, 5> signs{"\"", "\u201D", "\u201C", "\u05F4", "''"};
  for (const std::string_view sign : signs)
    if (text.substr(position).starts_with(sign)) return sign.size();
  return 0;
}

}  // namespace

std::size_t gershayim_length(std::string_view text, std::size_t position) noexcept {
  const std::size_t length = sign_length(text, position);
  if (length == 0) return 0;
  constexpr std::size_t enough = 3;
  const std::size_t behind = letters_from(text, position + length, enough);
  const LettersBefore before = letters_before(text, position);
  if (behind == 0 || before.count == 0) return 0;
  if (behind == 1 || !before.only_prefixes) return length;
  // A prefix of one letter and a quoted word, or a longer one before a word that is not an ending.
  return before.count == 1 || behind == enough ? 0 : length;
}

}  // namespace dateline
