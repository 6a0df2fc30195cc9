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

#include "common/segment/word_code.hpp"

namespace dateline {

/// The bytes that stand for a word number in a stream.
struct WordCode {
  std::array<unsigned char, 5> bytes{};
  std::uint8_t length = 0;
};

/// Word numbers that are as good as each other: a word, the words of a stem, or what a wildcard
/// reaches.
class WordSet {
 public:
  /// How places of the words are found: word by word, or, in the order of the stream, all at once.
  enum class Search { fastest, decode };
  WordSet() = default;
  explicit WordSet(std::vector<WordNumber> numbers, Search search = Search::fastest);

  [[nodiscard]] bool empty() const noexcept { return numbers_.empty(); }
  [[nodiscard]] const std::vector<WordNumber>& numbers() const noexcept { return numbers_; }
  /// Codes of the numbers; empty where there are too many to look for one by one.
  [[nodiscard]] const std::vector<WordCode>& codes() const noexcept { return codes_; }
  [[nodiscard]] bool contains(WordNumber number) const noexcept;
  /// Whether the code of one of the numbers ends in this byte.
  [[nodiscard]] bool ends_in(unsigned char byte) const noexcept { return last_bytes_[byte]; }
  /// About how many nanoseconds it takes to look through a stream for the set, whose words stand in
  /// `share` (0 to 1) of all documents.
  [[nodiscard]] double scan_cost(double share) const noexcept;
  [[nodiscard]] bool contains_all_of(const WordSet& other) const noexcept;
  friend bool operator==(const WordSet& a, const WordSet& b) { return a.numbers_ == b.numbers_; }

 private:
  static constexpr std::size_t filter_bits = 1024;
  std::vector<WordNumber> numbers_;  // ascending, without repeats
  std::vector<WordCode> codes_;
  std::array<std::uint64_t, filter_bits / 64> filter_{};
  std::array<bool, 256> last_bytes_{};
};

/// The title's part of a stream: what is before the first field separator.
[[nodiscard]] std::string_view title_of(std::string_view stream) noexcept;

/// Whether a word of the set is in the stream.
[[nodiscard]] bool contains_word(std::string_view stream, const WordSet& words) noexcept;

/// Words next to each other in the order given, within one field.
class PhraseMatcher {
 public:
  /// `first`: the position whose words are looked for before their neighbours are compared: the one
  /// that is the cheapest to look for (WordSet::scan_cost). `words` must not be empty.
  PhraseMatcher(std::vector<WordSet> words, std::size_t first);
  [[nodiscard]] bool occurs_in(std::string_view stream) const noexcept;

 private:
  [[nodiscard]] bool surrounds(const unsigned char* begin, const unsigned char* word,
                               const unsigned char* behind,
                               const unsigned char* end) const noexcept;
  std::vector<WordSet> words_;
  std::size_t first_;
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
    unsigned
        count;  ///< positions that must hold a word of the set, those of narrower sets included
  };
  struct Place {
    std::size_t position;
    WordNumber word;
  };
  class Window;
  [[nodiscard]] bool fits(const std::vector<Place>& places) const;
  std::vector<Demand> demands_;
  WordSet stops_;  // all words and the field separator
  std::size_t span_;
};

}  // namespace dateline
