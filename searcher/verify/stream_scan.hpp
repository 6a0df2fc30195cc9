// Looks for words, phrases and words near each other in a document's token stream, on the byte code
// itself.
//
// Everything here is immutable after construction, allocates nothing while it looks (NearMatcher
// excepted) and accepts any bytes: a damaged stream gives a wrong answer, never an access outside
// of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/format/segment/word_code.hpp"
#include "searcher/verify/byte_pairs.hpp"

namespace dateline {

/// Word numbers that are as good as each other: a word, the words of a stem, or what a wildcard
/// reaches.
class WordSet {
 public:
  WordSet() = default;
  explicit WordSet(std::vector<WordNumber> numbers);

  [[nodiscard]] bool empty() const noexcept { return numbers_.empty(); }
  /// Ascending, without repeats.
  [[nodiscard]] const std::vector<WordNumber>& numbers() const noexcept { return numbers_; }
  [[nodiscard]] bool contains(WordNumber number) const noexcept;
  [[nodiscard]] bool contains_all_of(const WordSet& other) const noexcept;
  friend bool operator==(const WordSet& a, const WordSet& b) { return a.numbers_ == b.numbers_; }

 private:
  static constexpr std::size_t filter_bits = 1024;
  std::vector<WordNumber> numbers_;
  std::array<std::uint64_t, filter_bits / 64> filter_{};
};

/// The title's part of a stream: what is before the first field separator.
[[nodiscard]] std::string_view title_of(std::string_view stream) noexcept;

/// A word of a set.
class WordMatcher {
 public:
  explicit WordMatcher(WordSet words);
  [[nodiscard]] bool occurs_in(std::string_view stream) const noexcept;

 private:
  friend class NearMatcher;
  /// Calls `visit(start, behind)` for each word of the set, in the order of the stream, until it
  /// returns true; whether it did.
  template <typename Visit>
  bool any_word(std::string_view stream, Visit&& visit) const;
  WordSet words_;
  BytePairs ends_;  // the last byte of each word, and the byte before it
};

/// Words next to each other in the order given, within one field.
class PhraseMatcher {
 public:
  /// At least two words. `shares`: for each, the share (0 to 1) of all documents that hold it; the
  /// two neighbours that are the rarest together are looked for before the rest is compared.
  PhraseMatcher(std::vector<WordSet> words, const std::vector<double>& shares);
  [[nodiscard]] bool occurs_in(std::string_view stream) const noexcept;

 private:
  [[nodiscard]] bool stands_around(const unsigned char* begin, const unsigned char* border,
                                   const unsigned char* end) const noexcept;
  std::vector<WordSet> words_;
  std::size_t border_;  // the phrase is looked for where words_[border_ - 1] meets words_[border_]
  BytePairs meeting_;
};

/// Words in any order within one field, each at a position of its own, with fewer than `words +
/// window` positions from the first to the last.
class NearMatcher {
 public:
  /// Two sets must be equal, or one within the other, or without a common word (words and the
  /// families of stems are).
  NearMatcher(const std::vector<WordSet>& words, std::size_t window);
  [[nodiscard]] bool occurs_in(std::string_view stream) const;

 private:
  struct Demand {
    WordSet words;
    /// Positions that must hold a word of the set, those of narrower sets included.
    unsigned count;
  };
  struct Place {
    std::size_t position;
    WordNumber word;
  };
  class Window;
  [[nodiscard]] bool fits(const std::vector<Place>& places) const;
  std::vector<Demand> demands_;
  WordMatcher stops_;  // all words and the field separator
  std::size_t span_;
};

}  // namespace dateline
