#include "indexer/readers/html/text_counts.hpp"

#include "common/base/utf8.hpp"
#include "indexer/readers/html/spaces.hpp"

namespace dateline::html {
namespace {

constexpr bool is_between(char32_t c, char32_t first, char32_t last) noexcept {
  return c >= first && c <= last;
}

/// Scripts that have no spaces between words.
constexpr bool is_unspaced(char32_t c) noexcept {
  return is_between(c, 0x0E00, 0x0EFF) || is_between(c, 0x1000, 0x109F) ||
         is_between(c, 0x1780, 0x17FF) || is_between(c, 0x3040, 0x30FF) ||
         is_between(c, 0x3400, 0x9FFF) || is_between(c, 0xF900, 0xFAFF) ||
         is_between(c, 0x20000, 0x3FFFF);
}

constexpr bool is_wide_space(char32_t c) noexcept {
  return c == 0xA0 || is_between(c, 0x2000, 0x200B) || c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

constexpr bool ends_sentence(char32_t c) noexcept {
  return c == U'。' || c == U'！' || c == U'？' || c == U'…' || c == U'؟' || c == U'۔' ||
         c == U'।' || c == U'։' || c == U'။' || c == U'．';
}

constexpr bool is_comma(char32_t c) noexcept {
  return c == U'、' || c == U'，' || c == U'،' || c == U'；';
}

constexpr bool is_capital_letter(char32_t c) noexcept {
  return is_between(c, 0xC0, 0xDE) || is_between(c, 0x391, 0x3A9) || is_between(c, 0x400, 0x42F);
}

}  // namespace

TextCounts& TextCounts::operator+=(const TextCounts& other) noexcept {
  letters += other.letters;
  words += other.words;
  linked += other.linked;
  strong += other.strong;
  sentence_ends += other.sentence_ends;
  commas += other.commas;
  digits += other.digits;
  capitals += other.capitals;
  return *this;
}

void TextCounter::take_letters(unsigned letters) noexcept {
  TextCounts& counts = block_.counts;
  counts.letters += letters;
  counts.linked += linked_ ? letters : 0;
  counts.strong += strong_ ? letters : 0;
}

void TextCounter::take_ascii(unsigned char c) {
  TextCounts& counts = block_.counts;
  if (is_space(static_cast<char>(c))) {
    in_word_ = false;
    return;
  }
  if (!in_word_) ++counts.words;
  in_word_ = true;
  take_letters(1);
  counts.sentence_ends += c == '.' || c == '!' || c == '?';
  counts.commas += c == ',' || c == ';';
  counts.digits += c >= '0' && c <= '9';
  counts.capitals += c >= 'A' && c <= 'Z';
}

void TextCounter::take_other(char32_t c) {
  TextCounts& counts = block_.counts;
  if (is_wide_space(c)) {
    in_word_ = false;
    return;
  }
  if (is_unspaced(c)) {
    take_letters(2);
    counts.words += counts.letters % 4 == 0;
    in_word_ = false;
    return;
  }
  if (!in_word_) ++counts.words;
  in_word_ = true;
  take_letters(1);
  counts.sentence_ends += ends_sentence(c);
  counts.commas += is_comma(c);
  counts.capitals += is_capital_letter(c);
}

void TextCounter::add(std::string_view text, bool linked, bool strong) {
  linked_ = linked;
  strong_ = strong;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    char32_t character = byte;
    if (byte < 0x80) {
      ++at;
      take_ascii(byte);
    } else {
      const Utf8Character wide = decode_utf8(text, at);
      at += wide.length;
      character = wide.value;
      take_other(character);
    }
    if (character <= ' ' || is_wide_space(character)) continue;
    if (block_.first == 0) block_.first = character;
    block_.last = character;
  }
}

}  // namespace dateline::html
