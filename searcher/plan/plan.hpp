// From a parsed query to what is run: a Xapian query that proposes candidates, the condition that
// decides on them where terms alone cannot, and the terms that score.
//
// The Xapian query matches every hit, and perhaps more: a phrase is the AND of its stems, an exact
// word is its stem, a wildcard is the OR of the stems that it reaches. Where that is all there is
// to know, there is no condition. It has no weights: scores are computed from the scoring terms
// (relevance_ranking.hpp).
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "dateline/error.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {

/// A word or wildcard of the query that counts for the score of the documents that hold it.
struct ScoringTerm {
  std::string label;               ///< for explanations: the stem, or the wildcard with its *
  std::vector<std::string> stems;  ///< the score is that of the best
  unsigned occurrences = 1;        ///< in the query (wqf)
  double weight = 1.0;             ///< multiplies the score
  bool required = false;           ///< where the plan is about words: every hit holds it
};

/// Where a query is about words, perhaps with filters and exclusions, the scoring terms' own
/// postings propose the candidates: documents that hold all required terms, or any term where none
/// is required.
struct WordPlan {
  bool any_required = false;
  ConditionPtr condition;             ///< what is left to verify on these; null where nothing is
  std::optional<DayRange> published;  ///< hits are of these days
  /// Whether verifying is cheap enough to do it for all candidates. Else (-word) Xapian's query
  /// should propose them where all are visited.
  bool verifies_fast = false;
};

/// Bound to the session that it was made with; one thread at a time.
struct Plan {
  Xapian::Query query;
  ConditionPtr condition;            ///< what is left to verify; null where nothing is
  std::optional<WordPlan> words;     ///< a faster way to the same hits, for most queries
  std::vector<ScoringTerm> scoring;  ///< empty: there is nothing to rank by
  std::vector<std::string> terms;    ///< all Xapian terms of the query, without repeats

  /// Whether for_each_candidate() visits what `words` proposes.
  [[nodiscard]] bool visits_words() const { return words && words->verifies_fast; }
  /// What is left to verify on the candidates that for_each_candidate() visits.
  [[nodiscard]] const Condition* visit_condition() const {
    return visits_words() ? words->condition.get() : condition.get();
  }
};

/// The days that filters beside the words of a list leave, all of them together; nothing without
/// such a filter.
[[nodiscard]] std::optional<DayRange> published_within_filters(const QueryNode& list);

/// Errors: bad_query where a wildcard reaches too many words; corrupt, io. The tree must not be
/// deeper than max_query_depth. Xapian's exceptions pass through.
Result<Plan> make_plan(const QueryNode& root, const Session& session, const IndexLookup& lookup);

}  // namespace dateline
