// Passes over the chunks of a text that cannot hold a word of the query, without analysing them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "searcher/present/matched_words.hpp"

namespace dateline {

/// Judges words by their first two characters. It errs on one side only: a chunk that is passed
/// over holds no match. Immutable.
class WordFilter {
 public:
  WordFilter(const MatchedWords& words, const Analyzer& analyzer);

  /// The first chunk at or behind `position`, which is the text's beginning or the end of a chunk,
  /// that may hold a match; begin == end: none does.
  [[nodiscard]] Analyzer::Chunk next_chunk(std::string_view text,
                                           std::size_t position) const noexcept;

 private:
  void admit_all();
  void admit_stem(std::string_view stem);
  /// Words that begin with the beginning of `text`.
  void admit_beginning(std::string_view text);
  void admit(char first, std::uint64_t seconds);

  /// For each first byte, what may stand behind it in words that may match, as bits.
  std::array<std::uint64_t, 256> seconds_{};
};

}  // namespace dateline
