#include "common/date/loose_date.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/base/utf8.hpp"
#include "common/date/clock.hpp"
#include "common/date/names.hpp"
#include "common/date/other_calendars.hpp"

namespace dateline::date_text {
namespace {

constexpr std::size_t max_tokens = 40;
constexpr std::size_t longest_name = 6;  ///< tokens

// ---- One form for all scripts ----

bool is_letter_or_mark(UChar32 c) noexcept {
  return u_isalpha(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// ASCII for digits, dashes, spaces and punctuation of other scripts; letters stay, and what a
/// reader does not see goes.
void append_plain(std::string& out, UChar32 c, std::string_view written) {
  constexpr UChar32 minus_sign = 0x2212;
  constexpr std::array<std::pair<UChar32, char>, 8> marks{{{0xFF0E, '.'},
                                                           {0x3002, '.'},
                                                           {0xFF0F, '/'},
                                                           {0x2044, '/'},
                                                           {0x2215, '/'},
                                                           {0xFF1A, ':'},
                                                           {0x2236, ':'},
                                                           {0xFF0B, '+'}}};
  const std::uint32_t category = U_GET_GC_MASK(c);
  if (const std::int32_t digit = u_charDigitValue(c); digit >= 0) {
    out.push_back(static_cast<char>('0' + digit));
  } else if (c < 0x80 || is_letter_or_mark(c)) {
    out.append(written);
  } else if ((category & U_GC_PD_MASK) != 0 || c == minus_sign) {
    out.push_back('-');
  } else if ((category & U_GC_CF_MASK) == 0) {
    const auto* mark =
        std::find_if(marks.begin(), marks.end(), [&](const auto& m) { return m.first == c; });
    out.push_back(mark == marks.end() ? ' ' : mark->second);
  }
}

// ---- Tokens ----

struct PlainToken {
  enum class Kind { number, word, mark } kind;
  std::size_t begin;
  std::size_t end;
  int value = 0;  ///< of a number
  [[nodiscard]] std::size_t width() const noexcept { return end - begin; }
};

bool is_word_byte(char c) noexcept {
  return is_letter(c) || (c & 0x80) != 0;
}

/// East Asia's words for the parts of a date go on without a space: 日星期二.
std::size_t part_word_bytes(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 8> words{"年", "月", "日", "号", "號", "년", "월", "일"};
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

/// 星期二下午
bool begins_east_asian_half(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 6> halves{"上午", "下午", "午前", "午後", "오전", "오후"};
  return std::any_of(halves.begin(), halves.end(),
                     [&](auto half) { return text.starts_with(half); });
}

/// Of more tokens than a date has, the first where `prefix`, else nothing.
std::vector<PlainToken> cut(std::string_view text, bool prefix) {
  std::vector<PlainToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const bool t_of_iso = text[at] == 'T' && at > 0 && is_digit(text[at - 1]) &&
                          at + 1 < text.size() && is_digit(text[at + 1]);
    if (is_blank(text[at]) || t_of_iso) {
      ++at;
      continue;
    }
    PlainToken token{PlainToken::Kind::mark, begin, begin + 1};
    if (is_digit(text[at])) {
      token.kind = PlainToken::Kind::number;
      for (; at < text.size() && is_digit(text[at]); ++at)
        if (at - begin < 5) token.value = token.value * 10 + (text[at] - '0');
    } else if (is_word_byte(text[at])) {
      token.kind = PlainToken::Kind::word;
      const bool behind_number = !tokens.empty() && tokens.back().kind == PlainToken::Kind::number;
      if (behind_number) at += part_word_bytes(text.substr(at));
      if (at == begin)
        while (at < text.size() && is_word_byte(text[at]) &&
               (at == begin || !begins_east_asian_half(text.substr(at))))
          ++at;
    } else {
      ++at;
    }
    token.end = at;
    tokens.push_back(token);
    if (tokens.size() > max_tokens) return prefix ? tokens : std::vector<PlainToken>();
  }
  return tokens;
}

// ---- Numbers alone ----

bool is_valid(int year, int month, int day) noexcept {
  return month > 0 && day > 0 &&
         day_from_civil({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

/// 1 to 7 from Monday.
unsigned day_of_week(const CivilDate& civil) noexcept {
  const Day day = day_from_civil(civil).value_or(0);
  return static_cast<unsigned>(((day + 3) % 7 + 7) % 7) + 1;
}

struct NumberToken {
  int value = 0;
  std::size_t width = 0;
  char mark_before = ' ';  ///< what parts it from the number before it
};

/// Where two digits may mean several things, they are not a year in which nobody can have written.
bool is_far_ahead(int year) {
  return year > civil_from_day(today_utc()).year + 1;
}

/// One way to read three numbers.
struct Reading {
  CivilDate civil{};
  DayMonthOrder order = DayMonthOrder::unknown;
};

/// RFC 2822, 4.3
int full_year(const NumberToken& number) noexcept {
  if (number.width > 2) return number.value;
  return number.value + (number.value < 50 ? 2000 : 1900);
}

class ThreeNumbers {
 public:
  ThreeNumbers(const std::vector<NumberToken>& numbers, const DateHints& hints, unsigned weekday)
      : numbers_(numbers), hints_(hints), weekday_(weekday) {}

  LooseReading read() {
    const char mark = numbers_[1].mark_before;
    if (mark != numbers_[2].mark_before || (mark == ' ' && numbers_[2].width != 4)) return {};
    if (numbers_[0].width == 4) return year_first();
    if (numbers_[0].width > 2 || numbers_[1].width > 2) return {};
    if (numbers_[2].width != 4 && numbers_[2].width != 2) return {};
    return mark == '.' ? dotted() : slashed();
  }

 private:
  static LooseReading found(const Reading& reading, DayMonthOrder shows) {
    LooseReading result;
    result.found = true;
    result.parts.civil = reading.civil;
    result.shows = shows;
    return result;
  }

  void add(int year, const NumberToken& month, const NumberToken& day, DayMonthOrder order) {
    if (!is_valid(year, month.value, day.value)) return;
    if (numbers_[0].width <= 2 && numbers_[2].width <= 2 && is_far_ahead(year)) return;
    const CivilDate civil{year, static_cast<unsigned>(month.value),
                          static_cast<unsigned>(day.value)};
    for (const Reading& other : readings_)
      if (other.civil == civil) return;
    readings_.push_back({civil, order});
  }

  LooseReading year_first() {
    if (numbers_[1].width > 2 || numbers_[2].width > 2) return {};
    add(numbers_[0].value, numbers_[1], numbers_[2], DayMonthOrder::unknown);
    return readings_.empty() ? LooseReading{} : found(readings_.front(), DayMonthOrder::unknown);
  }

  /// The day is first, but for languages that begin with the year.
  LooseReading dotted() {
    constexpr std::array<std::string_view, 6> with_year_first{"ko", "ja", "zh", "hu", "lt", "mn"};
    const std::string_view language =
        hints_.language.substr(0, hints_.language.find_first_of("-_"));
    const bool year_first = std::any_of(with_year_first.begin(), with_year_first.end(),
                                        [&](auto name) { return equal_folded(language, name); });
    if (numbers_[2].width == 2 && year_first)
      add(full_year(numbers_[0]), numbers_[1], numbers_[2], DayMonthOrder::unknown);
    if (readings_.empty())
      add(full_year(numbers_[2]), numbers_[1], numbers_[0], DayMonthOrder::day_first);
    if (readings_.empty())
      add(full_year(numbers_[2]), numbers_[0], numbers_[1], DayMonthOrder::month_first);
    return readings_.empty() ? LooseReading{} : found(readings_.front(), DayMonthOrder::unknown);
  }

  /// Day or month first, and of two digits also the year.
  LooseReading slashed() {
    const int year = full_year(numbers_[2]);
    add(year, numbers_[1], numbers_[0], DayMonthOrder::day_first);
    const bool same = numbers_[0].value == numbers_[1].value;
    add(year, numbers_[0], numbers_[1], DayMonthOrder::month_first);
    if (numbers_[2].width == 2)
      add(full_year(numbers_[0]), numbers_[1], numbers_[2], DayMonthOrder::unknown);
    if (readings_.empty()) return {};
    if (readings_.size() == 1)
      return found(readings_.front(), same ? DayMonthOrder::unknown : readings_.front().order);
    return choose();
  }

  /// Other dates of the input decide, or the weekday beside the date.
  LooseReading choose() {
    const Reading* chosen = nullptr;
    for (const Reading& reading : readings_)
      if (reading.order == hints_.order && hints_.order != DayMonthOrder::unknown)
        chosen = &reading;
    if (chosen == nullptr && weekday_ != 0) {
      const auto fits = [&](const Reading& r) { return day_of_week(r.civil) == weekday_; };
      if (std::count_if(readings_.begin(), readings_.end(), fits) == 1)
        chosen = &*std::find_if(readings_.begin(), readings_.end(), fits);
    }
    if (chosen != nullptr) return found(*chosen, DayMonthOrder::unknown);
    LooseReading result;
    result.ambiguous = result.hints_help = true;
    return result;
  }

  const std::vector<NumberToken>& numbers_;
  const DateHints& hints_;
  unsigned weekday_;
  std::vector<Reading> readings_;
};

// ---- The whole ----

class LoosePass {
 public:
  LoosePass(std::string_view text, const DateHints& hints, bool prefix)
      : text_(text),
        hints_(hints),
        tokens_(cut(text, prefix)),
        is_thai_(is_thai(text, hints.language)) {
    if (is_thai_ && hints_.order == DayMonthOrder::unknown) hints_.order = DayMonthOrder::day_first;
  }

  LooseReading read() {
    if (tokens_.empty() || begins_with_minus()) return {};
    while (at_ < tokens_.size()) {
      const bool taken = take_time_here() || take_name() || take_number() || take_mark();
      if (taken) continue;
      if (!is_complete() || !unclear_time_follows()) return {};
      clock_ = Clock::unclear;
      break;
    }
    return assemble();
  }

  /// Reads as much as belongs to one date. `used`: the bytes up to its end.
  LooseReading read_beginning(std::size_t& used) {
    if (tokens_.empty() || begins_with_minus()) return {};
    is_beginning_ = true;
    std::size_t day_end = 0, clock_end = 0;
    while (at_ < tokens_.size()) {
      if (is_complete() && day_end == 0) day_end = tokens_[at_ - 1].end;
      if (is_complete() && (clock_ != Clock::none || is_far_from(day_end))) break;
      if (take_time_here())
        clock_end = tokens_[at_ - 1].end;
      else if (!take_name() && (is_count_after_month() || !take_number()) && !take_mark())
        break;
    }
    if (at_ == 0) return {};
    if (is_complete() && day_end == 0) day_end = tokens_[at_ - 1].end;
    used = is_complete() ? std::max(day_end, clock_end) : end_of_last_part();
    const bool other = goes_on_as_number(used) || (!has_month_ && !has_form_of_date());
    return other ? LooseReading{} : assemble();
  }

 private:
  /// A time stands near its day.
  [[nodiscard]] bool is_far_from(std::size_t day_end) const noexcept {
    constexpr std::size_t longest_gap = 24;
    return tokens_[at_].begin > day_end + longest_gap;
  }

  /// "May 2024 12 comments"
  [[nodiscard]] bool is_count_after_month() const noexcept {
    return has_month_ && numbers_before_month_ == 0 && numbers_.size() == 1 &&
           numbers_[0].width == 4;
  }

  [[nodiscard]] std::size_t end_of_last_part() const noexcept {
    std::size_t last = at_ - 1;
    while (last > 0 && tokens_[last].kind == PlainToken::Kind::mark) --last;
    return tokens_[last].end;
  }

  /// "10.2.3.4", "2013-01-27-01"
  [[nodiscard]] bool goes_on_as_number(std::size_t end) const noexcept {
    if (end + 1 >= text_.size() || clock_ != Clock::none) return false;
    const char mark = text_[end];
    const bool joins = mark == '.' || mark == '/' || mark == '-' || mark == ':';
    return is_digit(mark) || (joins && is_digit(text_[end + 1]));
  }

  /// In running text three numbers are a date only with marks between them, and with a year of four
  /// digits or all of them of two.
  [[nodiscard]] bool has_form_of_date() const noexcept {
    if (numbers_.size() != 3) return year_word_;
    if (numbers_[1].mark_before == ' ') return false;
    const auto is_two = [](const NumberToken& number) { return number.width == 2; };
    return numbers_[0].width == 4 || numbers_[2].width == 4 ||
           (numbers_[1].mark_before != '-' &&
            std::all_of(numbers_.begin(), numbers_.end(), is_two));
  }

  enum class Clock { none, known, unclear };

  /// A year before Christ.
  [[nodiscard]] bool begins_with_minus() const noexcept { return text_[tokens_[0].begin] == '-'; }

  [[nodiscard]] Cursor cursor_at(std::size_t token) const noexcept {
    return Cursor(text_.substr(tokens_[token].begin));
  }

  /// A time, wherever it stands.
  bool take_time_here() {
    if (clock_ != Clock::none) return false;
    Cursor cursor = cursor_at(at_);
    const bool begins = time_begins(cursor) || half_begins() || hour_word_follows() ||
                        (is_complete() && tokens_[at_].kind == PlainToken::Kind::number &&
                         tokens_[at_].width() <= 2);
    if (!begins) return false;
    Parts time;
    if (!take_time(cursor, time, hints_)) return false;
    clock_ = Clock::known;
    time_ = time;
    skip_to(text_.size() - cursor.rest().size());
    return true;
  }

  [[nodiscard]] bool half_begins() const {
    return tokens_[at_].kind == PlainToken::Kind::word && at_ + 1 < tokens_.size() &&
           find_half(text_.substr(tokens_[at_].begin)).bytes > 0;
  }

  /// 10時, 10 시
  [[nodiscard]] bool hour_word_follows() const noexcept {
    if (tokens_[at_].kind != PlainToken::Kind::number || at_ + 1 == tokens_.size()) return false;
    const std::string_view next = text_.substr(tokens_[at_ + 1].begin);
    for (const std::string_view word : {"時", "时", "点", "點", "시"})
      if (next.starts_with(word)) return true;
    return false;
  }

  void skip_to(std::size_t offset) noexcept {
    while (at_ < tokens_.size() && tokens_[at_].begin < offset) ++at_;
  }

  /// The longest run of tokens from here that is a name.
  bool take_name() {
    if (tokens_[at_].kind == PlainToken::Kind::mark) return false;
    if (take_ordinal()) return true;
    if (is_glued_word()) return false;
    std::string key, longest_key;
    NameMeaning longest;
    std::size_t end = at_;
    const std::size_t stop = std::min(at_ + longest_name, tokens_.size());
    for (std::size_t i = at_; i < stop; ++i) {
      if (tokens_[i].kind == PlainToken::Kind::mark) continue;
      key += key_of(tokens_[i]);
      const NameMeaning meaning = find_name(key);
      if (meaning.known()) {
        longest = meaning;
        longest_key = key;
        end = i + 1;
      }
      if (!meaning.begins_longer) break;
    }
    if (end == at_ || !take_meaning(longest, longest_key)) return false;
    year_word_ = year_word_ || longest_key == name_key("年") || longest_key == name_key("년");
    at_ = end;
    return true;
  }

  /// Of a number, without the zero of 05月.
  [[nodiscard]] std::string key_of(const PlainToken& token) const {
    return token.kind == PlainToken::Kind::number
               ? std::to_string(token.value)
               : name_key(text_.substr(token.begin, token.width()));
  }

  /// "14st", "14May": only endings of numbers are written so, and the words of East Asia.
  [[nodiscard]] bool is_glued_word() const noexcept {
    const PlainToken& token = tokens_[at_];
    if (at_ == 0 || token.kind != PlainToken::Kind::word || !is_letter(text_[token.begin]))
      return false;
    const PlainToken& before = tokens_[at_ - 1];
    return before.kind == PlainToken::Kind::number && before.end == token.begin &&
           before.width() <= 2;
  }

  bool take_meaning(const NameMeaning& meaning, const std::string& key) {
    const bool is_month = meaning.month != 0 || meaning.shared;
    if (is_month && has_month_ && month_may_be_weekday_) forget_month();
    const bool has_all = is_beginning_ && is_complete();
    if (is_month && !has_month_ && !has_all) {
      set_month(meaning, key);
      return true;
    }
    if (meaning.weekday) {
      weekday_ = meaning.day_of_week;
      return true;
    }
    return meaning.filler;
  }

  void set_month(const NameMeaning& meaning, const std::string& key) {
    has_month_ = true;
    numbers_before_month_ = numbers_.size();
    month_may_be_weekday_ = meaning.weekday;
    weekday_if_not_month_ = meaning.day_of_week;
    month_ = meaning.month;
    if (!meaning.shared) return;
    month_ = month_in_language(key, hints_.language);
    month_unclear_ = month_ == 0;
  }

  /// "mar. 14 mai 2024": the first was a weekday.
  void forget_month() {
    has_month_ = month_may_be_weekday_ = month_unclear_ = false;
    weekday_ = weekday_if_not_month_;
  }

  /// The ending of a day's number: 1er, 1º, 14-го, 14th.
  bool take_ordinal() {
    constexpr std::array<std::string_view, 15> endings{
        "er", "re", "e", "eme", "o", "a", "го", "е", "й", "га", "я", "ый", "án", "én", "i"};
    if (at_ == 0 || tokens_[at_].kind != PlainToken::Kind::word || numbers_.empty()) return false;
    std::size_t number = at_ - 1;
    std::size_t joint = tokens_[at_].begin;
    if (tokens_[number].kind == PlainToken::Kind::mark && text_[tokens_[number].begin] == '-' &&
        number > 0)
      joint = tokens_[number--].begin;
    if (tokens_[number].kind != PlainToken::Kind::number || tokens_[number].end != joint)
      return false;
    if (tokens_[number].width() > 2) return false;
    const std::string_view word = text_.substr(tokens_[at_].begin, tokens_[at_].width());
    const std::string key = name_key(word);
    const bool known = equal_folded(word, ordinal_suffix(tokens_[number].value)) ||
                       std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
                         return key == name_key(ending);
                       });
    if (known) ++at_;
    return known;
  }

  bool take_number() {
    const PlainToken& token = tokens_[at_];
    if (token.kind != PlainToken::Kind::number || is_complete() || token.width() > 4) return false;
    numbers_.push_back({token.value, token.width(), mark_before_});
    mark_before_ = ' ';
    ++at_;
    return true;
  }

  bool take_mark() {
    if (tokens_[at_].kind != PlainToken::Kind::mark) return false;
    constexpr std::string_view between_numbers = "/.-";
    constexpr std::string_view others = ",()[]|;'";
    const char mark = text_[tokens_[at_].begin];
    if (between_numbers.find(mark) != std::string_view::npos) {
      const bool twice = mark_before_ == mark && tokens_[at_ - 1].kind == PlainToken::Kind::mark &&
                         tokens_[at_ - 1].end == tokens_[at_].begin;
      if (twice) return false;
      mark_before_ = mark;
    } else if (others.find(mark) == std::string_view::npos) {
      return false;
    }
    ++at_;
    return true;
  }

  [[nodiscard]] bool is_complete() const noexcept {
    return numbers_.size() == (has_month_ ? 2u : 3u);
  }

  [[nodiscard]] bool unclear_time_follows() const noexcept {
    constexpr std::size_t longest_unclear_time = 64;
    if (text_.size() - tokens_[at_].begin > longest_unclear_time) return false;
    return clock_ == Clock::known || time_begins(cursor_at(at_));
  }

  LooseReading assemble() {
    LooseReading result = has_month_ ? with_month() : numbers_alone();
    if (!result.found) return result;
    if (is_thai_) result.parts.civil.year = common_year(result.parts.civil.year);
    if (result.parts.precision != DatePrecision::day)
      return clock_ == Clock::none ? result : LooseReading{};
    result.time_unclear = clock_ == Clock::unclear;
    if (clock_ != Clock::known) return result;
    const CivilDate civil = result.parts.civil;
    result.parts = time_;
    result.parts.civil = civil;
    return result;
  }

  LooseReading numbers_alone() {
    if (numbers_.size() == 3) return ThreeNumbers(numbers_, hints_, weekday_).read();
    LooseReading result;
    result.found = year_word_ && numbers_.size() == 1 && numbers_[0].width == 4;
    if (!result.found) return result;
    result.parts.civil = {numbers_[0].value, 1, 1};
    result.parts.precision = DatePrecision::year;
    return result;
  }

  /// "14 พ.ค. 67" is of the year 2567.
  LooseReading with_short_thai_year() const {
    LooseReading result;
    if (numbers_.size() != 2 || numbers_[1].width != 2 || month_unclear_) return result;
    constexpr int thai_century = 2500;
    result.found = true;
    result.parts.civil = {thai_century + numbers_[1].value, month_,
                          static_cast<unsigned>(numbers_[0].value)};
    return result;
  }

  LooseReading with_month() {
    LooseReading result;
    const auto year = std::find_if(numbers_.begin(), numbers_.end(),
                                   [](const NumberToken& number) { return number.width == 4; });
    if (year == numbers_.end()) return is_thai_ ? with_short_thai_year() : result;
    if (numbers_.size() > 2) return result;
    if (month_unclear_) {
      result.ambiguous = result.hints_help = numbers_.size() == 2 || !is_beginning_;
      return result;
    }
    result.found = true;
    result.parts.civil = {year->value, month_, 1};
    result.parts.precision = DatePrecision::month;
    if (numbers_.size() == 1) return result;
    const NumberToken& day = year == numbers_.begin() ? numbers_[1] : numbers_[0];
    result.found = day.width <= 2;
    result.parts.civil.day = static_cast<unsigned>(day.value);
    result.parts.precision = DatePrecision::day;
    return result;
  }

  std::string_view text_;
  DateHints hints_;
  std::vector<PlainToken> tokens_;
  bool is_thai_;
  std::size_t at_ = 0;
  std::vector<NumberToken> numbers_;
  std::size_t numbers_before_month_ = 0;
  char mark_before_ = ' ';
  bool has_month_ = false;
  bool month_unclear_ = false;
  bool is_beginning_ = false;  ///< more text may follow
  bool month_may_be_weekday_ = false;
  bool year_word_ = false;
  unsigned month_ = 0;
  unsigned weekday_ = 0;
  unsigned weekday_if_not_month_ = 0;
  Clock clock_ = Clock::none;
  Parts time_;
};

}  // namespace

std::string to_plain(std::string_view text, std::vector<std::uint32_t>* places) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    const std::string_view written = text.substr(at, character.length);
    append_plain(out, character.valid ? static_cast<UChar32>(character.value) : U' ',
                 character.valid ? written : " ");
    if (places != nullptr) places->resize(out.size(), static_cast<std::uint32_t>(at));
    at += character.length;
  }
  return out;
}

LooseReading read_loosely(std::string_view plain, const DateHints& hints) {
  return LoosePass(plain, hints, false).read();
}

LooseReading read_loose_beginning(std::string_view plain, const DateHints& hints,
                                  std::size_t& used) {
  return LoosePass(plain, hints, true).read_beginning(used);
}

}  // namespace dateline::date_text
