// Dates as feeds write them.
#pragma once

#include <string_view>

#include "common/date/read_date.hpp"

namespace dateline {

/// As read_date(), but by the customs of feeds: short forms of ISO 8601 are dates (`031231`,
/// `-0312`, `-03-12`, and `03335`, where only the 0 shows that it is not a number), a month may
/// have a zero too many (`2003-012-31`), a time in Korean is Korea's where no zone says otherwise,
/// and a text whose time no clock has is not a date. Thread-safe.
[[nodiscard]] DateReading read_feed_date(std::string_view text, const DateHints& hints = {});

}  // namespace dateline
