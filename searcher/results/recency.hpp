// Newer documents first among equals: a score grows by a share that halves with age.
#pragma once

#include "dateline/searcher.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"

namespace dateline {

/// What a score is multiplied with: 1 + weight * 2^(-age / half-life). Documents of the future
/// count as of today, undated ones get 1.
[[nodiscard]] double recency_factor(const Recency& recency, Day published, Day today);

/// run_match() by these scores. Ranks so many documents by relevance that none behind them could
/// enter the page, but at most 10,000. Xapian's exceptions pass through.
MatchResult match_with_recency(const Session& session, const Plan& plan,
                               const MatchRequest& request, const Recency& recency, Day today);

}  // namespace dateline
