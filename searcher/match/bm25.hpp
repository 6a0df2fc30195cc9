// The score that Xapian gives to a term of a document, term by term: for explanations and for hits
// that were not found in the order of their scores.
#pragma once

#include <string>
#include <vector>

#include "dateline/searcher.hpp"
#include "searcher/index/session.hpp"
#include "searcher/plan/plan.hpp"

namespace dateline {

/// Robertson-Sparck-Jones weight as Xapian bends it for terms that are in more than a third of the
/// documents.
[[nodiscard]] double inverse_document_frequency(double documents, double holding);

/// What a term's occurrences in the query multiply its score with (k3 = 1).
[[nodiscard]] constexpr double query_factor(unsigned occurrences) {
  return 2.0 * occurrences / (1.0 + occurrences);
}

/// What a posting gives. A wdf is at least 1 (scoring.hpp): 0 is the score of no posting.
[[nodiscard]] constexpr double bm25_score(double weight, unsigned wdf, double k1) {
  return weight * wdf / (k1 + wdf);
}

/// Xapian::BM25Weight with k2 = 0, k3 = 1, b = 0 (scoring.hpp), computed outside of a match. One
/// thread at a time; session and plan must live longer. Xapian's exceptions pass through.
class Bm25 {
 public:
  struct WeightedStem {
    std::string stem;
    double weight;   ///< at an infinite wdf
    double holding;  ///< how many documents hold it, in all segments
  };
  struct WeightedTerm {
    std::string label;
    std::vector<WeightedStem> stems;  ///< the best of them counts
  };

  Bm25(const Session& session, const Plan& plan, double k1);

  /// What each scoring term that the document holds gives, in the order of the query. The sum is
  /// the hit's score.
  [[nodiscard]] std::vector<TermScore> explain(const DocAddress& address) const;
  [[nodiscard]] double score(const DocAddress& address) const;

  /// The scoring terms, in the order of the query. A posting of a stem scores
  /// bm25_score(weight, wdf, k1()).
  [[nodiscard]] const std::vector<WeightedTerm>& terms() const noexcept { return terms_; }
  [[nodiscard]] double k1() const noexcept { return k1_; }

 private:
  [[nodiscard]] double stem_score(const WeightedStem& stem, const DocAddress& address) const;

  const Session& session_;
  double k1_;
  std::vector<WeightedTerm> terms_;
};

}  // namespace dateline
