#include "common/date/clock.hpp"

#include <array>

#include "common/date/names.hpp"
#include "common/date/zones.hpp"

namespace dateline::date_text {
namespace {

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool bare_hour = false;  ///< only am, pm or a word makes it a time
};

constexpr std::size_t longest_unclear_time = 64;

// ---- Times ----

void skip_fraction(Cursor& cursor) noexcept {
  const bool mark = cursor.peek() == '.' || cursor.peek() == ',';
  if (!mark || !is_digit(cursor.peek(1))) return;
  cursor.skip(1);
  cursor.skip_digits();
}

bool take_one_of(Cursor& cursor, const auto& words) noexcept {
  for (const std::string_view word : words) {
    if (!cursor.starts_with(word)) continue;
    cursor.skip(word.size());
    return true;
  }
  return false;
}

/// The words for hour, minute and second of East Asia; each number before them is optional after
/// the first.
bool take_east_asian(Cursor& cursor, Clock& clock) noexcept {
  constexpr std::array<std::string_view, 5> hours{"時", "时", "点", "點", "시"};
  constexpr std::array<std::string_view, 2> minutes{"分", "분"};
  constexpr std::array<std::string_view, 2> seconds{"秒", "초"};
  if (!take_one_of(cursor, hours)) return false;
  Cursor ahead = cursor;
  ahead.take_blanks();
  const auto minute = ahead.take_number(1, 2);
  if (!minute || !take_one_of(ahead, minutes)) return true;
  clock.minute = minute->value;
  cursor = ahead;
  ahead.take_blanks();
  const auto second = ahead.take_number(1, 2);
  if (!second || !take_one_of(ahead, seconds)) return true;
  clock.second = second->value;
  cursor = ahead;
  return true;
}

/// After "10": the h of 10h30 and 10 h 30, and what follows it.
bool take_letter_h(Cursor& cursor, Clock& clock) noexcept {
  Cursor ahead = cursor;
  ahead.take_blanks();
  if (!equal_folded(ahead.peek_word(), "h")) return false;
  ahead.skip(1);
  cursor = ahead;
  ahead.take_blanks();
  const auto minute = ahead.take_number(2, 2);
  if (!minute) return true;
  clock.minute = minute->value;
  cursor = ahead;
  return true;
}

/// After the hour: ":MM", ":MM:SS", ".MM", ".MM.SS"
bool take_minutes(Cursor& cursor, Clock& clock) noexcept {
  const char mark = cursor.peek();
  if (mark != ':' && mark != '.') return false;
  Cursor ahead = cursor;
  ahead.skip(1);
  const auto minute = ahead.take_number(2, 2);
  if (!minute) return false;
  clock.minute = minute->value;
  cursor = ahead;
  if (!ahead.take(mark)) return true;
  const auto second = ahead.take_number(2, 2);
  // "10:00." ends a sentence, "10:00:" is not a time.
  if (!second) return mark == '.';
  clock.second = second->value;
  skip_fraction(ahead);
  cursor = ahead;
  return true;
}

std::optional<Clock> take_basic_clock(Cursor& cursor) noexcept {
  Cursor ahead = cursor;
  const auto digits = ahead.take_number(4, 6);
  if (!digits || digits->width == 5) return std::nullopt;
  cursor = ahead;
  if (digits->width == 4) return Clock{digits->value / 100, digits->value % 100, 0, false};
  skip_fraction(cursor);
  return Clock{digits->value / 10000, digits->value / 100 % 100, digits->value % 100, false};
}

std::optional<Clock> take_clock(Cursor& cursor, bool bare) noexcept {
  if (bare && is_digit(cursor.peek()) && is_digit(cursor.peek(1)) && is_digit(cursor.peek(2)))
    return take_basic_clock(cursor);
  Cursor ahead = cursor;
  const auto hour = ahead.take_number(1, 2);
  if (!hour) return std::nullopt;
  Clock clock;
  clock.hour = hour->value;
  const bool more =
      take_minutes(ahead, clock) || take_letter_h(ahead, clock) || take_east_asian(ahead, clock);
  clock.bare_hour = !more && !(bare && hour->width == 2);
  cursor = ahead;
  return clock;
}

enum class Half { none, first, second };

/// "am", "p.m.", "μ.μ.", "오후", ...
Half take_half(Cursor& cursor) {
  const char letter = lower(cursor.peek());
  if (letter == 'a' || letter == 'p') {
    const bool dotted = cursor.peek(1) == '.' && lower(cursor.peek(2)) == 'm';
    if (dotted || equal_folded(cursor.peek_word(), letter == 'a' ? "am" : "pm")) {
      cursor.skip(dotted ? 3 : 2);
      if (dotted) cursor.take('.');
      return letter == 'a' ? Half::first : Half::second;
    }
  }
  // Most times go on with one of these.
  for (const std::string_view zone : {"z", "gmt", "utc"})
    if (equal_folded(cursor.peek_word(), zone)) return Half::none;
  const HalfName name = find_half(cursor.rest());
  cursor.skip(name.bytes);
  if (name.bytes == 0) return Half::none;
  cursor.take('.');
  return name.second ? Half::second : Half::first;
}

/// 0:30 am and 13:30 pm, which programs write, mean what the 24 hours say.
bool apply_half(Clock& clock, Half half) noexcept {
  if (half == Half::none) return !clock.bare_hour;
  if (clock.hour > 23) return false;
  if (half == Half::first && clock.hour > 12) return false;
  if (half == Half::second && clock.hour == 0) return false;
  if (half == Half::first && clock.hour == 12) clock.hour = 0;
  if (half == Half::second && clock.hour < 12) clock.hour += 12;
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

/// "10:00 Uhr", "10 uur", "10:00 ч."
bool take_word_for_hour(Cursor& cursor) {
  constexpr std::array<std::string_view, 11> words{"Uhr", "uhr", "UHR", "uur", "hrs", "hs",
                                                   "hod", "ч",   "น",   "h",   "год"};
  Cursor ahead = cursor;
  ahead.take_gap();
  if (!take_one_of(ahead, words)) return false;
  if (is_letter(ahead.peek()) || (ahead.peek() & 0x80) != 0) return false;
  ahead.take('.');
  cursor = ahead;
  return true;
}

// ---- Zones ----

/// +H, +HH, +HMM, +HHMM, +H:MM or +HH:MM, in minutes; ISO 8601 has only those of two digits.
std::optional<int> take_offset(Cursor& cursor, std::size_t least_width) noexcept {
  Cursor ahead = cursor;
  const bool west = ahead.peek() == '-';
  ahead.skip(1);
  const auto digits = ahead.take_number(least_width, 4);
  if (!digits || (digits->width == 3 && least_width > 1)) return std::nullopt;
  int hours = digits->value;
  int minutes = 0;
  if (digits->width > 2) {
    hours = digits->value / 100;
    minutes = digits->value % 100;
  } else if (ahead.take(':')) {
    const auto after_colon = ahead.take_number(2, 2);
    if (!after_colon) return std::nullopt;
    minutes = after_colon->value;
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  cursor = ahead;
  return west ? -(hours * 60 + minutes) : hours * 60 + minutes;
}

bool sign_follows(const Cursor& cursor) noexcept {
  return (cursor.peek() == '+' || cursor.peek() == '-') && is_digit(cursor.peek(1));
}

/// A run of letters, also of other scripts.
std::string_view peek_letters(const Cursor& cursor) noexcept {
  std::size_t length = 0;
  while (is_letter(cursor.peek(length)) || (cursor.peek(length) & 0x80) != 0) ++length;
  return cursor.rest().substr(0, length);
}

/// `Area/Location`, as the IANA database names zones.
std::string_view peek_zone_id(const Cursor& cursor) noexcept {
  std::size_t length = 0, slashes = 0;
  for (; length < cursor.rest().size(); ++length) {
    const char c = cursor.peek(length);
    if (c == '/') ++slashes;
    if (!is_letter(c) && !is_digit(c) && c != '/' && c != '_' && c != '-' && c != '+') break;
  }
  const bool is_id = slashes > 0 && is_letter(cursor.peek());
  return cursor.rest().substr(0, is_id ? length : 0);
}

/// RFC 2822, 4.3: names that nobody knows are letters.
bool looks_like_zone(std::string_view word) noexcept {
  if (word.empty() || word.size() > 6) return false;
  for (const char c : word) {
    if (!is_upper(c)) return false;
  }
  return true;
}

void set_zone_id(Parts& parts, std::string_view id) noexcept {
  constexpr std::string_view always_utc = "Etc/";
  const std::string_view tail = id.starts_with(always_utc) ? id.substr(always_utc.size()) : "";
  const bool is_utc = equal_folded(tail, "utc") || equal_folded(tail, "gmt") ||
                      equal_folded(tail, "uct") || equal_folded(tail, "zulu");
  parts.has_zone = true;
  if (!is_utc) parts.zone_id = id;
}

void set_zone(Parts& parts, const Zone& zone) noexcept {
  switch (zone.kind) {
    case Zone::Kind::fixed:
      parts.offset_minutes = zone.minutes;
      parts.has_zone = true;
      break;
    case Zone::Kind::rules:
      parts.zone_id = zone.id;
      parts.has_zone = true;
      break;
    case Zone::Kind::several:
      parts.zone_unclear = parts.hints_help = true;
      break;
    case Zone::Kind::unknown:
      parts.zone_unclear = true;
      break;
  }
}

/// "[Europe/Kyiv]" after an offset, or in place of one.
void take_bracket(Cursor& cursor, Parts& parts, bool offset_known) noexcept {
  const std::size_t end = cursor.rest().find(']');
  if (cursor.peek() != '[' || end == std::string_view::npos) return;
  Cursor inside(cursor.rest().substr(1, end - 1));
  if (!offset_known) {
    const std::string_view id = peek_zone_id(inside);
    if (!id.empty() && id.size() == end - 1)
      set_zone_id(parts, id);
    else
      parts.zone_unclear = true;
  }
  cursor.skip(end + 1);
}

/// "+0200 UTC", as Go writes it, and "+0300 EEST": the offset is known already.
void take_name_after_offset(Cursor& cursor) noexcept {
  Cursor ahead = cursor;
  ahead.take_gap();
  const std::string_view word = ahead.peek_word();
  if (!looks_like_zone(word)) return;
  ahead.skip(word.size());
  cursor = ahead;
}

bool take_named_zone(Cursor& cursor, Parts& parts, const DateHints& hints) {
  if (const std::string_view id = peek_zone_id(cursor); !id.empty()) {
    set_zone_id(parts, id);
    cursor.skip(id.size());
    return false;
  }
  const std::string_view word = peek_letters(cursor);
  if (word.empty()) return false;
  const Zone zone = find_zone(word, hints);
  if (zone.kind == Zone::Kind::unknown && !looks_like_zone(word)) return false;
  cursor.skip(word.size());
  Cursor ahead = cursor;
  ahead.take_blanks();
  const bool utc = zone.kind == Zone::Kind::fixed && zone.minutes == 0;
  if (utc && sign_follows(ahead)) {
    if (const auto offset = take_offset(ahead, 1)) {
      parts.offset_minutes = *offset;
      parts.has_zone = true;
      cursor = ahead;
      return true;
    }
  }
  set_zone(parts, zone);
  return zone.kind == Zone::Kind::fixed;
}

}  // namespace

void take_zone(Cursor& cursor, Parts& parts, const DateHints& hints) {
  bool offset_known = false;
  if (sign_follows(cursor)) {
    const auto offset = take_offset(cursor, 2);
    if (!offset) return;
    parts.offset_minutes = *offset;
    parts.has_zone = offset_known = true;
    take_name_after_offset(cursor);
  } else {
    offset_known = take_named_zone(cursor, parts, hints);
  }
  take_bracket(cursor, parts, offset_known);
}

namespace {

/// "10:00 (GMT+7)"; other comments are none of a time's.
bool take_zone_in_parentheses(Cursor& cursor, Parts& parts, const DateHints& hints) {
  const std::size_t end = cursor.rest().find(')');
  if (cursor.peek() != '(' || end == std::string_view::npos) return false;
  Cursor inside(cursor.rest().substr(1, end - 1));
  Parts with_zone = parts;
  take_zone(inside, with_zone, hints);
  if (!inside.at_end() || (with_zone.zone_unclear && !with_zone.hints_help)) return false;
  cursor.skip(end + 1);
  // "10:00 GMT (a comment)" has its zone in front.
  parts = with_zone;
  return true;
}

}  // namespace

bool take_time(Cursor& cursor, Parts& parts, const DateHints& hints, bool bare) {
  Cursor ahead = cursor;
  Half half = take_half(ahead);
  // Before a mere hour, "de" and "du" are French or Spanish oftener than halves of the day.
  const bool doubtful = half != Half::none && is_letter(cursor.peek());
  ahead.take_gap();
  auto clock = take_clock(ahead, bare);
  if (!clock || (doubtful && clock->bare_hour)) return false;
  const Cursor behind_clock = ahead;
  ahead.take_gap();
  if (half == Half::none) half = take_half(ahead);
  if (half == Half::none) ahead = behind_clock;
  if (take_word_for_hour(ahead)) clock->bare_hour = false;
  if (!apply_half(*clock, half) || !set_time(parts, *clock)) return false;
  cursor = ahead;
  ahead.take_blanks();
  if (take_zone_in_parentheses(ahead, parts, hints)) {
    cursor = ahead;
    return true;
  }
  ahead.take_gap();
  const std::size_t before = ahead.rest().size();
  take_zone(ahead, parts, hints);
  if (ahead.rest().size() != before) cursor = ahead;
  return true;
}

bool time_begins(const Cursor& cursor) noexcept {
  std::size_t digits = 0;
  while (digits < 3 && is_digit(cursor.peek(digits))) ++digits;
  if (digits == 0 || digits > 2) return false;
  const char mark = cursor.peek(digits);
  if (mark == ':') return true;
  return (mark == 'h' || mark == 'H') && !is_letter(cursor.peek(digits + 1));
}

namespace {

/// What may stand between a date and its time.
struct Gap {
  bool any = false;
  bool t = false;  ///< the T of ISO 8601
};

Gap take_gap_before_time(Cursor& cursor) {
  if ((cursor.peek() == 'T' || cursor.peek() == 't') &&
      (is_digit(cursor.peek(1)) || cursor.rest().size() == 1)) {
    cursor.skip(1);
    return {true, true};
  }
  const std::size_t before = cursor.rest().size();
  cursor.take(',');
  cursor.take_gap();
  // A mark between spaces; "2013-01-27-01" goes on otherwise.
  for (const char mark : {'-', '|', '@', ';'}) {
    if (before == cursor.rest().size() || !cursor.take(mark)) continue;
    cursor.take_gap();
  }
  if (equal_folded(cursor.peek_word(), "at")) {
    cursor.skip(2);
    cursor.take_gap();
  }
  return {cursor.rest().size() != before, false};
}

}  // namespace

void take_time_after(Cursor& cursor, Parts& parts, const DateHints& hints) {
  Cursor ahead = cursor;
  const bool separate = take_gap_before_time(ahead).any;
  if (separate && take_time(ahead, parts, hints)) cursor = ahead;
}

Rest read_rest(Cursor cursor, Parts& parts, const DateHints& hints, bool bare) {
  if (cursor.at_end()) return Rest::understood;
  const Gap gap = take_gap_before_time(cursor);
  if (!gap.any) return Rest::other;
  if (cursor.at_end()) return gap.t ? Rest::unclear : Rest::understood;
  const bool digits_only = bare && is_digit(cursor.peek()) && is_digit(cursor.peek(1)) &&
                           is_digit(cursor.peek(2)) && is_digit(cursor.peek(3));
  const bool meant_as_time =
      gap.t || time_begins(cursor) || digits_only ||
      (is_digit(cursor.peek()) && (cursor.peek(2) == '.' || cursor.peek(3) == ':'));
  const bool short_enough = cursor.rest().size() <= longest_unclear_time;
  Parts with_time = parts;
  if (take_time(cursor, with_time, hints, gap.t || digits_only)) {
    cursor.take_gap();
    if (cursor.at_end()) {
      parts = with_time;
      return Rest::understood;
    }
  }
  return meant_as_time && short_enough ? Rest::unclear : Rest::other;
}

}  // namespace dateline::date_text
