// What is done to the tree of a query before it is planned: rewriters, tree -> tree, one after the
// other, with the index at hand.
//
// There are two chains. `interpret` leaves what the user asks: its words are highlighted, its
// clauses counted and explained, its days are those of the timeline. `expand` adds what the user
// did not write, and what only finding and ranking should know of. A rewriter is a file with one
// function, and a line in one of the chains (rewrite.cpp).
#pragma once

#include "common/format/scoring.hpp"
#include "common/format/store/store.hpp"
#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// What a rewriter may ask. Refers to everything; one thread, that of the session.
struct RewriteContext {
  const SearchRequest& request;
  const Session& session;
  const IndexLookup& lookup;
  const Store& store;
  const Scoring& scoring;
  StopCheck& stop;
};

/// Returns the tree unchanged where the request does not ask for it. The root stays a list. Errors:
/// usage, not_found (what the request names); corrupt, io. Xapian's exceptions pass through.
using Rewriter = Result<QueryNode> (*)(QueryNode root, const RewriteContext& context);

/// The parsed query as it is meant.
Result<QueryNode> interpret(QueryNode parsed, const RewriteContext& context);
/// An interpreted query as it is searched for.
Result<QueryNode> expand(QueryNode asked, const RewriteContext& context);

}  // namespace dateline
