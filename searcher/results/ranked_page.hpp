// The hits of a page: ranked, passed through the stages of results, and cut out of their order.
//
//   run_match() -> recency -> near-copies -> page
//
// Each stage pulls as many hits from the one before as it needs. Options combine: each one is a
// stage of its own, or a rewriter (query/rewrite/rewrite.hpp). A new stage is a file with a
// function of Stage's form, and a line in ranked_page.cpp.
//
// What is counted: total, facets and timeline are of all documents that match the query as it is
// searched for, words that feedback and related documents add included. Recency changes none of
// them. Near-copies of related documents are left out of pages only; a total that counts such ones,
// or may do so, is not exact (RankedSource::total).
#pragma once

#include "searcher/results/stage.hpp"

namespace dateline {

/// The hits from request.offset on, at most request.limit, and the total. `match` says how to rank
/// and count; its offset and limit play no part. Errors: those of the stages. Xapian's exceptions
/// pass through.
Result<MatchResult> rank_page(const MatchRequest& match, const StageContext& context);

}  // namespace dateline
