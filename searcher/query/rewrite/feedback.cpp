#include "searcher/query/rewrite/feedback.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "searcher/index/stored_document.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/rewrite/key_terms.hpp"

namespace dateline {
namespace {

/// How many of the first hits are read.
constexpr std::size_t feedback_documents = 20;
constexpr std::size_t feedback_terms = 40;
/// What is added weighs 0.6 of the whole.
constexpr double added_share = 0.6;
constexpr double score_power = 8.0;

/// The sum of the query's factors for how often its terms occur in it (bm25.hpp).
double weight_of(const Plan& plan) {
  double sum = 0;
  for (const ScoringTerm& term : plan.scoring) sum += term.weight * query_factor(term.occurrences);
  return sum;
}

std::vector<RankedDocument> first_hits(const Plan& plan, const RewriteContext& context) {
  const MatchRequest request{.limit = feedback_documents,
                             .k1 = context.scoring.k1,
                             .counting = Counting::none,
                             .stop = &context.stop};
  return run_match(context.session, plan, request).documents;
}

/// The words that tell most about the hits, the best of which has a score above 0.
Result<std::vector<TellingTerm>> words_of(const std::vector<RankedDocument>& hits,
                                          const RewriteContext& context) {
  TellingTerms terms(context.session, context.scoring);
  for (const RankedDocument& hit : hits) {
    DATELINE_ASSIGN(const Document document, stored_document(hit.address, context.session,
                                                             context.store, StoredPart::whole));
    terms.add(document, std::pow(hit.score / hits.front().score, score_power));
  }
  return terms.choose(feedback_terms);
}

bool is_asked_for(const RewriteContext& context) {
  return context.request.feedback && context.request.sort == Sort::relevance &&
         !context.session.segments().empty();
}

}  // namespace

Result<QueryNode> with_feedback(QueryNode root, const RewriteContext& context) {
  if (!is_asked_for(context)) return root;
  DATELINE_ASSIGN(const Plan plan, make_plan(root, context.session, context.lookup));
  if (plan.scoring.empty()) return root;
  const std::vector<RankedDocument> hits = first_hits(plan, context);
  if (hits.empty() || hits.front().score <= 0) return root;
  DATELINE_ASSIGN(const std::vector<TellingTerm> added, words_of(hits, context));
  const double weight = weight_of(plan) * added_share / (1.0 - added_share);
  for (const TellingTerm& term : added) root.children.push_back(optional_word(term, weight));
  return root;
}

}  // namespace dateline
