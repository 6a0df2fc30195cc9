#include "searcher/results/recency.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace dateline {
namespace {

constexpr std::size_t least_depth = 200;

class ByRecency final : public RankedSource {
 public:
  ByRecency(RankedSourcePointer source, const SegmentSet& segments, const Recency& recency,
            Day today)
      : source_(std::move(source)), segments_(segments), recency_(recency), today_(today) {}

  std::span<const RankedDocument> first(std::size_t count) override {
    if (count == 0) return source_->first(0);
    if (depth_ == 0) look_at(std::max(least_depth, 2 * count));
    while (!is_settled(count)) look_at(4 * depth_);
    return front_of(hits_, count);
  }
  [[nodiscard]] Total total() const override { return source_->total(); }

 private:
  /// Whether no hit that was not looked at could be among the first `count`.
  [[nodiscard]] bool is_settled(std::size_t count) const {
    return at_end_ || (count <= hits_.size() && hits_[count - 1].score >= most_after_);
  }

  void look_at(std::size_t depth) {
    depth_ = depth;
    const std::span<const RankedDocument> ranked = source_->first(depth);
    at_end_ = ranked.size() < depth;
    most_after_ = ranked.empty() ? 0 : ranked.back().score * (1.0 + recency_.weight);
    hits_.assign(ranked.begin(), ranked.end());
    for (RankedDocument& hit : hits_) {
      hit.score *= recency_factor(recency_, segments_.record(hit.address).day, today_);
    }
    sort_by_score();
  }

  void sort_by_score() {
    std::sort(hits_.begin(), hits_.end(), [this](const RankedDocument& a, const RankedDocument& b) {
      if (a.score != b.score) return a.score > b.score;
      return segments_.record(a.address).number < segments_.record(b.address).number;
    });
  }

  RankedSourcePointer source_;
  const SegmentSet& segments_;
  Recency recency_;
  Day today_;
  std::vector<RankedDocument> hits_;  // those that were looked at, in the new order
  std::size_t depth_ = 0;
  double most_after_ = 0;  // no hit after these can have more
  bool at_end_ = false;
};

}  // namespace

double recency_factor(const Recency& recency, Day published, Day today) {
  if (published == unknown_day) return 1.0;
  const double age = std::max(0.0, static_cast<double>(today) - static_cast<double>(published));
  return 1.0 + recency.weight * std::exp2(-age / recency.half_life_days);
}

Result<RankedSourcePointer> by_recency(RankedSourcePointer source, const StageContext& context) {
  const SearchRequest& request = context.request;
  if (!request.recency || request.sort != Sort::relevance || context.plan.scoring.empty())
    return source;
  return std::make_unique<ByRecency>(std::move(source), context.session.segments(),
                                     *request.recency, request.today.value_or(today_utc()));
}

}  // namespace dateline
