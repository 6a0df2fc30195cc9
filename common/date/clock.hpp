// The time of day and the zone beside a date.
#pragma once

#include "common/date/cursor.hpp"
#include "common/date/read_date.hpp"

namespace dateline::date_text {

/// A time and, after it, its zone, if there is one; more may follow. HH:MM[:SS], HH.MM[.SS], 10h30,
/// 10 AM, 10時30分, with a fraction of the second, which is dropped; HHMM, HHMMSS and HH only where
/// `bare` (after the T of ISO 8601). False, and nothing taken, where there is no such time.
bool take_time(Cursor& cursor, Parts& parts, const DateHints& hints, bool bare = false);

/// An optional zone: an offset (+3, +0300, -05:30), a name, a name and an offset (GMT+2), an IANA
/// name, also in brackets. A name that is not known makes the zone unclear.
void take_zone(Cursor& cursor, Parts& parts, const DateHints& hints);

enum class Rest {
  understood,  ///< a time, or nothing
  unclear,     ///< meant as a time, but not to be understood: the day is all that is known
  other,       ///< something else: the whole is not a date
};
/// Reads everything that follows a whole day. `bare`: HHMM may follow after a space.
Rest read_rest(Cursor cursor, Parts& parts, const DateHints& hints, bool bare);

/// Takes the time that stands beside a day and its zone, if there is one; more may follow.
void take_time_after(Cursor& cursor, Parts& parts, const DateHints& hints);

/// Whether a time begins here: 10:00, 10.30, 10h.
[[nodiscard]] bool time_begins(const Cursor& cursor) noexcept;

}  // namespace dateline::date_text
