// Dates as a newspaper prints them, in English.
#pragma once

#include <string>

#include "dateline/date.hpp"

namespace dateline {

/// `14 May 2024`
[[nodiscard]] std::string day_in_words(Day day);
/// `May 2024`
[[nodiscard]] std::string month_in_words(Day day);
/// `2024`
[[nodiscard]] std::string year_in_words(Day day);
/// As exact as the date is, with the time where it is known (`14 May 2024, 10:00 UTC`); `undated`.
[[nodiscard]] std::string date_in_words(const Date& date);
/// A span in as few words as say it: `2023`, `May 2024`, `14 May 2024`, `May 2023 to June 2024`,
/// `since 2023`, `until 2001`. Ends at the least and greatest Day are open.
[[nodiscard]] std::string days_in_words(const DayRange& days);

}  // namespace dateline
