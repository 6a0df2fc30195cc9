// The time of day and the zone behind a date.
#pragma once

#include "common/date/cursor.hpp"

namespace dateline::date_text {

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// HH:MM or HH:MM:SS; a fraction of the last second is dropped.
std::optional<Clock> take_clock(Cursor& cursor) noexcept;
/// HHMM or HHMMSS; a fraction of the last second is dropped.
std::optional<Clock> take_basic_clock(Cursor& cursor) noexcept;
/// An optional "am", "p.m.", ... after a time; false where the hour does not go with it.
bool take_half_of_day(Cursor& cursor, Clock& clock) noexcept;
/// Writes the time into the parts; false where there is no such time.
bool set_time(Parts& parts, const Clock& clock) noexcept;

enum class ZoneNames { known, any };
/// An optional zone after a time. False where there is one that cannot be read.
bool take_zone(Cursor& cursor, ZoneNames names, Parts& parts) noexcept;

}  // namespace dateline::date_text
