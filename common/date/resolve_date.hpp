// What was read of a date -> the date.
#pragma once

#include "common/date/cursor.hpp"
#include "common/date/read_date.hpp"

namespace dateline::date_text {

/// Checks the parts against the calendar and brings the time to UTC. Where the zone is not known,
/// only the day is, as it was written.
[[nodiscard]] DateReading resolve_date(const Parts& parts, const DateHints& hints);

}  // namespace dateline::date_text
