// The documents of a page in the order of their scores.
#pragma once

#include "searcher/match/matcher.hpp"

namespace dateline {

/// Highest score first, ties by document number. The request's sort and tally play no part.
/// Xapian's exceptions pass through.
MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request);

}  // namespace dateline
