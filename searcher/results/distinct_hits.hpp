// Related documents without near-copies.
#pragma once

#include "searcher/results/stage.hpp"

namespace dateline {

/// With SearchRequest::related: the hits without near-copies of that document and of the hits that
/// come before them (near_copies.hpp). Looks into the token streams of as many hits as it takes to
/// have what is asked for, at first among five times as many. The total stays; it is exact only
/// where every hit was looked at and none left out, or none was asked for.
Result<RankedSourcePointer> without_near_copies(RankedSourcePointer source,
                                                const StageContext& context);

}  // namespace dateline
