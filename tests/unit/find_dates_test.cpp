#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/date/find_dates.hpp"

namespace {

using dateline::date_as_written;
using dateline::find_dates;
using dateline::FoundDate;

std::string written(const FoundDate& found) {
  if (found.reading.ambiguous) return "ambiguous";
  return to_string(*date_as_written(found.reading));
}

std::vector<std::string> dates_in(std::string_view text, std::string_view language = {}) {
  std::vector<std::string> dates;
  for (const FoundDate& found : find_dates(text, {.language = language}))
    dates.push_back(written(found));
  return dates;
}

using Dates = std::vector<std::string>;

TEST_CASE("dates are found within text of many languages", "[find_dates]") {
  struct Row {
    const char* text;
    const char* date;
    const char* language = "";
  };
  const Row rows[] = {
      {"Published on May 14, 2024 by Jane Doe", "2024-05-14"},
      {"By Jane Doe | 14 May 2024 | 3 comments", "2024-05-14"},
      {"Tuesday, May 14th, 2024 at 10:30 AM EDT. More", "2024-05-14T10:30:00-04:00"},
      {"Updated 10:30, 14 May 2024", "2024-05-14T10:30:00Z"},
      {"Page 2 14 May 2024", "2024-05-14"},
      {"Stand: 14.05.2024, 10:30 Uhr | dpa", "2024-05-14T10:30:00Z"},
      {"Berlin, 14. Mai 2024.", "2024-05-14", "de"},
      {"Am Dienstag, den 14. Mai 2024, kam", "2024-05-14", "de"},
      {"Publié le mardi 14 mai 2024 à 10h30, mis", "2024-05-14T10:30:00Z", "fr"},
      {"le 1er mai 2024", "2024-05-01", "fr"},
      {"Madrid, 14 de mayo de 2024 - 10:30", "2024-05-14T10:30:00Z", "es"},
      {"São Paulo, 14 de maio de 2024 às 10h30", "2024-05-14T10:30:00Z", "pt"},
      {"Roma, martedì 14 maggio 2024", "2024-05-14", "it"},
      {"dinsdag 14 mei 2024 om 10:30 uur", "2024-05-14T10:30:00Z", "nl"},
      {"wtorek, 14 maja 2024 r. w Warszawie", "2024-05-14", "pl"},
      {"в Москве 14 мая 2024 г. прошло", "2024-05-14", "ru"},
      {"14 мая 2024 года, 10:30", "2024-05-14T10:30:00Z", "ru"},
      {"Київ, 14 травня 2024 року, 10:30", "2024-05-14T10:30:00Z", "uk"},
      {"травень 2024 року", "2024-05", "uk"},
      {"14 травня 2024 р. о 10:30", "2024-05-14T10:30:00Z", "uk"},
      {"14. května 2024 v 10:30", "2024-05-14T10:30:00Z", "cs"},
      {"2024. május 14. 10:30", "2024-05-14T10:30:00Z", "hu"},
      {"14 Mayıs 2024 Salı", "2024-05-14", "tr"},
      {"Δευτέρα 13 Μαΐου 2024", "2024-05-13", "el"},
      {"tiistai 14. toukokuuta 2024", "2024-05-14", "fi"},
      {"den 14 maj 2024 kl. 10.30", "2024-05-14T10:30:00Z", "sv"},
      {"14 مايو 2024", "2024-05-14", "ar"},
      {"14 मई 2024, 10:30", "2024-05-14T10:30:00Z", "hi"},
      {"ngày 14 tháng 5 năm 2024", "2024-05-14", "vi"},
      {"發佈於2024年5月14日 星期二 10:30", "2024-05-14T10:30:00Z", "zh"},
      {"2024年5月14日 10時30分", "2024-05-14T10:30:00Z", "ja"},
      {"입력 2024.05.14. 오후 3:30", "2024-05-14T15:30:00Z", "ko"},
      {"2024년 5월 14일", "2024-05-14", "ko"},
      {"on 2024-05-14T10:30:00+03:00 it", "2024-05-14T10:30:00+03:00"},
      {"(2024-05-14 10:30)", "2024-05-14T10:30:00Z"},
      {"filed 14/05/2024", "2024-05-14"},
      {"filed 03/04/2024", "ambiguous"},
      {"filed Wed 03/04/2024", "2024-04-03"},
      {"In May 2024 12 people", "2024-05"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(dates_in(row.text, row.language) == Dates{row.date});
  }
}

TEST_CASE("years of other calendars count where language or script say so", "[find_dates]") {
  struct Row {
    const char* text;
    const char* language;
    Dates dates;
  };
  const Row rows[] = {
      {"14 พฤษภาคม 2567 เวลา 10:30 น.", "", {"2024-05-14T10:30:00Z"}},
      {"วันที่ 14 พ.ค. 67", "th", {"2024-05-14"}},
      {"14 พฤษภาคม พ.ศ. 2567", "", {"2024-05-14"}},
      {"14/05/2567", "th", {"2024-05-14"}},
      {"03/04/2567", "th-TH", {"2024-04-03"}},
      {"29 กุมภาพันธ์ 2567", "th", {"2024-02-29"}},
      {"14/05/2567", "en", {}},
      {"2567-05-14", "", {}},
      {"令和6年5月14日 10時30分", "ja", {"2024-05-14T10:30:00Z"}},
      {"平成元年1月8日", "ja", {"1989-01-08"}},
      {"昭和20年8月", "ja", {"1945-08"}},
      {"民國113年5月14日", "zh", {"2024-05-14"}},
      {"سه‌شنبه ۲۵ اردیبهشت ۱۴۰۳ - ۱۰:۳۰",
       "fa",
       {"2024-05-14T10:30:00Z"}},
      {"۱۴۰۳/۰۲/۲۵", "", {"2024-05-14"}},
      {"1403/02/25", "fa", {"2024-05-14"}},
      {"1403/02/25", "en", {}},
      {"30 اسفند 1403", "fa", {"2025-03-20"}},
      {"30 اسفند 1402", "fa", {}},
      {"25 October (7 November) 1917", "en", {"1917-11-07"}},
      {"25 октября (7 ноября) 1917 года", "ru", {"1917-11-07"}},
      {"12 (24) августа 1861 года", "ru", {"1861-08-24"}},
      {"25 de octubre (7 de noviembre) de 1917", "es", {"1917-11-07"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(dates_in(row.text, row.language) == row.dates);
  }
}

TEST_CASE("what only looks like a date is not found", "[find_dates]") {
  for (const char* text : {"",
                           "1",
                           "yesterday at 10:30",
                           "5 minutes ago",
                           "version 10.2.3.4",
                           "call 030/12/45/78",
                           "from 1914 to 1918",
                           "3/4",
                           "24/7 service",
                           "May we go",
                           "in mar and sat",
                           "14 May",
                           "31.02.2024",
                           "May 32, 2024",
                           "IP 192.168.2.1",
                           "1 2 2024",
                           "14 May 12 comments",
                           "2013-01-27-01",
                           "page 12/05",
                           "©2024 2025",
                           "20240514",
                           "99.99.9999",
                           "mg 5-10-15"}) {
    CAPTURE(text);
    CHECK(dates_in(text).empty());
  }
}

TEST_CASE("several dates are found in their order, with their places", "[find_dates]") {
  const std::string text = "Née le 3 avril 1970, élue le 14 mai 2024 à 10h30.";
  const auto found = find_dates(text, {.language = "fr"});
  REQUIRE(found.size() == 2);
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "3 avril 1970");
  CHECK(text.substr(found[1].begin, found[1].end - found[1].begin) == "14 mai 2024 à 10h30");
  CHECK(find_dates("14.05.2024 14.05.2024 14.05.2024", {}, 2).size() == 2);
}

TEST_CASE("any bytes are searched in linear time", "[find_dates]") {
  for (const std::string_view piece : {"1", "14 ", "May ", "1/", "\xE0", "(", "14 May ("}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    CHECK(find_dates(text).size() <= 1000);
  }
}

}  // namespace
