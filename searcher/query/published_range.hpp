// The first and last day of publication, as options, URLs and C give them -> days.
#pragma once

#include <optional>
#include <string>

#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// What the two ends are called where they were given; in messages only.
struct RangeNames {
  const char* since = "--since";
  const char* until = "--until";
};

/// Which of the two was wrong, and what is wrong with it.
struct RangeFault {
  enum class End { since, until } end;
  Error error;
};

/// The days from the first that `since` may mean to the last that `until` may mean. Dates are those
/// of date: in queries (2024-05, yesterday), and those that documents carry (14 May 2024). Of 7d
/// and the like, `since` takes the first day and `until` the day before it: seven days ago, so that
/// the two never overlap and leave no gap. `none` or an empty text leaves that end open; no range
/// where both are. Errors: usage, with the end that is wrong.
tl::expected<std::optional<DayRange>, RangeFault> parse_published_range(
    const std::string& since, const std::string& until, Day today, const RangeNames& names = {});

}  // namespace dateline
