// Dates in any language and script, and dates of numbers in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/date/cursor.hpp"
#include "common/date/read_date.hpp"

namespace dateline::date_text {

/// What the text says as a date whose parts may stand in any order: a month's name in a language of
/// CLDR, a day, a year of four digits; or three numbers. `date` of the reading is not set: it
/// follows from `parts`.
struct LooseReading {
  bool found = false;
  Parts parts{};
  bool ambiguous = false;
  bool hints_help = false;
  bool time_unclear = false;
  DayMonthOrder shows = DayMonthOrder::unknown;
};
/// `plain` is made by to_plain(), and must live as long as the parts are used.
[[nodiscard]] LooseReading read_loosely(std::string_view plain, const DateHints& hints);

/// The same for the date that a text begins with; more may follow. `used`: its bytes, if there is
/// one. Two digits are a year only in numbers like 14.05.24.
[[nodiscard]] LooseReading read_loose_beginning(std::string_view plain, const DateHints& hints,
                                                std::size_t& used);

/// The text with the digits, dashes, spaces and punctuation of all scripts as ASCII, and without
/// what a reader does not see. Bytes that are not UTF-8 become spaces. `places`, if given: for each
/// byte of the result where it was in the text.
[[nodiscard]] std::string to_plain(std::string_view text,
                                   std::vector<std::uint32_t>* places = nullptr);

}  // namespace dateline::date_text
