#include "common/date/feed_date.hpp"

#include <algorithm>
#include <string>

#include "common/date/cursor.hpp"
#include "common/date/resolve_date.hpp"

namespace dateline {
namespace {

using namespace date_text;

constexpr std::size_t longest_date = 192;
constexpr int korea_minutes = 9 * 60;

/// RFC 2822, 4.3
int full_year(int two_digits) noexcept {
  return two_digits + (two_digits < 50 ? 2000 : 1900);
}

std::string_view trim_blanks(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether it has the shape, in which 0 stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) noexcept {
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(),
                    [](char c, char s) { return s == '0' ? is_digit(c) : c == s; });
}

int two_digits(std::string_view text, std::size_t at) noexcept {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// ISO 8601:1988 without the century.
std::string long_form(std::string_view text) {
  const auto part = [&](std::size_t at) { return std::string(text.substr(at, 2)); };
  const auto year = [&](std::size_t at) { return std::to_string(full_year(two_digits(text, at))); };
  if (has_shape(text, "-0000")) return year(1) + "-" + part(3);
  if (has_shape(text, "-00-00")) return year(1) + "-" + part(4);
  if (has_shape(text, "000000")) return year(0) + "-" + part(2) + "-" + part(4);
  if (has_shape(text, "00000") && text[0] == '0')
    return year(0) + "-" + std::string(text.substr(2));
  if (text.size() > 8 && has_shape(text.substr(0, 9), "0000-000-") && text[5] == '0')
    return std::string(text.substr(0, 5)).append(text.substr(6));
  return std::string(text);
}

bool has_hangul(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xEA && static_cast<unsigned char>(c) <= 0xED;
  });
}

/// The time that was taken as UTC by Korea's clock.
void move_to_korea(DateReading& reading) noexcept {
  Date& date = *reading.date;
  constexpr int seconds_per_day = 86400;
  date.second_of_day -= korea_minutes * 60;
  if (date.second_of_day < 0) {
    date.second_of_day += seconds_per_day;
    --date.day;
  }
  reading.offset_minutes = korea_minutes;
}

}  // namespace

DateReading read_feed_date(std::string_view text, const DateHints& hints) {
  text = trim_blanks(text);
  if (text.size() > longest_date) return {};
  DateHints strict = hints;
  strict.keeps_day = false;
  DateReading reading = read_date(long_form(text), strict);
  if (reading.time_unclear && !reading.hints_help) return {};
  const bool local =
      reading.date && reading.date->precision == DatePrecision::second && !reading.offset_minutes;
  if (local && has_hangul(text)) move_to_korea(reading);
  return reading;
}

}  // namespace dateline
