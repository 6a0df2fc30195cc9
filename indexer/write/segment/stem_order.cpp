#include "indexer/write/segment/stem_order.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>

namespace dateline {
namespace {

/// Ranking goes through every stem, merging through those of a document that are in the cache.
constexpr std::size_t ranking_cost = 8;

/// Calls visit(i) for each bit i of `bits` that is set, and clears them.
template <typename Visit>
void take_bits(std::uint64_t& bits, Visit&& visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

}  // namespace

const std::vector<StemOrder::Stem>& StemOrder::take() {
  ordered_.clear();
  take_ranked();
  if (!unranked_.empty()) merge_unranked();
  if (merged_ > ranking_cost * stems_.size()) rank_all();
  return ordered_;
}

void StemOrder::take_ranked() {
  for (std::size_t group = 0; group < groups_.size(); ++group)
    take_bits(groups_[group], [&](std::size_t in_group) {
      const std::size_t first = group * 64 + in_group;
      take_bits(ranks_[first],
                [&](std::size_t bit) { ordered_.push_back(by_rank_[first * 64 + bit]); });
    });
}

void StemOrder::merge_unranked() {
  sort(unranked_);
  const auto middle = static_cast<std::ptrdiff_t>(ordered_.size());
  ordered_.insert(ordered_.end(), unranked_.begin(), unranked_.end());
  std::inplace_merge(ordered_.begin(), ordered_.begin() + middle, ordered_.end(),
                     [&](Stem a, Stem b) { return before(a, b); });
  merged_ += ordered_.size();
  unranked_.clear();
}

void StemOrder::rank_all() {
  std::vector<Stem> fresh(stems_.size() - by_rank_.size());
  std::iota(fresh.begin(), fresh.end(), static_cast<Stem>(by_rank_.size()));
  sort(fresh);
  std::vector<Stem> all;
  all.reserve(stems_.size());
  std::merge(by_rank_.begin(), by_rank_.end(), fresh.begin(), fresh.end(), std::back_inserter(all),
             [&](Stem a, Stem b) { return before(a, b); });
  by_rank_ = std::move(all);
  rank_of_.resize(by_rank_.size());
  for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) rank_of_[by_rank_[rank]] = rank;
  ranks_.assign(by_rank_.size() / 64 + 1, 0);
  groups_.assign(by_rank_.size() / 4096 + 1, 0);
  merged_ = 0;
}

void StemOrder::sort(std::vector<Stem>& stems) const {
  std::sort(stems.begin(), stems.end(), [&](Stem a, Stem b) { return before(a, b); });
}

void StemOrder::clear() {
  by_rank_ = {};
  rank_of_ = {};
  ranks_ = {};
  groups_ = {};
  unranked_.clear();
  merged_ = 0;
}

}  // namespace dateline
