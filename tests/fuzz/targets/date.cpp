#include "dateline/date.hpp"

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_date(std::string_view bytes) {
  const auto date = parse_date(bytes);
  if (!date) return;
  require(date->known(), "a date that was read is known");
  const auto civil = civil_from_day(date->day);
  require(civil.year >= 1 && civil.year <= 9999, "years are from 1 to 9999");
  require(day_from_civil(civil) == date->day, "a day is its civil date");
  require(parse_date(to_string(*date)) == date, "a date reads back as it was written");
  const auto [first, last] = days_of(*date);
  require(first <= date->day && date->day <= last, "a date lies within its days");
}

std::vector<std::string> date_examples() {
  return {"2024-05-14",
          "2024-05",
          "2024",
          "2024-05-14T10:00:00Z",
          "2024-05-14T23:59:60+03:00",
          "2024-05-14 10:00",
          "2024-05-14T10:00:00.123456789-1130",
          "20240514",
          "20240514T100000Z",
          "2024/05/14",
          "Tue, 14 May 2024 10:00:00 +0300",
          "Tue, 14 May 24 10:00 EST",
          "26-FEB-1987 15:01:01.79",
          "May 14, 2024",
          "14 May 2024",
          "Sept. 9, 1999",
          "May 2024",
          "29 February 2000",
          "29 February 1900",
          "0001-01-01T00:00:00+14:00",
          "9999-12-31T23:59:59-14:00",
          "9999-99-99",
          "0000-00-00",
          "  1969-12-31  "};
}

}  // namespace dateline::fuzz
