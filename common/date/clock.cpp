#include "common/date/clock.hpp"

#include <array>

namespace dateline::date_text {
namespace {

struct NamedZone {
  std::string_view name;
  int minutes;
};

constexpr std::array named_zones{
    NamedZone{"z", 0},      NamedZone{"ut", 0},     NamedZone{"utc", 0},    NamedZone{"gmt", 0},
    NamedZone{"est", -300}, NamedZone{"edt", -240}, NamedZone{"cst", -360}, NamedZone{"cdt", -300},
    NamedZone{"mst", -420}, NamedZone{"mdt", -360}, NamedZone{"pst", -480}, NamedZone{"pdt", -420},
    NamedZone{"wet", 0},    NamedZone{"west", 60},  NamedZone{"bst", 60},   NamedZone{"cet", 60},
    NamedZone{"cest", 120}, NamedZone{"eet", 120},  NamedZone{"eest", 180}, NamedZone{"msk", 180},
    NamedZone{"jst", 540},  NamedZone{"kst", 540},  NamedZone{"aest", 600}, NamedZone{"aedt", 660},
};

std::optional<int> zone_by_name(std::string_view word) noexcept {
  for (const auto& zone : named_zones) {
    if (equal_folded(word, zone.name)) return zone.minutes;
  }
  return std::nullopt;
}

/// +HH, +HHMM or +HH:MM, in minutes.
std::optional<int> take_offset(Cursor& cursor) noexcept {
  const bool west = cursor.peek() == '-';
  cursor.skip(1);
  const auto figures = cursor.take_number(2, 4);
  if (!figures || figures->width == 3) return std::nullopt;
  int hours = figures->value;
  int minutes = 0;
  if (figures->width == 4) {
    hours = figures->value / 100;
    minutes = figures->value % 100;
  } else if (cursor.take(':')) {
    const auto after_colon = cursor.take_number(2, 2);
    if (!after_colon) return std::nullopt;
    minutes = after_colon->value;
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  return west ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

/// RFC 2822, 4.3: a name that nobody knows means an unknown offset, which is read as UTC.
bool is_unknown_zone(std::string_view word) noexcept {
  if (word.size() < 3 || word.size() > 5) return false;
  for (const char c : word) {
    if (!is_upper(c)) return false;
  }
  return true;
}

void skip_fraction(Cursor& cursor) noexcept {
  const bool mark = cursor.peek() == '.' || cursor.peek() == ',';
  if (!mark || !is_digit(cursor.peek(1))) return;
  cursor.skip(1);
  cursor.skip_digits();
}

}  // namespace

bool take_zone(Cursor& cursor, ZoneNames names, Parts& parts) noexcept {
  if (cursor.peek() == '+' || cursor.peek() == '-') {
    const auto offset = take_offset(cursor);
    parts.offset_minutes = offset.value_or(0);
    return offset.has_value();
  }
  const std::string_view word = cursor.peek_word();
  if (word.empty()) return true;
  const auto named = zone_by_name(word);
  if (!named && (names == ZoneNames::known || !is_unknown_zone(word))) return false;
  parts.offset_minutes = named.value_or(0);
  cursor.skip(word.size());
  const bool offset_follows = cursor.peek() == '+' || cursor.peek() == '-';
  // "GMT+0300", as browsers write it.
  if (offset_follows && named == 0) return take_zone(cursor, ZoneNames::known, parts);
  return true;
}

std::optional<Clock> take_clock(Cursor& cursor) noexcept {
  const auto hour = cursor.take_number(1, 2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.take_number(2, 2);
  if (!minute) return std::nullopt;
  if (!cursor.take(':')) return Clock{hour->value, minute->value, 0};
  const auto second = cursor.take_number(2, 2);
  if (!second) return std::nullopt;
  skip_fraction(cursor);
  return Clock{hour->value, minute->value, second->value};
}

std::optional<Clock> take_basic_clock(Cursor& cursor) noexcept {
  const auto figures = cursor.take_number(4, 6);
  if (!figures || figures->width == 5) return std::nullopt;
  if (figures->width == 4) return Clock{figures->value / 100, figures->value % 100, 0};
  skip_fraction(cursor);
  return Clock{figures->value / 10000, figures->value / 100 % 100, figures->value % 100};
}

bool take_half_of_day(Cursor& cursor, Clock& clock) noexcept {
  const char letter = lower(cursor.peek());
  if (letter != 'a' && letter != 'p') return true;
  const bool dotted = cursor.peek(1) == '.' && lower(cursor.peek(2)) == 'm';
  const bool plain = equal_folded(cursor.peek_word(), letter == 'a' ? "am" : "pm");
  if (!dotted && !plain) return true;
  cursor.skip(dotted ? 3 : 2);
  if (dotted) cursor.take('.');
  if (clock.hour < 1 || clock.hour > 12) return false;
  clock.hour = clock.hour % 12 + (letter == 'p' ? 12 : 0);
  return true;
}

bool set_time(Parts& parts, const Clock& clock) noexcept {
  const bool end_of_day = clock.hour == 24 && clock.minute == 0 && clock.second == 0;
  if ((clock.hour > 23 && !end_of_day) || clock.minute > 59 || clock.second > 60) return false;
  // A leap second counts as the second before it.
  const int second = clock.second == 60 ? 59 : clock.second;
  parts.second_of_day = clock.hour * 3600 + clock.minute * 60 + second;
  parts.precision = DatePrecision::second;
  return true;
}

}  // namespace dateline::date_text
