// The first and last day of publication, as options, URLs and C give them -> days.
#pragma once

#include <string>
#include <string_view>

#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The first day that the text may mean. Dates are those of date: in queries (2024-05, yesterday),
/// and those that documents carry (14 May 2024); of 7d and the like it is the first one. `none` or
/// an empty text is the least Day: no limit. `label` is what messages call it. Error usage.
Result<Day> parse_since(std::string_view label, std::string_view text, Day today);

/// The last day that the text may mean; likewise, but 7d is seven days ago, so that a span since
/// and one until 7d neither overlap nor leave a gap, and no limit is the greatest Day.
Result<Day> parse_until(std::string_view label, std::string_view text, Day today);

}  // namespace dateline
