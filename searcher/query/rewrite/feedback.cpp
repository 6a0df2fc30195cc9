#include "searcher/query/rewrite/feedback.hpp"

#include <cmath>

#include "searcher/present/hit_presenter.hpp"
#include "searcher/query/rewrite/key_terms.hpp"

namespace dateline {
namespace {

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

}  // namespace

Result<QueryNode> add_feedback(const QueryNode& root, const Plan& plan,
                               const std::vector<RankedDocument>& best, const Session& session,
                               const Store& store, const Scoring& scoring) {
  if (best.empty() || best.front().score <= 0) return root;
  TellingTerms terms(session, scoring);
  for (const RankedDocument& ranked : best) {
    DATELINE_ASSIGN(const Document document,
                    stored_document(ranked.address, session, store, StoredPart::whole));
    terms.add(document, std::pow(ranked.score / best.front().score, score_power));
  }
  const double weight = weight_of(plan) * added_share / (1.0 - added_share);
  QueryNode expanded = root;
  for (const TellingTerm& term : terms.choose(feedback_terms)) {
    expanded.children.push_back(optional_word(term, weight));
  }
  return expanded;
}

}  // namespace dateline
