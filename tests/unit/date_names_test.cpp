// Dates as ICU writes them in the languages of the world are read back.
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "common/date/read_date.hpp"

using namespace dateline;

namespace {

/// Written as `style` says in the language, at noon of the day.
std::string written(const char* language, icu::DateFormat::EStyle style, Day day) {
  const icu::Locale locale((std::string(language) + "@calendar=gregorian").c_str());
  const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(style, locale));
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString text;
  format->format((day * 86400.0 + 43200) * 1000, text);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

/// Widespread languages whose long dates name the month.
constexpr const char* languages[] = {
    "af",      "am", "ar",    "az", "be", "bg",    "bn", "bs",  "ca", "cs", "cy", "da",    "de",
    "el",      "en", "en_GB", "es", "et", "eu",    "fi", "fil", "fo", "fr", "ga", "gl",    "gu",
    "he",      "hi", "hr",    "hu", "hy", "id",    "is", "it",  "ja", "ka", "kk", "km",    "kn",
    "ko",      "ky", "lb",    "lo", "lt", "lv",    "mk", "ml",  "mn", "mr", "ms", "nb",    "nl",
    "nn",      "no", "pa",    "pl", "pt", "pt_PT", "ro", "ru",  "sk", "sl", "so", "sq",    "sr",
    "sr_Latn", "sv", "sw",    "ta", "te", "tr",    "uk", "ur",  "uz", "vi", "zh", "zh_TW", "zu"};

}  // namespace

TEST_CASE("long dates of all widespread languages are read back as ICU writes them", "[part1-18]") {
  const Day first = *day_from_civil({2024, 1, 14});
  for (const char* language : languages) {
    // Each month once, and one of them with the weekday; 30 days apart, January to December.
    for (int month = 0; month < 12; ++month) {
      const Day day = first + month * 30;
      for (const auto style : {icu::DateFormat::kFull, icu::DateFormat::kLong}) {
        const std::string text = written(language, style, day);
        CAPTURE(language, text, to_string(day));
        const DateReading reading = read_date(text, {.language = language});
        CHECK((reading.date && reading.date->day == day &&
               reading.date->precision == DatePrecision::day));
      }
    }
  }
}
