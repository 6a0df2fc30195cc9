#include "indexer/readers/trec_dates.hpp"

#include <array>

#include "common/base/ascii.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

std::size_t digits_at_start(std::string_view text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_digit(text[count])) ++count;
  return count;
}

unsigned two_digits(std::string_view text, std::size_t at) noexcept {
  return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
}

/// The collections begin in the 1980s.
int full_year(unsigned two_figures) noexcept {
  return static_cast<int>(two_figures) + (two_figures >= 50 ? 1900 : 2000);
}

std::optional<Date> date_on(unsigned two_figure_year, unsigned month, unsigned day) noexcept {
  const auto number = day_from_civil({full_year(two_figure_year), month, day});
  if (!number) return std::nullopt;
  Date date;
  date.day = *number;
  date.precision = DatePrecision::day;
  return date;
}

std::optional<Date> parse_yymmdd(std::string_view text) noexcept {
  if (text.size() < 6 || digits_at_start(text) != 6) return std::nullopt;
  return date_on(two_digits(text, 0), two_digits(text, 2), two_digits(text, 4));
}

std::optional<Date> parse_mmddyy(std::string_view text) noexcept {
  if (text.size() < 6 || digits_at_start(text) != 6) return std::nullopt;
  return date_on(two_digits(text, 4), two_digits(text, 0), two_digits(text, 2));
}

/// MM/DD/YY
std::optional<Date> parse_slashes(std::string_view text) noexcept {
  if (text.size() < 8 || text[2] != '/' || text[5] != '/') return std::nullopt;
  for (const std::size_t at : {0u, 1u, 3u, 4u, 6u, 7u}) {
    if (!is_ascii_digit(text[at])) return std::nullopt;
  }
  if (digits_at_start(text.substr(6)) != 2) return std::nullopt;
  return date_on(two_digits(text, 6), two_digits(text, 0), two_digits(text, 3));
}

std::optional<Date> parse_whole(std::string_view text) {
  if (auto date = parse_date(text)) return date;
  if (digits_at_start(text) == text.size()) return parse_yymmdd(text);
  if (text.size() == std::string_view("MM/DD/YY").size()) return parse_slashes(text);
  return std::nullopt;
}

enum class Layout { yymmdd, mmddyy, year_and_quarter };

struct Numbering {
  std::string_view prefix;
  Layout layout;
};

constexpr std::array numberings{
    Numbering{"AP", Layout::yymmdd},
    Numbering{"WSJ", Layout::yymmdd},
    Numbering{"LA", Layout::mmddyy},
    Numbering{"FT", Layout::year_and_quarter},
};

std::optional<Date> parse_layout(Layout layout, std::string_view digits) {
  switch (layout) {
    case Layout::yymmdd:
      return parse_yymmdd(digits);
    case Layout::mmddyy:
      return parse_mmddyy(digits);
    case Layout::year_and_quarter:
      break;
  }
  if (digits_at_start(digits) != 3) return std::nullopt;
  auto date = date_on(two_digits(digits, 0), 1, 1);
  if (date) date->precision = DatePrecision::year;
  return date;
}

}  // namespace

std::optional<Date> parse_trec_date(std::string_view text) {
  text = trim(text);
  if (auto date = parse_whole(text)) return date;
  // Words after the date are dropped one by one, from the last; a date has at most eight.
  constexpr std::size_t longest_date = 64;
  text = text.substr(0, longest_date);
  for (std::size_t cut = text.find_last_of(" \t\n,;"); cut != std::string_view::npos;
       cut = text.find_last_of(" \t\n,;")) {
    text = trim(text.substr(0, cut));
    if (auto date = parse_whole(text); date && date->precision >= DatePrecision::day) return date;
  }
  return std::nullopt;
}

std::optional<Date> date_of_docno(std::string_view docno) {
  const std::size_t first_digit = docno.find_first_of("0123456789");
  if (first_digit == std::string_view::npos) return std::nullopt;
  const std::string_view prefix = docno.substr(0, first_digit);
  const std::string_view rest = docno.substr(first_digit);
  if (digits_at_start(rest) == 8) {
    // Eight digits that are not YYYYMMDD are a number, not seconds since 1970.
    const auto date = parse_date(rest.substr(0, 8));
    return date && date->precision == DatePrecision::day ? date : std::nullopt;
  }
  for (const auto& numbering : numberings) {
    if (equal_ignoring_case(prefix, numbering.prefix)) return parse_layout(numbering.layout, rest);
  }
  return std::nullopt;
}

}  // namespace dateline
