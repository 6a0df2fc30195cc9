#include "searcher/results/ranked_page.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "searcher/results/distinct_hits.hpp"
#include "searcher/results/match_source.hpp"
#include "searcher/results/recency.hpp"

namespace dateline {
namespace {

/// Near-copies come after everything that changes the order: the better one of two stays.
constexpr Stage stages[] = {
    by_recency,
    without_near_copies,
};

Result<RankedSourcePointer> pass_stages(RankedSourcePointer source, const StageContext& context) {
  for (const Stage stage : stages) {
    DATELINE_ASSIGN(RankedSourcePointer next, stage(std::move(source), context));
    source = std::move(next);
  }
  return source;
}

}  // namespace

Result<MatchResult> rank_page(const MatchRequest& match, const StageContext& context) {
  const std::size_t offset = context.request.offset;
  DATELINE_ASSIGN(
      const RankedSourcePointer source,
      pass_stages(std::make_unique<MatchSource>(context.session, context.plan, match), context));
  const auto hits = source->first(offset + context.request.limit);
  const auto page = hits.subspan(std::min(offset, hits.size()));
  return MatchResult{{page.begin(), page.end()}, source->total()};
}

}  // namespace dateline
