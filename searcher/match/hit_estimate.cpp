#include "searcher/match/hit_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dateline {
namespace {

constexpr std::uint64_t first_sample = 100;
/// The standard error that a total may have, relative to the total.
constexpr double wanted_error = 0.105;

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
    const bool candidate = seen.is_certain(documents[i]) || is_candidate(documents[i]);
    sample.hits += candidate && verifier.accepts(documents[i]) ? 1u : 0u;
  }
}

/// How many of `all` undecided documents a sample should have in all, after what the first of them
/// were, so that a total that holds `known` hits more has the wanted error: Cochran's sample size
/// for a proportion, with his correction for finite populations (Sampling Techniques, chapter 4).
std::uint64_t wanted_documents(const Sample& sample, std::uint64_t known, std::uint64_t all) {
  const double share =
      (static_cast<double>(sample.hits) + 0.5) / static_cast<double>(sample.documents + 1);
  const auto population = static_cast<double>(all);
  const double error =
      wanted_error * (static_cast<double>(known) + population * share) / population;
  const double of_infinite = share * (1.0 - share) / (error * error);
  return static_cast<std::uint64_t>(std::ceil(of_infinite / (1.0 + of_infinite / population)));
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
    const std::uint64_t wanted = std::min(most, wanted_documents(sample, counted.hits, undecided));
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
