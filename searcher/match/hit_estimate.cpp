#include "searcher/match/hit_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dateline {
namespace {

constexpr std::uint64_t first_sample = 100;
/// So many hits in a sample tell their share well enough.
constexpr std::uint64_t enough_hits = 90;

struct Sample {
  std::uint64_t documents = 0;
  std::uint64_t hits = 0;
};

void look_at(const std::vector<DocAddress>& documents, SeenDocuments& seen,
             const IsCandidate& is_candidate, const Verifier& verifier, StopCheck& stop,
             Sample& sample) {
  constexpr std::size_t ahead = 3;
  for (std::size_t i = 0; i < documents.size() && !stop.reached(); ++i) {
    if (i + ahead < documents.size()) verifier.prefetch(documents[i + ahead]);
    seen.decide(documents[i]);
    ++sample.documents;
    sample.hits += is_candidate(documents[i]) && verifier.accepts(documents[i]) ? 1u : 0u;
  }
}

/// How many documents a sample should have in all, after what the first of them were.
std::uint64_t wanted_documents(const Sample& sample, std::uint64_t most) {
  if (sample.hits >= enough_hits) return sample.documents;
  const double share =
      (static_cast<double>(sample.hits) + 0.5) / static_cast<double>(sample.documents + 1);
  return std::min(most, static_cast<std::uint64_t>(static_cast<double>(enough_hits) / share));
}

}  // namespace

Total complete_total(SeenDocuments& seen, const IsCandidate& is_candidate, const Verifier& verifier,
                     const CountedHits& counted, const CountingEffort& effort, StopCheck& stop) {
  const std::uint64_t undecided = seen.undecided();
  const std::uint64_t most = effort.documents * (verifier.is_quick() ? 2 : 1) +
                             counted.verified / effort.share_of_verified;
  const bool all = undecided <= most;
  Sample sample;
  look_at(seen.spread(all ? undecided : std::min(first_sample, most)), seen, is_candidate, verifier,
          stop, sample);
  if (!all && sample.documents > 0) {
    const std::uint64_t wanted = wanted_documents(sample, most);
    if (wanted > sample.documents)
      look_at(seen.spread(wanted - sample.documents), seen, is_candidate, verifier, stop, sample);
  }
  if (sample.documents == undecided) return {counted.hits + sample.hits, true};
  if (sample.documents == 0) return {counted.hits, false};
  const double share = static_cast<double>(sample.hits) / static_cast<double>(sample.documents);
  const double rest = share * static_cast<double>(undecided - sample.documents);
  return {counted.hits + sample.hits + static_cast<std::uint64_t>(std::lround(rest)), false};
}

}  // namespace dateline
