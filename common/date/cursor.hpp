// A cursor over a date's text, and what both grammars and the clock read into.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline::date_text {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
constexpr char lower(char c) noexcept {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
constexpr bool is_letter(char c) noexcept {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

constexpr bool equal_folded(std::string_view word, std::string_view lower_case) noexcept {
  if (word.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(word[i]) != lower_case[i]) return false;
  }
  return true;
}

/// The ending of an English ordinal number.
constexpr std::string_view ordinal_suffix(int day) noexcept {
  if (day / 10 == 1) return "th";
  switch (day % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

struct Number {
  int value = 0;
  std::size_t width = 0;
};

/// Walks over the text; a failed attempt leaves it where it was.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return ahead < rest_.size() ? rest_[ahead] : '\0';
  }
  bool take(char c) noexcept {
    if (peek() != c || at_end()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_blanks() noexcept {
    const std::size_t before = rest_.size();
    while (!at_end() && is_blank(rest_.front())) rest_.remove_prefix(1);
    return rest_.size() != before;
  }
  /// Spaces and comments in parentheses, as RFC 2822 allows them between words.
  bool take_gap() noexcept {
    const std::size_t before = rest_.size();
    while (take_blanks() || take_comment()) {
    }
    return rest_.size() != before;
  }
  /// A run of digits; nothing where it is shorter or longer than allowed.
  std::optional<Number> take_number(std::size_t min_width, std::size_t max_width) noexcept {
    Number number;
    while (is_digit(peek(number.width))) {
      if (number.width == max_width) return std::nullopt;
      number.value = number.value * 10 + (peek(number.width++) - '0');
    }
    if (number.width < min_width) return std::nullopt;
    rest_.remove_prefix(number.width);
    return number;
  }
  void skip_digits() noexcept {
    while (is_digit(peek())) rest_.remove_prefix(1);
  }
  [[nodiscard]] std::string_view peek_word() const noexcept {
    std::size_t length = 0;
    while (is_letter(peek(length))) ++length;
    return rest_.substr(0, length);
  }
  void skip(std::size_t bytes) noexcept { rest_.remove_prefix(bytes); }
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }
  [[nodiscard]] bool starts_with(std::string_view text) const noexcept {
    return rest_.starts_with(text);
  }

 private:
  bool take_comment() noexcept {
    if (peek() != '(') return false;
    int depth = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '(') ++depth;
      if (rest_[i] == ')' && --depth == 0) {
        rest_.remove_prefix(i + 1);
        return true;
      }
    }
    return false;
  }

  std::string_view rest_;
};

/// What was read so far, before it is checked against the calendar.
struct Parts {
  CivilDate civil{};
  DatePrecision precision = DatePrecision::day;
  int second_of_day = 0;  ///< 86,400 for 24:00
  int offset_minutes = 0;
  std::string_view zone_id{};  ///< an IANA zone whose rules give the offset
  bool has_zone = false;       ///< the offset is stated, be it 0
  bool zone_unclear = false;   ///< there is a zone, and nobody knows which: only the day is known
  bool hints_help = false;     ///< which, hints might tell
};

}  // namespace dateline::date_text
