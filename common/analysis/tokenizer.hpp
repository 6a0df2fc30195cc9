// Where words begin and end inside a chunk: UAX #29 with the tailoring that docs/analysis.md lists.
// One algorithm (cut_words) runs over two kinds of units: bytes of an ASCII chunk, or clusters of
// any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/analysis/number_spaces.hpp"

namespace dateline {

enum class CharClass : std::uint8_t {
  other,
  letter,
  digit,
  quote,  ///< apostrophes, and what stands inside Hebrew abbreviations
  dot,
  comma,
  space,   ///< one that may stand in a number
  ngram,   ///< scripts that are searched by pairs: Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar
  extend,  ///< marks and format characters: belong to what is before them
};

[[nodiscard]] CharClass classify(char32_t c) noexcept;
[[nodiscard]] CharClass classify_ascii(unsigned char c) noexcept;

/// Whether a folded word is of a script that is searched by pairs, all of it.
[[nodiscard]] bool is_ngram_word(std::string_view word) noexcept;

/// A base character with the marks that follow it.
struct Cluster {
  CharClass char_class;
  std::uint32_t begin;  ///< bytes into the chunk
  std::uint32_t end;
};

/// Any chunk as clusters. Invalid UTF-8 becomes `other`.
void split_clusters(std::string_view chunk, std::vector<Cluster>& clusters);

struct AsciiUnits {
  std::string_view chunk;
  [[nodiscard]] std::size_t size() const noexcept { return chunk.size(); }
  [[nodiscard]] CharClass char_class(std::size_t i) const noexcept {
    return classify_ascii(static_cast<unsigned char>(chunk[i]));
  }
  [[nodiscard]] bool is_number_space(std::size_t i) const noexcept {
    return dateline::is_number_space(chunk, i);
  }
};

struct ClusterUnits {
  std::string_view chunk;
  const std::vector<Cluster>& clusters;
  [[nodiscard]] std::size_t size() const noexcept { return clusters.size(); }
  [[nodiscard]] CharClass char_class(std::size_t i) const noexcept {
    return clusters[i].char_class;
  }
  [[nodiscard]] bool is_number_space(std::size_t i) const noexcept {
    return dateline::is_number_space(chunk, clusters[i].begin, clusters[i].end - clusters[i].begin);
  }
};

namespace tokenizer_detail {

inline bool is_word_class(CharClass c) noexcept {
  return c == CharClass::letter || c == CharClass::digit;
}

template <typename Units>
bool is_class(const Units& units, std::size_t i, CharClass c) noexcept {
  return i < units.size() && units.char_class(i) == c;
}

/// Digits right before the unit `at`, at most 4; `begin` is where the word begins.
template <typename Units>
std::size_t digits_before(const Units& units, std::size_t begin, std::size_t at) noexcept {
  std::size_t count = 0;
  while (count < 4 && at - count > begin && is_class(units, at - count - 1, CharClass::digit))
    ++count;
  return count;
}

/// Digits from the unit `at` on, at most 4.
template <typename Units>
std::size_t digits_from(const Units& units, std::size_t at) noexcept {
  std::size_t count = 0;
  while (count < 4 && is_class(units, at + count, CharClass::digit)) ++count;
  return count;
}

/// Whether the sign at `sign` groups thousands: one to three digits before it, exactly three
/// after it.
template <typename Units>
bool groups_thousands(const Units& units, std::size_t begin, std::size_t sign) noexcept {
  const std::size_t before = digits_before(units, begin, sign);
  return before >= 1 && before <= 3 && digits_from(units, sign + 1) == 3;
}

/// Whether the comma groups hundreds of thousands, as in India: 12,34,567. Groups of two follow,
/// and one of three.
template <typename Units>
bool groups_lakhs(const Units& units, std::size_t begin, std::size_t comma) noexcept {
  constexpr std::size_t most_groups = 7;
  const std::size_t before = digits_before(units, begin, comma);
  if (before < 1 || before > 2) return false;
  for (std::size_t groups = 0; groups < most_groups; ++groups) {
    const std::size_t digits = digits_from(units, comma + 1);
    if (digits == 3) return groups > 0;
    if (digits != 2) return false;
    comma += 1 + digits;
    if (!is_class(units, comma, CharClass::comma)) return false;
  }
  return false;
}

/// Whether the dot at `dot` stands between single letters, as in U.S.A; `part` is where the letters
/// before it begin.
template <typename Units>
bool joins_acronym(const Units& units, std::size_t part, std::size_t dot) noexcept {
  const bool single_before = dot - part == 1 && is_class(units, part, CharClass::letter);
  const bool single_behind = is_class(units, dot + 1, CharClass::letter) &&
                             !(dot + 2 < units.size() && is_word_class(units.char_class(dot + 2)));
  return single_before && single_behind;
}

/// Whether the separator at `i` is inside the word that began at `begin`.
template <typename Units>
bool joins(const Units& units, std::size_t begin, std::size_t part, std::size_t i,
           bool quote_joins) noexcept {
  const CharClass before = units.char_class(i - 1);
  const CharClass behind = i + 1 < units.size() ? units.char_class(i + 1) : CharClass::other;
  const bool letters = before == CharClass::letter && behind == CharClass::letter;
  const bool digits = before == CharClass::digit && behind == CharClass::digit;
  switch (units.char_class(i)) {
    case CharClass::quote:
      return (letters && quote_joins) || (digits && groups_thousands(units, begin, i));
    case CharClass::dot:
      return digits || joins_acronym(units, part, i);
    case CharClass::comma:
      return digits && (groups_thousands(units, begin, i) || groups_lakhs(units, begin, i));
    case CharClass::space:
      return digits && units.is_number_space(i);
    case CharClass::other:
    case CharClass::letter:
    case CharClass::digit:
    case CharClass::ngram:
    case CharClass::extend:
      return false;
  }
  return false;
}

template <typename Units>
std::size_t word_end(const Units& units, std::size_t begin, bool quote_joins) noexcept {
  std::size_t part = begin;
  std::size_t i = begin + 1;
  while (i < units.size()) {
    if (!is_word_class(units.char_class(i))) {
      if (!joins(units, begin, part, i, quote_joins)) break;
      part = i + 1;
    }
    ++i;
  }
  return i;
}

}  // namespace tokenizer_detail

/// Calls emit(first unit, unit after the last) for each word; n-gram scripts give overlapping
/// pairs.
template <typename Units, typename Emit>
void cut_words(const Units& units, bool quote_joins, Emit&& emit) {
  using namespace tokenizer_detail;
  for (std::size_t i = 0; i < units.size();) {
    const CharClass c = units.char_class(i);
    if (is_word_class(c)) {
      const std::size_t end = word_end(units, i, quote_joins);
      emit(i, end);
      i = end;
    } else if (c == CharClass::ngram) {
      const bool pair = is_class(units, i + 1, CharClass::ngram);
      const bool behind_pair = i > 0 && units.char_class(i - 1) == CharClass::ngram;
      if (pair || !behind_pair) emit(i, i + (pair ? 2 : 1));
      ++i;
    } else {
      ++i;
    }
  }
}

}  // namespace dateline
