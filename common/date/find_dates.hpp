// Dates within running text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/date/read_date.hpp"

namespace dateline {

struct FoundDate {
  std::size_t begin = 0;  ///< in the text, in bytes
  std::size_t end = 0;
  /// As of read_date(): the date, or that there are several.
  DateReading reading{};
};

/// What find_dates() looks at: more text is left out.
inline constexpr std::size_t most_searched_bytes = 1u << 18;

/// The dates of a text, with the times beside them, from its beginning to its end: in the languages
/// of CLDR, in numbers (`14.05.2024`, `2024-05-14`, `05/14/24`), in other calendars where language
/// or script say so. They have a year between 1600 and the next one; relative words ("yesterday")
/// are not dates. At most `most` of them. The time is linear in the text's length. Thread-safe.
[[nodiscard]] std::vector<FoundDate> find_dates(std::string_view text, const DateHints& hints = {},
                                                std::size_t most = 1000);

}  // namespace dateline
