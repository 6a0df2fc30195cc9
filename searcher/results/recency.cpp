#include "searcher/results/recency.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace dateline {
namespace {

constexpr std::size_t first_depth = 200;

/// By the scores that they have now, ties by number.
void sort_by_score(std::vector<RankedDocument>& documents, const SegmentSet& segments) {
  std::sort(documents.begin(), documents.end(),
            [&](const RankedDocument& a, const RankedDocument& b) {
              if (a.score != b.score) return a.score > b.score;
              return segments.record(a.address).number < segments.record(b.address).number;
            });
}

void cut_to_page(std::vector<RankedDocument>& documents, const MatchRequest& request) {
  documents.resize(std::min(documents.size(), request.offset + request.limit));
  const std::size_t before = std::min(documents.size(), request.offset);
  documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(before));
}

}  // namespace

double recency_factor(const Recency& recency, Day published, Day today) {
  if (published == unknown_day) return 1.0;
  const double age = std::max(0.0, static_cast<double>(today) - static_cast<double>(published));
  return 1.0 + recency.weight * std::exp2(-age / recency.half_life_days);
}

MatchResult match_with_recency(const Session& session, const Plan& plan,
                               const MatchRequest& request, const Recency& recency, Day today) {
  const std::size_t wanted = request.offset + request.limit;
  if (wanted == 0) return run_match(session, plan, request);
  const SegmentSet& segments = session.segments();
  MatchRequest ranked = request;
  ranked.offset = 0;
  ranked.limit = std::min(max_rank, std::max(first_depth, 2 * wanted));
  std::optional<Total> total;
  for (;; ranked.limit = std::min(max_rank, 4 * ranked.limit)) {
    MatchResult result = run_match(session, plan, ranked);
    if (!total) total = result.total;
    ranked.tally = nullptr;
    ranked.counting = Counting::none;
    const bool all = result.documents.size() < ranked.limit || ranked.limit == max_rank;
    // No document behind these can score more.
    const double most =
        result.documents.empty() ? 0 : result.documents.back().score * (1.0 + recency.weight);
    for (RankedDocument& document : result.documents) {
      document.score *= recency_factor(recency, segments.record(document.address).day, today);
    }
    sort_by_score(result.documents, segments);
    if (!all && wanted > 0 && result.documents[wanted - 1].score < most) continue;
    cut_to_page(result.documents, request);
    result.total = *total;
    return result;
  }
}

}  // namespace dateline
