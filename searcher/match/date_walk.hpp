// The newest or oldest documents of a query for frequent words: documents are looked at in the
// order of their days until the page is full, instead of all that match.
#pragma once

#include <optional>

#include "searcher/index/day_order.hpp"
#include "searcher/match/matcher.hpp"

namespace dateline {

/// Whether the walk is expected to end sooner than a visit of all candidates.
[[nodiscard]] bool walk_is_shorter(const Session& session, const Plan& plan, std::size_t wanted);

/// The page, and an estimated total. The plan must have a WordPlan. Where the request's `stop` is
/// reached, what was found so far. Xapian's exceptions pass through.
MatchResult rank_by_walking(const Session& session, const Plan& plan, const MatchRequest& request,
                            DateOrder order);

}  // namespace dateline
