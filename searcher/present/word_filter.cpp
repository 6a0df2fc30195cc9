#include "searcher/present/word_filter.hpp"

#include <algorithm>
#include <string>

#include "common/analysis/number_spaces.hpp"
#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

// What may follow the first character of a word, as bits: letters and digits from the lowest
// bit on, and these.
using Seconds = std::uint64_t;
constexpr Seconds all_seconds = ~Seconds{0};
/// Nothing: the word is one character.
constexpr Seconds blank_bit = Seconds{1} << 36;
/// Perhaps an apostrophe, dot or comma, with the word's second character after it (o'brien).
constexpr Seconds other_bit = Seconds{1} << 37;
/// Set for whatever follows: the character is beyond ASCII, and not to be judged here.
constexpr Seconds foreign_bit = Seconds{1} << 38;
/// All but foreign_bit.
constexpr Seconds any_second = foreign_bit - 1;

constexpr Seconds second_bit(unsigned char c) noexcept {
  if (is_ascii_digit(c)) return Seconds{1} << (c - '0');
  if (is_ascii_lower(c)) return Seconds{1} << (10 + c - 'a');
  if (is_ascii_upper(c)) return Seconds{1} << (10 + c - 'A');
  return is_ascii_blank(c) ? blank_bit : other_bit;
}

/// A byte as the one after a word's first, and as the one before it.
struct Neighbour {
  Seconds second;
  Seconds allowed_behind;  ///< within a word no other begins
};

constexpr std::array<Neighbour, 256> neighbours = [] {
  std::array<Neighbour, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<unsigned char>(i);
    const bool in_word = is_ascii_digit(c) || is_ascii_lower(c) || is_ascii_upper(c);
    table[i] = {second_bit(c) | foreign_bit, in_word ? foreign_bit : all_seconds};
  }
  return table;
}();

unsigned char byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<unsigned char>(text[i]);
}

/// Whether chunks are cut there (Analyzer::next_chunk).
bool is_border(std::string_view text, std::size_t i) noexcept {
  return is_ascii_blank(text[i]) && !is_number_space(text, i);
}

Analyzer::Chunk chunk_around(std::string_view text, std::size_t i) noexcept {
  std::size_t begin = i;
  while (begin > 0 && !is_border(text, begin - 1)) --begin;
  std::size_t end = i;
  while (end < text.size() && !is_border(text, end)) ++end;
  return {begin, end};
}

/// Not valid if there is none, or only a part of one.
Utf8Character first_character(std::string_view text) {
  return text.empty() ? Utf8Character{} : decode_utf8(text, 0);
}

/// What the first character is folded to; 0 if it is in no word, or if that is unknown.
char32_t folded_second(std::string_view text) {
  const unsigned char c = byte_at(text, 0);
  if (is_ascii_digit(c) || is_ascii_lower(c)) return c;
  if (is_ascii_upper(c)) return static_cast<char32_t>(c - 'A' + 'a');
  return c < 0x80 ? 0 : folded_letter(text, 0).first;
}

// Characters and pairs that share an index are admitted with each other.
constexpr std::size_t index_of(char32_t first) noexcept {
  return first % 2048;
}
constexpr std::size_t hash_of_pair(char32_t first, char32_t second) noexcept {
  return (first * 67 + second) % 4096;
}

}  // namespace

WordFilter::WordFilter(const MatchedWords& words, const Analyzer& analyzer) {
  std::fill(seconds_.begin() + 0x80, seconds_.end(), foreign_bit);
  for (const MatchedWord& word : words.words) {
    if (word.by != MatchBy::stem) {
      admit_beginning(word.text);
    } else if (word.family) {
      for (const std::string& member : *word.family) admit_beginning(member);
    } else if (analyzer.is_english()) {
      admit_stem(word.text);
    } else {
      admit_all();
    }
  }
}

void WordFilter::admit_beginning(std::string_view folded) {
  const Utf8Character first = first_character(folded);
  if (!first.valid) return admit_all();
  const Utf8Character second = first_character(folded.substr(first.length));
  firsts_.set(index_of(first.value));
  if (second.valid)
    pairs_.set(hash_of_pair(first.value, second.value));
  else
    firsts_of_any_.set(index_of(first.value));
  if (first.value >= 0x80) return;
  if (!second.valid) return admit_ascii(folded[0], any_second);
  // 1234 may be written as 1 234.
  const bool number = is_ascii_digit(folded[0]) && is_ascii_digit(folded[1]);
  admit_ascii(folded[0],
              second_bit(byte_at(folded, 1)) | other_bit | (number ? blank_bit : Seconds{0}));
}

/// The English stemmer changes ends of words. It never touches the first character, and the second
/// one only by removing it, or where it makes die, lie and tie of dying, lying and tying.
void WordFilter::admit_stem(std::string_view stem) {
  admit_beginning(stem);
  if (stem.size() < 2) return;
  const std::size_t second = decode_utf8(stem, 0).length;
  if (stem.substr(second).starts_with('i'))
    admit_beginning(std::string(stem.substr(0, second)) + 'y');
}

void WordFilter::admit_all() {
  admits_all_ = true;
  for (const char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyz"))
    admit_ascii(c, any_second);
}

void WordFilter::admit_ascii(char first, std::uint64_t seconds) {
  const unsigned char c = static_cast<unsigned char>(first);
  seconds_[c] |= seconds;
  if (is_ascii_lower(c)) seconds_[c - 'a' + 'A'] |= seconds;
}

std::size_t WordFilter::passed_over(std::string_view text, std::size_t at,
                                    std::uint64_t& allowed) const {
  const FoldedLetter letter = folded_letter(text, at);
  const std::string_view behind = text.substr(at + letter.length);
  switch (letter.kind) {
    case FoldedLetter::Kind::unsure:
      return 0;
    case FoldedLetter::Kind::parts:
      allowed = all_seconds;
      break;
    case FoldedLetter::Kind::letter:
      if (allowed == all_seconds && may_begin(letter, behind)) return 0;
      allowed = foreign_bit;
      break;
    case FoldedLetter::Kind::ngram:
      if (may_begin(letter, behind)) return 0;
      allowed = all_seconds;
      break;
  }
  return letter.length;
}

bool WordFilter::may_begin(const FoldedLetter& first, std::string_view behind) const {
  if (admits_all_) return true;
  if (!firsts_.test(index_of(first.first))) return false;
  if (firsts_of_any_.test(index_of(first.first)) || !first.is_single) return true;
  if (behind.empty() || is_ascii_blank(byte_at(behind, 0))) return false;
  const char32_t second = folded_second(behind);
  // Only between letters something may stand that is in the word and is left out, as apostrophes.
  if (second == 0) return first.kind == FoldedLetter::Kind::letter;
  return pairs_.test(hash_of_pair(first.first, second));
}

Analyzer::Chunk WordFilter::next_chunk(std::string_view text, std::size_t position) const {
  // Words are too short for branches that depend on their bytes: one test a byte, seldom true.
  Seconds allowed = all_seconds;
  for (std::size_t at = position; at < text.size();) {
    const unsigned char c = byte_at(text, at);
    const unsigned char next = at + 1 < text.size() ? byte_at(text, at + 1) : ' ';
    const Seconds found = seconds_[c] & neighbours[next].second & allowed;
    if (found == 0) {
      allowed = neighbours[c].allowed_behind;
      ++at;
      continue;
    }
    const std::size_t length = found == foreign_bit ? passed_over(text, at, allowed) : 0;
    if (length == 0) return chunk_around(text, at);
    at += length;
  }
  return {text.size(), text.size()};
}

}  // namespace dateline
