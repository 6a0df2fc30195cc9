// A generation's vocabulary in memory, in the order of its words: what completes a beginning, in
// microseconds. The store would take a read of every word that begins so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/segment/word_code.hpp"
#include "dateline/error.hpp"
#include "searcher/index/index_lookup.hpp"

namespace dateline {

/// Immutable once built: any thread may read. Memory: the words and 13 bytes for each.
class WordTable {
 public:
  /// A word's place in the order.
  using Rank = std::uint32_t;
  static constexpr Rank no_rank = std::numeric_limits<Rank>::max();
  /// The ranks from `begin` to before `end`.
  struct Range {
    Rank begin = 0;
    Rank end = 0;
    [[nodiscard]] bool holds(Rank rank) const noexcept { return rank >= begin && rank < end; }
  };

  /// Reads all words that a document holds: about a second for two million.
  static Result<WordTable> build(const IndexLookup& lookup);

  [[nodiscard]] std::string_view word(Rank rank) const noexcept;
  [[nodiscard]] std::uint32_t documents(Rank rank) const noexcept { return documents_[rank]; }
  [[nodiscard]] Rank size() const noexcept { return static_cast<Rank>(documents_.size()); }

  [[nodiscard]] Range with_prefix(std::string_view prefix) const;
  /// no_rank where the table does not have it.
  [[nodiscard]] Rank find(std::string_view word) const;
  [[nodiscard]] Rank rank_of(WordNumber number) const noexcept {
    return number < ranks_.size() ? ranks_[number] : no_rank;
  }

  /// The `most` words of the range that most documents hold, but at most `ceiling`; most frequent
  /// first. Cost: a step for every 64 words of the range, and for those in blocks that could count.
  [[nodiscard]] std::vector<Rank> most_frequent(Range range, std::size_t most,
                                                std::uint32_t ceiling) const;

 private:
  static constexpr std::size_t block_size = 64;

  void add(const WordEntry& entry);
  void finish();
  [[nodiscard]] Rank first_not_below(std::string_view word) const;

  std::string bytes_;                      ///< of all words, one after another
  std::vector<std::uint32_t> offsets_{0};  ///< of each word, and of the end
  std::vector<std::uint32_t> documents_;
  std::vector<std::uint32_t> block_most_;  ///< the most documents of a word in each block
  std::vector<Rank> ranks_;                ///< by number
};

}  // namespace dateline
