// Runs a plan: the documents of a page in their order, and how many there are in all.
#pragma once

#include <cstddef>
#include <vector>

#include "common/format/scoring.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/hit_estimate.hpp"
#include "searcher/match/hit_tally.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/plan/plan.hpp"

namespace dateline {

struct RankedDocument {
  DocAddress address;
  double score;
};

struct MatchRequest {
  Sort sort = Sort::relevance;
  std::size_t limit = 10;
  double k1 = default_k1;
  /// Where no hit is asked for, cheaply and thorough count exactly: there is nothing else to do.
  Counting counting = Counting::cheaply;
  /// If set, every hit is visited and added, and the total is exact.
  HitTally* tally = nullptr;
  /// Ends the match early; null: nothing does. The result then is of the documents looked at so
  /// far, its total no longer exact.
  StopCheck* stop = nullptr;
};

struct MatchResult {
  std::vector<RankedDocument> documents;
  Total total;
};

/// By relevance: highest score first, ties by document number. Newest and oldest: as DateOrder
/// says; the score is 0. A plan without scoring terms is
/// never sorted by relevance but newest first. The session is the plan's. Xapian's exceptions pass
/// through.
MatchResult run_match(const Session& session, const Plan& plan, const MatchRequest& request);

/// How many documents match: exactly, by visiting each candidate that is not certain, if `exactly`
/// is set and `stop` is not reached meanwhile.
Total count_matches(const Session& session, const Plan& plan, bool exactly, StopCheck& stop);

}  // namespace dateline
