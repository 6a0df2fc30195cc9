// The newest or oldest documents of a match. Candidates are verified in the order of their dates,
// so only as many as the page needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dateline/searcher.hpp"
#include "searcher/index/day_order.hpp"
#include "searcher/index/segments.hpp"
#include "searcher/match/hit_estimate.hpp"
#include "searcher/match/seen_documents.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {

/// Keeps the `wanted` first documents of a stream of candidates in a DateOrder. Memory: 16 bytes
/// for each of at most a million candidates. One thread at a time; the arguments must live longer.
class DateRanking {
 public:
  /// What is decided is noted in `seen`, unless that is null.
  DateRanking(const SegmentSet& segments, const Verifier& verifier, DateOrder order,
              std::size_t wanted, StopCheck& stop, SeenDocuments* seen = nullptr);

  /// A document that is still to be verified.
  void propose(const DocAddress& address) { add(address, verifier_.accepts_everything()); }
  /// A document that is known to be a hit.
  void propose_hit(const DocAddress& address) { add(address, true); }

  /// The first documents in their order. Ends the ranking. Where it is stopped, those that are
  /// found within StopCheck's grace.
  std::vector<DocAddress> finish();
  /// Hits among all that was proposed, after finish(): an estimate unless all of them had to be
  /// decided.
  [[nodiscard]] Total total() const noexcept;
  [[nodiscard]] CountedHits counted() const noexcept { return {accepted_, decided_}; }

 private:
  struct Entry {
    std::uint64_t rank;  ///< date_rank
    std::uint32_t docid;
    std::uint16_t segment;
    bool verified;
    [[nodiscard]] DocAddress address() const noexcept { return {segment, docid}; }
    /// Of the same instant the later document comes first: numbers ascend with addresses.
    [[nodiscard]] bool is_behind(const Entry& other) const noexcept {
      if (rank != other.rank) return rank > other.rank;
      if (segment != other.segment) return segment < other.segment;
      return docid < other.docid;
    }
  };
  void add(const DocAddress& address, bool is_hit);
  [[nodiscard]] bool verify(Entry& entry);
  void settle();
  [[nodiscard]] bool may_verify_more();

  const SegmentSet& segments_;
  const Verifier& verifier_;
  DateOrder order_;
  std::size_t wanted_;
  StopCheck& stop_;
  SeenDocuments* seen_;
  std::size_t capacity_;
  std::vector<Entry> entries_;       // the best so far and what is not settled
  std::vector<Entry> best_;          // what settle() found: hits, in order, at most `wanted_`
  std::uint64_t worst_wanted_rank_;  // nothing after it can be among the wanted
  std::uint64_t proposed_ = 0;
  std::uint64_t decided_ = 0;   ///< proposals whose verdict is known
  std::uint64_t accepted_ = 0;  ///< those of them that are hits
};

}  // namespace dateline
