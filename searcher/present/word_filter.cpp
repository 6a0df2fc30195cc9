#include "searcher/present/word_filter.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr bool is_blank(unsigned char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_digit(unsigned char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(unsigned char c) noexcept {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(unsigned char c) noexcept {
  return c >= 'A' && c <= 'Z';
}

// What may stand behind the first character of a word, as bits: letters and digits from the lowest
// bit on, and these.
using Seconds = std::uint64_t;
constexpr Seconds all_seconds = ~Seconds{0};
/// Nothing: the word is one character.
constexpr Seconds blank_bit = Seconds{1} << 36;
/// Perhaps an apostrophe, dot or comma, with the word's second character behind it (o'brien).
constexpr Seconds other_bit = Seconds{1} << 37;
/// Set for whatever stands behind: the character is beyond ASCII, and not to be judged here.
constexpr Seconds foreign_bit = Seconds{1} << 38;
/// All but foreign_bit.
constexpr Seconds any_second = foreign_bit - 1;

constexpr Seconds second_bit(unsigned char c) noexcept {
  if (is_digit(c)) return Seconds{1} << (c - '0');
  if (is_lower(c)) return Seconds{1} << (10 + c - 'a');
  if (is_upper(c)) return Seconds{1} << (10 + c - 'A');
  return is_blank(c) ? blank_bit : other_bit;
}

/// A byte as the one behind a word's first, and as the one before it.
struct Neighbour {
  Seconds second;
  Seconds allowed_behind;  ///< within a word no other begins
};

constexpr std::array<Neighbour, 256> neighbours = [] {
  std::array<Neighbour, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<unsigned char>(i);
    const bool in_word = is_digit(c) || is_lower(c) || is_upper(c);
    table[i] = {second_bit(c) | foreign_bit, in_word ? foreign_bit : all_seconds};
  }
  return table;
}();

unsigned char byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<unsigned char>(text[i]);
}

/// Whether one of U+2010 to U+2027 begins at `i`: dashes, quotes and dots of typographers, 3 bytes
/// each. They are in no word, but for apostrophes, which folding leaves out.
bool is_punctuation(std::string_view text, std::size_t i) noexcept {
  if (!text.substr(i).starts_with("\xE2\x80") || text.size() - i < 3) return false;
  const unsigned char last = byte_at(text, i + 2);
  return last >= 0x90 && last <= 0xA7;
}

Analyzer::Chunk chunk_around(std::string_view text, std::size_t i) noexcept {
  std::size_t begin = i;
  while (begin > 0 && !is_blank(byte_at(text, begin - 1))) --begin;
  std::size_t end = i;
  while (end < text.size() && !is_blank(byte_at(text, end))) ++end;
  return {begin, end};
}

}  // namespace

WordFilter::WordFilter(const MatchedWords& words, const Analyzer& analyzer) {
  std::fill(seconds_.begin() + 0x80, seconds_.end(), foreign_bit);
  for (const MatchedWord& word : words.words) {
    switch (word.by) {
      case MatchBy::stem:
        analyzer.is_english() ? admit_stem(word.text) : admit_all();
        break;
      case MatchBy::form:
      case MatchBy::prefix:
        admit_beginning(word.text);
        break;
    }
  }
}

void WordFilter::admit_all() {
  for (const char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyz"))
    admit(c, any_second);
}

/// The English stemmer changes ends of words. It never touches the first character, and the second
/// one only by removing it, or where it makes die, lie and tie of dying, lying and tying.
void WordFilter::admit_stem(std::string_view stem) {
  admit_beginning(stem);
  if (stem.size() > 1 && stem[1] == 'i') admit(stem[0], second_bit('y'));
}

void WordFilter::admit_beginning(std::string_view text) {
  if (text.empty()) return admit_all();
  admit(text[0], text.size() > 1 ? second_bit(byte_at(text, 1)) | other_bit : any_second);
}

void WordFilter::admit(char first, std::uint64_t seconds) {
  const auto c = static_cast<unsigned char>(first);
  if (c >= 0x80) return;  // such chunks are never passed over
  seconds_[c] |= seconds;
  if (is_lower(c)) seconds_[c - 'a' + 'A'] |= seconds;
}

Analyzer::Chunk WordFilter::next_chunk(std::string_view text, std::size_t position) const noexcept {
  // Words are too short for branches that depend on their bytes: one test a byte, seldom true.
  Seconds allowed = all_seconds;
  for (std::size_t at = position; at < text.size();) {
    const unsigned char c = byte_at(text, at);
    const unsigned char next = at + 1 < text.size() ? byte_at(text, at + 1) : ' ';
    const Seconds found = seconds_[c] & neighbours[next].second & allowed;
    if (found == 0) {
      allowed = neighbours[c].allowed_behind;
      ++at;
    } else if (found == foreign_bit && is_punctuation(text, at)) {
      allowed = all_seconds;
      at += 3;
    } else {
      return chunk_around(text, at);
    }
  }
  return {text.size(), text.size()};
}

}  // namespace dateline
