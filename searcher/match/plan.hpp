// From a parsed query to what is run: a Xapian query that proposes candidates in the order of their
// scores, and the condition that decides on them where terms alone cannot.
//
// The Xapian query matches every hit, and perhaps more: a phrase is the AND of its stems, an exact
// word is its stem, a wildcard is the OR of the stems that it reaches. Where that is all there is
// to know, there is no condition.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "dateline/error.hpp"
#include "searcher/match/index_lookup.hpp"
#include "searcher/match/session.hpp"
#include "searcher/match/verifier.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// A word or wildcard of the query that counts for the score of the documents that hold it.
struct ScoringTerm {
  std::string label;               ///< for explanations: the stem, or the wildcard with its *
  std::vector<std::string> stems;  ///< the score is that of the best
  unsigned occurrences = 1;        ///< in the query (wqf)
};

/// Bound to the session that it was made with; one thread at a time.
struct Plan {
  Xapian::Query query;               ///< its weight is the sum over `scoring`
  bool open_ended = false;           ///< the query holds never_ending() (record_sources.hpp)
  ConditionPtr condition;            ///< what is left to verify; null where nothing is
  std::vector<ScoringTerm> scoring;  ///< empty: there is nothing to rank by
  std::vector<std::string> terms;    ///< all Xapian terms of the query, without repeats
};

/// Errors: bad_query where a wildcard reaches too many words; corrupt, io. The tree must not be
/// deeper than max_query_depth. Xapian's exceptions pass through.
Result<Plan> make_plan(const QueryNode& root, const Session& session, const IndexLookup& lookup);

}  // namespace dateline
