// Recency as people write it: "half-life=30d,weight=0.3".
#pragma once

#include <string_view>

#include "dateline/searcher.hpp"

namespace dateline {

/// Either part may be missing and then has its default. A half-life is a number followed by d, w,
/// m or y (days, weeks, months of 30 days, years of 365). Error usage.
Result<Recency> parse_recency(std::string_view text);

}  // namespace dateline
