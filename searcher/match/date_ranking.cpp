#include "searcher/match/date_ranking.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t most_unverified_entries = 1u << 20;
constexpr std::size_t least_capacity = 4096;

}  // namespace

DateRanking::DateRanking(const SegmentSet& segments, const Verifier& verifier, DateOrder order,
                         std::size_t wanted, StopCheck& stop, SeenDocuments* seen)
    : segments_(segments),
      verifier_(verifier),
      order_(order),
      wanted_(wanted),
      stop_(stop),
      seen_(seen),
      capacity_(verifier.accepts_everything() ? std::max(4 * wanted, least_capacity)
                                              : most_unverified_entries),
      worst_wanted_rank_(std::numeric_limits<std::uint64_t>::max()) {}

void DateRanking::add(const DocAddress& address, bool is_hit) {
  ++proposed_;
  if (is_hit) {
    ++decided_;
    ++accepted_;
  }
  const std::uint64_t rank = date_rank(segments_.record(address), order_);
  if (rank > worst_wanted_rank_) return;
  entries_.push_back({rank, address.docid, static_cast<std::uint16_t>(address.segment), is_hit});
  if (entries_.size() >= capacity_) {
    settle();
    entries_ = std::move(best_);
    best_.clear();
  }
}

bool DateRanking::verify(Entry& entry) {
  if (entry.verified) return true;
  ++decided_;
  if (seen_ != nullptr) seen_->decide(entry.address());
  if (!verifier_.accepts(entry.address())) return false;
  ++accepted_;
  entry.verified = true;
  return true;
}

/// Moves the first `wanted_` hits from the entries to `best_`, verifying no more than that takes.
void DateRanking::settle() {
  const auto later = [](const Entry& a, const Entry& b) { return a.is_behind(b); };
  std::make_heap(entries_.begin(), entries_.end(), later);
  while (best_.size() < wanted_ && !entries_.empty() && may_verify_more()) {
    std::pop_heap(entries_.begin(), entries_.end(), later);
    Entry entry = entries_.back();
    entries_.pop_back();
    if (verify(entry)) best_.push_back(entry);
  }
  if (best_.size() == wanted_ && wanted_ > 0) worst_wanted_rank_ = best_.back().rank;
}

bool DateRanking::may_verify_more() {
  return !stop_.reached() || !stop_.overdue();
}

std::vector<DocAddress> DateRanking::finish() {
  settle();
  std::vector<DocAddress> addresses;
  addresses.reserve(best_.size());
  for (const Entry& entry : best_) addresses.push_back(entry.address());
  return addresses;
}

Total DateRanking::total() const noexcept {
  if (decided_ == proposed_) return {accepted_, true};
  if (decided_ == 0) return {proposed_, false};
  const double share = static_cast<double>(accepted_) / static_cast<double>(decided_);
  const auto undecided = static_cast<double>(proposed_ - decided_);
  return {accepted_ + static_cast<std::uint64_t>(share * undecided + 0.5), false};
}

}  // namespace dateline
