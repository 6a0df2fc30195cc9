// Dates of the calendars that news uses besides ours: years of the Thai Buddhist era, Japanese and
// Chinese eras, the Persian calendar, and dates given in the old and in the new style.
#pragma once

#include <string_view>

#include "common/date/cursor.hpp"
#include "common/date/read_date.hpp"

namespace dateline::date_text {

/// Whether years are of the Buddhist era: by the language, or by Thai letters in the text.
[[nodiscard]] bool is_thai(std::string_view plain, std::string_view language) noexcept;

/// The year of our calendar for one of the Buddhist era; years that are not of our times in that
/// era stay as they are.
[[nodiscard]] int common_year(int buddhist_year) noexcept;

/// Whether the text has digits as Persian writes them.
[[nodiscard]] bool has_persian_digits(std::string_view text) noexcept;

/// Takes 令和6年5月14日, 民國113年5月14日; ۲۵ اردیبهشت ۱۴۰۳, and of numbers alone 1403/02/25 where
/// `persian`; "25 October (7 November) 1917", of which the second date is ours. More may follow.
/// False, and nothing taken, where there is no such date.
bool take_other_date(Cursor& cursor, Parts& parts, const DateHints& hints, bool persian);

/// Whether numbers are dates of the Persian calendar.
[[nodiscard]] bool counts_persian_years(std::string_view text, std::string_view language) noexcept;

}  // namespace dateline::date_text
