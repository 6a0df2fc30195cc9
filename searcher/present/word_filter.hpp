// Passes over the chunks of a text that cannot hold a word of the query, without analysing them.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "searcher/present/letter_folding.hpp"
#include "searcher/present/matched_words.hpp"

namespace dateline {

/// Judges words by their first two characters. It errs on one side only: a chunk that is passed
/// over holds no match. Immutable.
class WordFilter {
 public:
  WordFilter(const MatchedWords& words, const Analyzer& analyzer);

  /// The first chunk at or after `position`, which is the text's beginning or the end of a chunk,
  /// that may hold a match; begin == end: none does.
  [[nodiscard]] Analyzer::Chunk next_chunk(std::string_view text, std::size_t position) const;

 private:
  /// Words that begin with the beginning of `folded`.
  void admit_beginning(std::string_view folded);
  void admit_stem(std::string_view stem);
  void admit_all();
  void admit_ascii(char first, std::uint64_t seconds);
  /// How long the character beyond ASCII at `at` is, if it rules out that its chunk is to be looked
  /// at; otherwise 0. `allowed` is what may begin there, and becomes what may begin after it.
  [[nodiscard]] std::size_t passed_over(std::string_view text, std::size_t at,
                                        std::uint64_t& allowed) const;
  [[nodiscard]] bool may_begin(const FoldedLetter& first, std::string_view behind) const;

  /// For each first byte, what may follow it in words that may match, as bits.
  std::array<std::uint64_t, 256> seconds_{};
  // The same for folded characters beyond ASCII, and for those that are folded to ASCII.
  bool admits_all_ = false;
  std::bitset<2048> firsts_;         ///< by index_of
  std::bitset<2048> firsts_of_any_;  ///< whatever the second character is
  std::bitset<4096> pairs_;          ///< by hash_of_pair
};

}  // namespace dateline
