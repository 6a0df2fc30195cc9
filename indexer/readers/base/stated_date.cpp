#include "indexer/readers/base/stated_date.hpp"

#include "common/date/read_date.hpp"
#include "indexer/readers/base/zone_rules.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {

bool state_date(Document& document, std::string_view text) {
  text = trim(text);
  if (text.empty()) return false;
  const DateReading reading = read_date(
      text, {.language = document.language, .zone_rules = zone_offset, .keeps_day = true});
  if (!reading.date) {
    if (reading.ambiguous && document.date_text.empty()) document.date_text = text;
    return false;
  }
  document.date = *reading.date;
  document.date.origin = DateOrigin::metadata;
  const bool tells_more = reading.hints_help || reading.shows != DayMonthOrder::unknown;
  document.date_text = tells_more ? std::string(text) : std::string();
  return true;
}

std::string iso_date(std::string_view text) {
  const DateReading reading = read_date(trim(text), {.zone_rules = zone_offset, .keeps_day = true});
  return reading.date ? to_string(*reading.date) : std::string();
}

}  // namespace dateline
