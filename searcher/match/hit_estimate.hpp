// How many hits there are among documents that a ranking did not have to decide on.
//
// Some of them are decided now, evenly spread over all, and the others taken to be like these: as
// many as the total needs to be right within a tenth or so. If hits are so rare that this takes too
// many documents, the estimate is worse; if few documents are left, all of them are decided and the
// total is exact. bench/counts measures it (docs/counts.md).
#pragma once

#include <cstdint>
#include <functional>

#include "dateline/searcher.hpp"
#include "searcher/match/seen_documents.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {

/// How well the total is to be known.
enum class Counting {
  none,      ///< it is not asked for
  cheaply,   ///< exact where that costs next to nothing, else estimated
  thorough,  ///< likewise, for a process that searches once: its start takes longer than counting
  exactly,
};

/// Whether totals that are not known are estimated.
[[nodiscard]] constexpr bool estimates(Counting counting) noexcept {
  return counting == Counting::cheaply || counting == Counting::thorough;
}

/// How many documents may be verified to know a total.
struct CountingEffort {
  std::uint64_t documents = 1000;
  /// One more for so many that the ranking verified.
  std::uint64_t share_of_verified = 8;
};

[[nodiscard]] constexpr CountingEffort effort_of(Counting counting) noexcept {
  return counting == Counting::thorough ? CountingEffort{5000, 1} : CountingEffort{};
}

/// What a ranking counted so far.
struct CountedHits {
  std::uint64_t hits = 0;
  std::uint64_t verified = 0;  ///< documents that took a look into their streams
};

/// Whether an undecided document that is not certain is a candidate at all; asked for documents in
/// ascending order, and from the first one again.
using IsCandidate = std::function<bool(const DocAddress&)>;

/// The hits that are known and those among the undecided documents, which become decided as far as
/// they are looked at: a hit is a candidate that the verifier accepts. Where `stop` is reached
/// meanwhile, an estimate by what was looked at.
Total complete_total(SeenDocuments& seen, const IsCandidate& is_candidate, const Verifier& verifier,
                     const CountedHits& counted, const CountingEffort& effort, StopCheck& stop);

}  // namespace dateline
