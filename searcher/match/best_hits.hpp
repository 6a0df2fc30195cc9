// The best hits so far of a ranking by score.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "searcher/match/matcher.hpp"

namespace dateline {

/// Keeps as many as are wanted. Of equal scores the first to come stays.
class BestHits {
 public:
  explicit BestHits(std::size_t wanted) : wanted_(wanted) { hits_.reserve(wanted); }

  /// Whether a hit with this score would be kept.
  [[nodiscard]] bool wants(double score) const {
    return hits_.size() < wanted_ || (wanted_ > 0 && score > hits_.front().hit.score);
  }
  /// Whether a document is not wanted whose score is a sum of scores with the sum `limit` at most.
  /// The two sums are rounded differently: one that is that close is not excluded.
  [[nodiscard]] bool excludes(double limit) const { return !wants(limit * rounding); }

  /// The hit must be wanted.
  void add(const RankedDocument& hit) {
    if (hits_.size() == wanted_) {
      std::pop_heap(hits_.begin(), hits_.end(), is_better);
      hits_.pop_back();
    }
    hits_.push_back({hit, arrivals_++});
    std::push_heap(hits_.begin(), hits_.end(), is_better);
  }

  /// Best first. The object is empty then.
  [[nodiscard]] std::vector<RankedDocument> take() {
    std::sort_heap(hits_.begin(), hits_.end(), is_better);
    std::vector<RankedDocument> ranked;
    for (const auto& held : hits_) ranked.push_back(held.hit);
    hits_.clear();
    return ranked;
  }

 private:
  static constexpr double rounding = 1.0 + 1e-12;
  struct Entry {
    RankedDocument hit;
    std::size_t arrival;
  };
  static bool is_better(const Entry& a, const Entry& b) {
    return a.hit.score != b.hit.score ? a.hit.score > b.hit.score : a.arrival < b.arrival;
  }

  std::size_t wanted_;
  std::size_t arrivals_ = 0;
  std::vector<Entry> hits_;  // a heap, the worst in front
};

}  // namespace dateline
