// A stage of results: a ranked source over another one.
#pragma once

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/results/ranked_source.hpp"

namespace dateline {

/// What a stage may ask. All that it refers to lives longer than the stage.
struct StageContext {
  const SearchRequest& request;
  const Plan& plan;
  const Session& session;
  const IndexLookup& lookup;
  StopCheck& stop;
};

/// Returns the source itself where the request does not ask for the stage. Errors: not_found (what
/// the request names); io.
using Stage = Result<RankedSourcePointer> (*)(RankedSourcePointer source,
                                              const StageContext& context);

}  // namespace dateline
