// The first and last day of publication, as options and URLs give them -> days.
#pragma once

#include <optional>
#include <string>

#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The days from the first that `since` may mean to the last that `until` may mean; an empty text
/// leaves that end open, both leave no range. Dates are those of date: in queries (2024-05,
/// yesterday, 7d), and those that documents carry (14 May 2024). Errors: usage, naming what was
/// given by `names`.
struct RangeNames {
  const char* since = "--since";
  const char* until = "--until";
};
Result<std::optional<DayRange>> parse_published_range(const std::string& since,
                                                      const std::string& until, Day today,
                                                      const RangeNames& names = {});

}  // namespace dateline
