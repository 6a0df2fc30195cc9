// Prints the names of months, weekdays and halves of the day of every locale that ICU knows, and the
// words in its patterns of dates: "KIND<tab>LANGUAGE<tab>NUMBER<tab>NAME" a line. Part of
// scripts/date-names/make; nothing of it is in the programs.
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>

#include <cstdio>
#include <memory>
#include <string>

namespace {

void print(char kind, const icu::Locale& locale, int number, const icu::UnicodeString& name) {
  std::string utf8;
  name.toUTF8String(utf8);
  std::printf("%c\t%s\t%d\t%s\n", kind, locale.getLanguage(), number, utf8.c_str());
}

void print_symbols(const icu::Locale& locale) {
  using Symbols = icu::DateFormatSymbols;
  UErrorCode error = U_ZERO_ERROR;
  const Symbols symbols(locale, "gregorian", error);
  if (U_FAILURE(error)) return;
  std::int32_t count = 0;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::ABBREVIATED, Symbols::WIDE}) {
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int i = 0; i < count && i < 12; ++i) print('M', locale, i + 1, months[i]);
      const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
      for (int i = 1; i < count; ++i) print('W', locale, i == 1 ? 7 : i - 1, days[i]);
    }
  }
  const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
  for (int i = 0; i < count && i < 2; ++i) print('A', locale, i, halves[i]);
}

void print_patterns(const icu::Locale& locale) {
  for (const auto style : {icu::DateFormat::kFull, icu::DateFormat::kLong}) {
    const std::unique_ptr<icu::DateFormat> format(
        icu::DateFormat::createDateTimeInstance(style, icu::DateFormat::kShort, locale));
    const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
    if (simple == nullptr) continue;
    icu::UnicodeString pattern;
    print('P', locale, 0, simple->toPattern(pattern));
  }
}

}  // namespace

int main() {
  std::int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (int i = 0; i < count; ++i) {
    const std::string name = std::string(locales[i].getName()) + "@calendar=gregorian";
    const icu::Locale locale(name.c_str());
    print_symbols(locale);
    print_patterns(locale);
  }
}
