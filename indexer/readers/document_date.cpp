// Dates that callers give with a document.
#include <string>

#include "common/date/read_date.hpp"
#include "dateline/valid_document.hpp"
#include "indexer/readers/zone_rules.hpp"

namespace dateline {

Result<Date> parse_document_date(std::string_view text, std::string_view language) {
  const DateReading reading = read_date(text, {.language = language, .zone_rules = zone_offset});
  std::optional<Date> date = reading.date;
  if (!date) {
    return failure(
        ErrorCode::usage,
        std::string(text) + (reading.ambiguous ? " has several readings" : " is not a date"),
        "as in 2024-05-14T10:00:00Z, 2024-05-14, 2024-05 or 2024");
  }
  date->origin = DateOrigin::metadata;
  flag_if_suspicious(*date, today_utc());
  return *date;
}

}  // namespace dateline
