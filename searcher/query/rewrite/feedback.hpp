// Relevance feedback (after RM3: Abdul-Jaleel et al., UMass at TREC 2004): the first hits are taken
// to be relevant, and their key terms are added to the query.
//
// docs/ranking.md has what it was measured with. Against RM3 two things differ: a document counts
// by the 8th power of its score, so that a single good hit is not outvoted by those after it, and
// its terms saturate as in BM25.
#pragma once

#include "searcher/query/rewrite/rewrite.hpp"

namespace dateline {

/// With SearchRequest::feedback and Sort::relevance: the query with words added, each optional and
/// weighted; the same where there is nothing to learn from. It learns from the 20 first hits by
/// relevance alone: neither recency nor what near-copies are left out plays a part.
Result<QueryNode> with_feedback(QueryNode root, const RewriteContext& context);

}  // namespace dateline
