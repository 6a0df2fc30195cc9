#include "searcher/present/letter_folding.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <string>

#include "common/analysis/fold.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t two_byte_characters = 0x800;

using Kind = FoldedLetter::Kind;

/// Folding one character takes a microsecond.
FoldedLetter fold_letter(std::string_view character, char32_t value) {
  const CharClass char_class = classify(value);
  switch (char_class) {
    case CharClass::other:
    case CharClass::quote:
    case CharClass::dot:
    case CharClass::comma:
    case CharClass::space:
      return {Kind::parts};
    case CharClass::digit:
    case CharClass::ngram:
    case CharClass::extend:
      return {};
    case CharClass::letter:
      break;
  }
  std::string folded;
  fold_word(character, folded);
  if (folded.empty()) return {};
  const Utf8Character first = decode_utf8(folded, 0);
  if (first.value >= two_byte_characters) return {};
  return {Kind::letter, first.length == folded.size(), static_cast<char16_t>(first.value)};
}

struct Range {
  char16_t first;
  char16_t last;
  Kind kind;
};

/// Characters of three bytes that folding leaves as they are, or that separate words; the frequent
/// ones first.
constexpr std::array<Range, 12> three_byte_ranges{{
    {0x2010, 0x2027, Kind::parts},  // dashes, quotes and dots of typographers
    {0x4E00, 0x9FFF, Kind::ngram},  // Han
    {0x3041, 0x3096, Kind::ngram},  // Hiragana
    {0x30A1, 0x30FA, Kind::ngram},  // Katakana
    {0x30FC, 0x30FC, Kind::ngram},  // its sign for long vowels
    {0xAC00, 0xD7A3, Kind::ngram},  // Hangul
    {0x3000, 0x3003, Kind::parts},  // ideographic space, comma and full stop
    {0x3008, 0x3011, Kind::parts},  // brackets
    {0xFF01, 0xFF0C, Kind::parts},  // fullwidth punctuation
    {0xFF1A, 0xFF20, Kind::parts},
    {0x3400, 0x4DBF, Kind::ngram},  // Han, extension A
    {0x20A0, 0x20BF, Kind::parts},  // currencies
}};

FoldedLetter three_byte_letter(char32_t value) {
  const auto range =
      std::find_if(three_byte_ranges.begin(), three_byte_ranges.end(),
                   [&](const Range& r) { return value >= r.first && value <= r.last; });
  if (range == three_byte_ranges.end()) return {};
  if (range->kind == Kind::parts) return {Kind::parts, false, 0, 3};
  return {range->kind, true, static_cast<char16_t>(value), 3};
}

// A FoldedLetter in 16 bits: known, kind, is_single and 11 bits of `first`.
using Packed = std::uint16_t;
constexpr unsigned known_bit = 1u << 15;
constexpr unsigned kind_shift = 12;
constexpr unsigned single_bit = 1u << 11;

Packed packed(const FoldedLetter& letter) {
  const unsigned kind = static_cast<unsigned>(letter.kind) << kind_shift;
  const unsigned single = letter.is_single ? single_bit : 0;
  return static_cast<Packed>(known_bit | kind | single | letter.first);
}

FoldedLetter unpacked(Packed packed) {
  const Kind kind{static_cast<std::uint8_t>((packed & ~known_bit) >> kind_shift)};
  return {kind, (packed & single_bit) != 0, static_cast<char16_t>(packed & (single_bit - 1)),
          kind == Kind::unsure ? 0u : 2u};
}

/// 0: not known yet. Threads may learn the same character at once; they learn the same.
constinit std::array<std::atomic<Packed>, two_byte_characters> known_letters{};

}  // namespace

FoldedLetter folded_letter(std::string_view text, std::size_t position) {
  const Utf8Character character = decode_utf8(text, position);
  if (!character.valid) return {};
  if (character.length == 3) return three_byte_letter(character.value);
  if (character.length != 2) return {};
  std::atomic<Packed>& known = known_letters[character.value];
  Packed letter = known.load(std::memory_order_relaxed);
  if (letter == 0) {
    letter = packed(fold_letter(text.substr(position, 2), character.value));
    known.store(letter, std::memory_order_relaxed);
  }
  return unpacked(letter);
}

}  // namespace dateline
