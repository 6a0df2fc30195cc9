// Newer documents first among equals: a score grows by a share that halves with age.
#pragma once

#include "searcher/results/stage.hpp"

namespace dateline {

/// What a score is multiplied with: 1 + weight * 2^(-age / half-life). Documents of the future
/// count as of today, undated ones get 1.
[[nodiscard]] double recency_factor(const Recency& recency, Day published, Day today);

/// With SearchRequest::recency, and where the plan has scores: the hits by these, ties by document
/// number. Looks at so many of the source's hits that none after them could come before those that
/// it gives; the total stays.
Result<RankedSourcePointer> by_recency(RankedSourcePointer source, const StageContext& context);

}  // namespace dateline
