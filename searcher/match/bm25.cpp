#include "searcher/match/bm25.hpp"

#include <algorithm>
#include <cmath>

#include "common/format/scoring.hpp"

namespace dateline {

double inverse_document_frequency(double documents, double holding) {
  const double odds = (documents - holding + 0.5) / (holding + 0.5);
  return std::log(odds < 2.0 ? odds * 0.5 + 1.0 : odds);
}

Bm25::Bm25(const Session& session, const Plan& plan, double k1)
    : session_(session), k1_(k1 * wdf_scale) {
  if (session.segments().empty()) return;
  const double documents = session.database().get_doccount();
  for (const ScoringTerm& scoring : plan.scoring) {
    const double factor = scoring.weight * query_factor(scoring.occurrences);
    WeightedTerm term{scoring.label, {}};
    for (const std::string& stem : scoring.stems) {
      const double holding = session.database().get_termfreq(stem);
      const double idf = inverse_document_frequency(documents, holding);
      term.stems.push_back({stem, idf * factor * (k1_ + 1.0), holding});
    }
    terms_.push_back(std::move(term));
  }
}

double Bm25::stem_score(const WeightedStem& stem, const DocAddress& address) const {
  const Xapian::Database& shard = session_.shard(address.segment);
  auto posting = shard.postlist_begin(stem.stem);
  const auto end = shard.postlist_end(stem.stem);
  if (posting != end) posting.skip_to(address.docid);
  if (posting == end || *posting != address.docid) return 0.0;
  return bm25_score(stem.weight, posting.get_wdf(), k1_);
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
