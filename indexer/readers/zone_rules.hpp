// The rules of time zones, as ICU has them from the IANA database.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline {

/// Minutes east of UTC of an IANA zone ("America/New_York") at a local time; of a time that comes
/// twice when clocks go back, the first. Nothing where there is no such zone. Thread-safe. Fits
/// DateHints::zone_rules.
[[nodiscard]] std::optional<int> zone_offset(std::string_view zone, Day day, int second_of_day);

}  // namespace dateline
