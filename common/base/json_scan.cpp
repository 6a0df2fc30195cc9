#include "common/base/json_scan.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dateline {
namespace {

constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::size_t skip_digits(std::string_view word, std::size_t at) noexcept {
  while (at < word.size() && is_digit(word[at])) ++at;
  return at;
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

/// `007`, `+5`, `.5`, `5.`, `0x1F`, `2024-05-14`: it begins as a number does, and nobody puts it in
/// quotes.
bool looks_like_number(std::string_view word) noexcept {
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) word.remove_prefix(1);
  if (!word.empty() && word.front() == '.') word.remove_prefix(1);
  return !word.empty() && is_digit(word.front());
}

/// Bytes inside a string that have to be looked at.
constexpr auto special_in_string = [] {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c < 0x20; ++c) special[c] = true;
  special['"'] = true;
  special['\\'] = true;
  return special;
}();

std::size_t end_of_plain(std::string_view bytes, std::size_t at) noexcept {
  while (at < bytes.size() && !special_in_string[static_cast<unsigned char>(bytes[at])]) ++at;
  return at;
}

}  // namespace

bool is_json_number(std::string_view word) noexcept {
  std::size_t at = word.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(word, at);
  if (at == whole || (word[whole] == '0' && at > whole + 1)) return false;
  if (at < word.size() && word[at] == '.') {
    const std::size_t fraction = ++at;
    at = skip_digits(word, at);
    if (at == fraction) return false;
  }
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(word, at);
    if (at == exponent) return false;
  }
  return at == word.size();
}

JsonWord meaning_of_json_word(std::string_view word) {
  if (looks_like_number(word)) return JsonWord::number;
  std::string name = lower_case(word);
  if (name == "null" || name == "none" || name == "nil" || name == "undefined")
    return JsonWord::null;
  if (name == "true") return JsonWord::yes;
  if (name == "false") return JsonWord::no;
  if (name.starts_with('-') || name.starts_with('+')) name.erase(0, 1);
  const bool not_a_number = name == "nan" || name == "inf" || name == "infinity";
  return not_a_number ? JsonWord::not_a_number : JsonWord::unknown;
}

JsonScanner::Outcome JsonScanner::fault(std::string_view expected) {
  expected_ = expected;
  return Outcome::fault;
}

JsonScanner::Outcome JsonScanner::feed(std::string_view bytes, std::size_t& used) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (state_ == State::string) at = end_of_plain(bytes, at);
    if (at == bytes.size()) break;
    const bool in_word = state_ == State::word && !is_json_word_byte(bytes[at]);
    const Outcome outcome = in_word ? end_word() : take(bytes[at]);
    if (outcome == Outcome::fault) fault_offset_ = taken_ + at - (in_word ? word_.size() : 0);
    // A word's end is seen at the byte after it.
    if (!in_word && outcome != Outcome::fault) ++at;
    if (outcome == Outcome::more) continue;
    used = at;
    return outcome;
  }
  used = bytes.size();
  taken_ += used;
  return Outcome::more;
}

JsonScanner::Outcome JsonScanner::finish() {
  fault_offset_ = taken_;
  if (state_ == State::word) {
    const Outcome outcome = end_word();
    if (outcome != Outcome::more) return outcome;
  }
  switch (state_) {
    case State::string:
    case State::escape:
    case State::hex:
      return fault("the closing quote");
    case State::colon:
      return fault("a colon");
    case State::comma:
    case State::item_or_end:
    case State::member_or_end:
      return fault(open_.back() == '{' ? "}" : "]");
    case State::member:
      return fault("a name in quotes");
    case State::value:
    case State::item:
    case State::word:
      return fault("a value");
  }
  return fault("a value");
}

JsonScanner::Outcome JsonScanner::take(char c) {
  switch (state_) {
    case State::string:
    case State::escape:
    case State::hex:
      return take_in_string(c);
    case State::word:
      if (word_.size() == most_word_bytes) return fault("the number's end");
      word_.push_back(c);
      return Outcome::more;
    case State::value:
    case State::item:
    case State::item_or_end:
    case State::member:
    case State::member_or_end:
    case State::colon:
    case State::comma:
      return take_between(c);
  }
  return fault("a value");
}

/// Counts lines; true if it consumed white space.
bool JsonScanner::note_line(char c) noexcept {
  if (!is_blank(c)) return false;
  if (c == options_.line_end) {
    if (first_line_) spread_out_ = true;
    first_line_ = false;
    line_is_fresh_ = true;
    column_ = 0;
  } else if (line_is_fresh_) {
    ++column_;
  }
  return true;
}

