// Relevance feedback (after RM3: Abdul-Jaleel et al., UMass at TREC 2004): the first hits are taken
// to be relevant, and their key terms are added to the query.
//
// docs/ranking.md has what it was measured with. Against RM3 two things differ: a document counts
// by the 8th power of its score, so that a single good hit is not outvoted by those after it, and
// its terms saturate as in BM25.
#pragma once

#include <vector>

#include "common/format/scoring.hpp"
#include "common/format/store/store.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// How many of the first hits are read.
inline constexpr std::size_t feedback_documents = 20;

/// The query with words added, each optional and weighted; the same where there is nothing to learn
/// from. `best` are the first hits of the query's plan, by relevance. Errors: corrupt, io. Xapian's
/// exceptions pass through.
Result<QueryNode> add_feedback(const QueryNode& root, const Plan& plan,
                               const std::vector<RankedDocument>& best, const Session& session,
                               const Store& store, const Scoring& scoring);

}  // namespace dateline
