#include "searcher/match/bm25.hpp"

#include <algorithm>
#include <cmath>

#include "common/format/scoring.hpp"
#include "searcher/postings/posting_cursor.hpp"

namespace dateline {

double inverse_document_frequency(double documents, double holding) {
  const double odds = (documents - holding + 0.5) / (holding + 0.5);
  return std::log(odds < 2.0 ? odds * 0.5 + 1.0 : odds);
}

Bm25::Bm25(const Session& session, const Plan& plan, double k1)
    : session_(session), k1_(k1 * wdf_scale) {
  if (session.segments().empty()) return;
  const double documents = static_cast<double>(session.segments().document_count());
  for (const ScoringTerm& scoring : plan.scoring) {
    const double factor = scoring.weight * query_factor(scoring.occurrences);
    WeightedTerm term{scoring.label, {}};
    for (const std::string& stem : scoring.stems) {
      const double holding = session.document_frequency(stem);
      const double idf = inverse_document_frequency(documents, holding);
      term.stems.push_back({stem, idf * factor * (k1_ + 1.0), holding});
    }
    terms_.push_back(std::move(term));
  }
}

double Bm25::stem_score(const WeightedStem& stem, const DocAddress& address) const {
  PostingCursor posting(session_.postings(address.segment), stem.stem, PostingDetail::wdfs);
  posting.skip_to(address.docid);
  return posting.docid() == address.docid ? bm25_score(stem.weight, posting.wdf(), k1_) : 0.0;
}

std::vector<TermScore> Bm25::explain(const DocAddress& address) const {
  std::vector<TermScore> scores;
  for (const WeightedTerm& term : terms_) {
    double best = 0.0;
    for (const WeightedStem& stem : term.stems) best = std::max(best, stem_score(stem, address));
    if (best > 0.0) scores.push_back({term.label, best});
  }
  return scores;
}

double Bm25::score(const DocAddress& address) const {
  double sum = 0.0;
  for (const TermScore& term : explain(address)) sum += term.score;
  return sum;
}

}  // namespace dateline