JsonScanner::Outcome JsonScanner::take_between(char c) {
  if (note_line(c)) return Outcome::more;
  const bool fresh = std::exchange(line_is_fresh_, false);
  const bool begins_line = fresh && column_ <= options_.indent;
  if (fresh && !begins_line) indented_ = true;
  if (!open_.empty()) first_line_ = false;
  const bool next_object = begins_line && c == '{' && !open_.empty();
  switch (state_) {
    case State::value:
      if (next_object) return fault("a value");
      return begin_value(c);
    case State::item:
    case State::item_or_end:
      if (c == ']' && (lenient() || state_ == State::item_or_end)) return close(c);
      if (next_object && (indented_ || !spread_out_)) return fault("]");
      return begin_value(c);
    case State::member:
    case State::member_or_end:
      if (c == '}' && (lenient() || state_ == State::member_or_end)) return close(c);
      if (c != '"')
        return fault(state_ == State::member ? "a name in quotes" : "a name in quotes or }");
      in_name_ = true;
      state_ = State::string;
      return Outcome::more;
    case State::colon:
      if (c != ':') return fault("a colon");
      state_ = State::value;
      return Outcome::more;
    case State::comma:
      if (c == '}' || c == ']') return close(c);
      if (c != ',') return fault(open_.back() == '{' ? "a comma or }" : "a comma or ]");
      state_ = open_.back() == '{' ? State::member : State::item;
      return Outcome::more;
    case State::string:
    case State::escape:
    case State::hex:
    case State::word:
      break;
  }
  return fault("a value");
}

JsonScanner::Outcome JsonScanner::begin_value(char c) {
  if (c == '{' || c == '[') return open(c);
  if (c == '"') {
    in_name_ = false;
    state_ = State::string;
    return Outcome::more;
  }
  if (!is_json_word_byte(c))
    return fault(state_ == State::item_or_end ? "a value or ]" : "a value");
  word_.assign(1, c);
  state_ = State::word;
  return Outcome::more;
}

JsonScanner::Outcome JsonScanner::open(char bracket) {
  if (open_.size() == most_levels) return fault("at most 1,000 levels of lists and objects");
  open_.push_back(bracket);
  state_ = bracket == '{' ? State::member_or_end : State::item_or_end;
  return Outcome::more;
}

JsonScanner::Outcome JsonScanner::close(char bracket) {
  const bool object = open_.back() == '{';
  if (object != (bracket == '}')) return fault(object ? "a comma or }" : "a comma or ]");
  open_.pop_back();
  return end_value();
}

JsonScanner::Outcome JsonScanner::end_value() {
  state_ = State::comma;
  return open_.empty() ? Outcome::done : Outcome::more;
}

JsonScanner::Outcome JsonScanner::end_word() {
  const bool known =
      lenient() ? meaning_of_json_word(word_) != JsonWord::unknown
                : word_ == "null" || word_ == "true" || word_ == "false" || is_json_number(word_);
  if (!known) return fault("a value");
  return end_value();
}

JsonScanner::Outcome JsonScanner::take_in_string(char c) {
  if (c == options_.line_end) return fault("the closing quote before the end of the line");
  if (state_ == State::escape) {
    constexpr std::string_view escapes = "\"\\/bfnrtu";
    if (escapes.find(c) == std::string_view::npos)
      return fault("one of \"\\/bfnrtu after the backslash");
    hex_left_ = c == 'u' ? 4 : 0;
    state_ = hex_left_ == 0 ? State::string : State::hex;
    return Outcome::more;
  }
  if (state_ == State::hex) {
    if (!is_hex_digit(c)) return fault("four hexadecimal digits");
    if (--hex_left_ == 0) state_ = State::string;
    return Outcome::more;
  }
  if (c == '\\') {
    state_ = State::escape;
  } else if (c == '"') {
    if (!in_name_) return end_value();
    state_ = State::colon;
  } else if (!lenient()) {
    return fault("no control character");
  }
  return Outcome::more;
}

bool is_json_object(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '{') return false;
  JsonScanner scanner({.dialect = JsonDialect::strict, .line_end = '\0', .indent = 0});
  std::size_t used = 0;
  text.remove_prefix(begin);
  if (scanner.feed(text, used) != JsonScanner::Outcome::done) return false;
  return text.find_first_not_of(" \t\r\n", used) == std::string_view::npos;
}

}  // namespace dateline
