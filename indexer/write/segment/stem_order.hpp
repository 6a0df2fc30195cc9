// Puts the stems of one document after the other into the order of their bytes, which Xapian wants.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/write/string_table.hpp"

namespace dateline {

/// Sorting a document's stems would cost a quarter of its analysis. Nearly all of them were seen
/// before, so that their ranks among all stems are known: marked in a set of bits, they come out in
/// order without a comparison. Stems without a rank are merged in, and once that has cost as much
/// as ranking, all are ranked again. Not thread-safe.
class StemOrder {
 public:
  using Stem = std::uint32_t;  ///< index in the table

  /// `stems` outlives this, and only grows between calls of clear().
  explicit StemOrder(const StringTable& stems) : stems_(stems) {}

  /// A stem of the current document; at most once.
  void add(Stem stem) {
    if (stem >= rank_of_.size()) return unranked_.push_back(stem);
    const std::uint32_t rank = rank_of_[stem];
    ranks_[rank / 64] |= std::uint64_t{1} << rank % 64;
    groups_[rank / 4096] |= std::uint64_t{1} << rank / 64 % 64;
  }
  /// The current document's stems in order, valid until the next call, which belongs to the next
  /// document.
  const std::vector<Stem>& take();

  void clear();
  [[nodiscard]] std::size_t bytes() const noexcept {
    return (by_rank_.capacity() + rank_of_.capacity()) * sizeof(Stem) +
           (ranks_.capacity() + groups_.capacity()) * sizeof(std::uint64_t);
  }

 private:
  void take_ranked();
  void merge_unranked();
  void rank_all();
  void sort(std::vector<Stem>& stems) const;
  [[nodiscard]] bool before(Stem a, Stem b) const noexcept { return stems_.at(a) < stems_.at(b); }

  const StringTable& stems_;
  std::vector<Stem> by_rank_;
  std::vector<std::uint32_t> rank_of_;  ///< of the stems that there were at the last ranking
  std::vector<std::uint64_t> ranks_;    ///< a bit for each rank
  std::vector<std::uint64_t> groups_;   ///< a bit for each element of ranks_ that is not 0
  std::vector<Stem> unranked_;
  std::vector<Stem> ordered_;
  std::size_t merged_ = 0;  ///< stems that merging went through since the last ranking
};

}  // namespace dateline
