#include "common/date/find_dates.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "common/date/clock.hpp"
#include "common/date/loose_date.hpp"
#include "common/date/names.hpp"
#include "common/date/other_calendars.hpp"
#include "common/date/resolve_date.hpp"

namespace dateline {
namespace {

using namespace date_text;

constexpr std::size_t longest_date = 96;
constexpr int first_year = 1600;

bool is_part_of_word(char c) noexcept {
  return is_letter(c) || (c & 0x80) != 0;
}

/// At a character's end.
std::string_view window_at(std::string_view text, std::size_t at) noexcept {
  std::size_t length = std::min(longest_date, text.size() - at);
  while (at + length < text.size() && length > 0 && (text[at + length] & 0xC0) == 0x80) --length;
  return text.substr(at, length);
}

bool has_credible_year(const Date& date) {
  const int year = civil_from_day(date.day).year;
  return year >= first_year && year <= civil_from_day(today_utc()).year + 1;
}

/// Walks over a text as to_plain() gives it.
class Finder {
 public:
  Finder(std::string_view plain, const DateHints& hints, bool persian)
      : plain_(plain), hints_(hints), persian_(persian) {}

  std::optional<FoundDate> next() {
    while (at_ < plain_.size()) {
      if (!skip_text_without_numbers()) break;
      const std::size_t begin = at_;
      const std::size_t token_end = end_of_token(begin);
      at_ = token_end;
      if (!may_begin(begin, token_end)) continue;
      auto found = read_at(begin);
      if (!found) continue;
      at_ = std::max(found->end, token_end);
      return found;
    }
    return std::nullopt;
  }

 private:
  /// Words are looked up only where a number follows soon. False where none does.
  bool skip_text_without_numbers() noexcept {
    constexpr std::size_t most_before = 40;
    if (next_number_ <= at_) next_number_ = plain_.find_first_of("0123456789", at_);
    if (next_number_ == std::string_view::npos) return false;
    if (next_number_ < at_ + most_before) return true;
    at_ = next_number_ - most_before;
    while (is_part_of_word(plain_[at_]) && at_ < next_number_) ++at_;
    return true;
  }

  [[nodiscard]] std::size_t end_of_token(std::size_t begin) const noexcept {
    std::size_t end = begin + 1;
    if (is_digit(plain_[begin])) {
      while (end < plain_.size() && is_digit(plain_[end])) ++end;
    } else if (is_part_of_word(plain_[begin])) {
      while (end < plain_.size() && is_part_of_word(plain_[end])) ++end;
    }
    return end;
  }

  /// A date begins with a number, a month, a weekday or an era.
  [[nodiscard]] bool may_begin(std::size_t begin, std::size_t end) const {
    const std::string_view token = plain_.substr(begin, end - begin);
    if (is_digit(token.front())) return token.size() <= 4 && !is_inside_number(begin);
    if (!is_part_of_word(token.front())) return false;
    if (begins_era(token)) return true;
    const NameMeaning meaning = find_name(name_key(token));
    return meaning.month != 0 || meaning.shared || meaning.weekday ||
           (meaning.begins_longer && !meaning.filler);
  }

  static bool begins_era(std::string_view token) noexcept {
    return token.starts_with("令和") || token.starts_with("平成") || token.starts_with("昭和") ||
           token.starts_with("民");
  }

  /// "v2024", "1/2024", "10.2.2024"
  [[nodiscard]] bool is_inside_number(std::size_t begin) const noexcept {
    if (begin == 0) return false;
    const char before = plain_[begin - 1];
    if (is_letter(before)) return true;
    constexpr std::string_view joints = "/.-_:,";
    return joints.find(before) != std::string_view::npos && begin > 1 &&
           (is_digit(plain_[begin - 2]) || (before == '_'));
  }

  [[nodiscard]] std::optional<FoundDate> read_at(std::size_t begin) const {
    const std::string_view window = window_at(plain_, begin);
    auto found = read_other(window);
    if (!found) found = read_ours(window);
    if (!found) return std::nullopt;
    found->begin += begin;
    found->end += begin;
    return found;
  }

  [[nodiscard]] std::optional<FoundDate> read_other(std::string_view window) const {
    Cursor cursor(window);
    Parts parts;
    if (!take_other_date(cursor, parts, hints_, persian_)) return std::nullopt;
    if (parts.precision == DatePrecision::day) take_time_after(cursor, parts, hints_);
    return found(window.size() - cursor.rest().size(), resolve_date(parts, hints_));
  }

  [[nodiscard]] std::optional<FoundDate> read_ours(std::string_view window) const {
    std::size_t used = 0;
    const LooseReading loose = read_loose_beginning(window, hints_, used);
    if (loose.ambiguous)
      return FoundDate{0, used, {.ambiguous = true, .hints_help = loose.hints_help}};
    if (!loose.found) return std::nullopt;
    DateReading reading = resolve_date(loose.parts, hints_);
    reading.shows = loose.shows;
    return found(used, reading);
  }

  static std::optional<FoundDate> found(std::size_t used, const DateReading& reading) {
    if (!reading.date || !has_credible_year(*reading.date)) return std::nullopt;
    return FoundDate{0, used, reading};
  }

  std::string_view plain_;
  const DateHints& hints_;
  bool persian_;
  std::size_t at_ = 0;
  std::size_t next_number_ = 0;
};

}  // namespace

std::vector<FoundDate> find_dates(std::string_view text, const DateHints& hints, std::size_t most) {
  text = text.substr(0, most_searched_bytes);
  std::vector<std::uint32_t> places;
  const std::string plain = to_plain(text, &places);
  const auto place = [&](std::size_t at) { return at < places.size() ? places[at] : text.size(); };
  Finder finder(plain, hints, counts_persian_years(text, hints.language));
  std::vector<FoundDate> dates;
  while (dates.size() < most) {
    auto found = finder.next();
    if (!found) break;
    found->begin = place(found->begin);
    found->end = place(found->end);
    dates.push_back(*found);
  }
  return dates;
}

}  // namespace dateline
