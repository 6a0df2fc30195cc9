// The rules of time zones, as ICU has them from the IANA database.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dateline/date.hpp"

namespace dateline {

/// Minutes east of UTC of an IANA zone ("America/New_York") at a local time; of a time that comes
/// twice when clocks go back, the first. Nothing where there is no such zone. Thread-safe. Fits
/// DateHints::zone_rules.
[[nodiscard]] std::optional<int> zone_offset(std::string_view zone, Day day, int second_of_day);

/// How many minutes east of UTC the zones of a country (ISO 3166, upper case) are at a time in UTC;
/// each offset once. Thread-safe.
[[nodiscard]] std::vector<int> country_offsets(std::string_view country, Day day,
                                               int second_of_day);

}  // namespace dateline
