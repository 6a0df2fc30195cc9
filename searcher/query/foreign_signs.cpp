#include "searcher/query/foreign_signs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_letter(char c) noexcept {
  return is_ascii_lower(c) || is_ascii_upper(c);
}

/// Whether the character at `at` can be a small letter of a script whose words have spaces between
/// them: Latin, Greek or Cyrillic.
bool is_small_letter(std::string_view text, std::size_t at) noexcept {
  const char32_t c = decode_utf8(text, utf8_border(text, at)).value;
  return c < 0x80 ? is_ascii_lower(static_cast<char>(c)) : c >= 0xDF && c < 0x530;
}

bool is_number(std::string_view text) noexcept {
  return !text.empty() && is_ascii_digit(text.front()) &&
         text.find_first_not_of("0123456789.") == npos;
}

/// `2020`, `2020-05` or `2020-05-14`, or the * of an open end.
bool is_limit(std::string_view text) noexcept {
  return text == "*" || (text.size() >= 4 && text.size() <= 10 && is_ascii_digit(text.front()) &&
                         text.find_first_not_of("0123456789-") == npos);
}

std::size_t end_of_chunk(std::string_view text, std::size_t begin) noexcept {
  while (begin < text.size() && !is_ascii_blank(text[begin])) ++begin;
  return begin;
}

/// Parts of words, as far as signs are concerned: all that is not ASCII may be.
bool is_word_byte(char c) noexcept {
  return is_ascii_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// `word~`, `word~2`, `word~0.8`, `(two words)~2`; `/~user` is text.
std::optional<ForeignSign> tilde_sign(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::size_t tilde = word.rfind('~');
  if (tilde == npos || begin + tilde == 0) return std::nullopt;
  const std::string_view rest = word.substr(tilde + 1);
  if (rest.find_first_not_of("0123456789.-") != npos) return std::nullopt;
  if (!rest.empty() && rest.find_first_of("0123456789") == npos) return std::nullopt;
  const char before = text[begin + tilde - 1];
  const bool behind_group = tilde == 0 && (before == ')' || before == '"') && !rest.empty();
  if (!behind_group && (tilde == 0 || !is_word_byte(before))) return std::nullopt;
  return ForeignSign{begin + tilde,
                     "~ is only allowed after a phrase in quotes",
                     "for words near each other write: \"one two\"~5",
                     {begin + tilde, word.size() - tilde},
                     ""};
}

/// `word^2`, `"a phrase"^2`; x^2 and 10^6 are text.
std::optional<ForeignSign> weight_sign(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::size_t sign = word.rfind('^');
  if (sign == npos || !is_number(word.substr(sign + 1))) return std::nullopt;
  const std::string_view base = word.substr(0, sign);
  const bool behind_group = base.empty() && begin > 0 && !is_ascii_blank(text[begin - 1]);
  const bool is_formula = base.size() <= 2 || is_number(base);
  if (!behind_group && is_formula) return std::nullopt;
  return ForeignSign{
      begin + sign,
      "a word cannot be given a weight with ^",
      "leave it out: rare words count more than frequent ones; +word requires a word",
      {begin + sign, word.size() - sign},
      ""};
}

/// Whether a letter that belongs to what follows stands before the question mark: a small one, or
/// the word's first; or nothing does.
bool goes_on(std::string_view word, std::size_t sign) noexcept {
  if (sign == 0 || is_small_letter(word, sign - 1)) return true;
  return sign == 1 && is_ascii_upper(word.front());
}

/// `wom?n`, `?oman`; a question mark at an end, before a capital or in an address is text.
std::optional<ForeignSign> question_mark(std::string_view text, std::size_t begin,
                                         std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::size_t sign = word.find('?');
  if (sign == npos || word.find_first_of("/.=&:") != npos) return std::nullopt;
  const std::size_t behind = word.find_first_not_of('?', sign);
  if (behind == npos || !goes_on(word, sign) || !is_small_letter(word, behind)) return std::nullopt;
  ForeignSign found{begin + sign,
                    "a ? does not stand for a letter",
                    "write the words out: (woman OR women); or end one with *: wom*",
                    {},
                    {}};
  if (sign >= min_wildcard_letters &&
      std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(sign), is_letter)) {
    found.span = {begin + sign, word.size() - sign};
    found.replacement = "*";
  }
  return found;
}

/// `/colou?r/`, `/colou?r/i`; /usr/lib/ and /pol/ are text.
std::optional<ForeignSign> regular_expression(std::string_view text, std::size_t begin) {
  if (begin >= text.size() || text[begin] != '/') return std::nullopt;
  const std::string_view chunk = text.substr(begin, end_of_chunk(text, begin) - begin);
  const std::size_t last = chunk.rfind('/');
  if (last < 2) return std::nullopt;
  if (chunk.find_first_not_of("dgimsuxy", last + 1) != npos) return std::nullopt;
  const std::string_view inside = chunk.substr(1, last - 1);
  if (inside.find_first_of("[](){}?*+|\\^$") == npos) return std::nullopt;
  ForeignSign found{begin,
                    "regular expressions are not understood",
                    "write the words out: (color OR colour); or end one with *: colo*",
                    {},
                    {}};
  std::size_t letters = 0;
  while (letters < inside.size() && is_letter(inside[letters])) ++letters;
  const bool quantified = letters < inside.size() && letters > 0 &&
                          std::string_view("?*{").find(inside[letters]) != npos;
  if (quantified) --letters;
  if (letters >= min_wildcard_letters) {
    found.span = {begin, chunk.size()};
    found.replacement = std::string(inside.substr(0, letters)) + "*";
  }
  return found;
}

/// `[2020 TO 2021]`; [Update] and [ROAD TO RIO] are text.
std::optional<ForeignSign> bracketed_span(std::string_view text, std::size_t begin) {
  if (text[begin] != '[' && text[begin] != '{') return std::nullopt;
  constexpr std::size_t longest = 32;
  const std::size_t length = text.substr(begin, longest).find_first_of("]}");
  if (length == npos) return std::nullopt;
  const std::size_t end = begin + length;
  const std::string_view inside = text.substr(begin + 1, end - begin - 1);
  constexpr std::string_view to = " TO ";
  const std::size_t middle = inside.find(to);
  if (middle == npos) return std::nullopt;
  const std::string_view from = inside.substr(0, middle);
  const std::string_view until = inside.substr(middle + to.size());
  if (!is_limit(from) || !is_limit(until)) return std::nullopt;
  const std::string span = fmt::format("date:{}", text.substr(begin, end + 1 - begin));
  return ForeignSign{begin,
                     "a range needs a field",
                     fmt::format("write {}", span),
                     {begin, end + 1 - begin},
                     span};
}

/// `a&&b` and `a||b`; alone between spaces they are operators.
std::optional<ForeignSign> glued_operator(std::string_view text, std::size_t begin,
                                          std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  if (word.size() <= 2 || word.find("://") != npos) return std::nullopt;
  const std::size_t sign = std::min(word.find("&&"), word.find("||"));
  if (sign == npos) return std::nullopt;
  const std::string_view name = word[sign] == '&' ? "AND" : "OR";
  const bool has_left = sign > 0;
  const bool has_right = sign + 2 < word.size();
  return ForeignSign{begin + sign,
                     fmt::format("{} needs a space on both sides", word.substr(sign, 2)),
                     fmt::format("write one {} two", name),
                     {begin + sign, 2},
                     fmt::format("{}{}{}", has_left ? " " : "", name, has_right ? " " : "")};
}

/// Bytes of the single quote at `at`, which is within the text; 0 where there is none.
std::size_t quote_length(std::string_view text, std::size_t at) noexcept {
  if (text[at] == '\'') return 1;
  if (text[at] != '\xE2') return 0;
  constexpr std::array<std::string_view, 3> quotes{"\u2018", "\u2019", "\u201A"};
  for (const std::string_view quote : quotes)
    if (text.substr(at).starts_with(quote)) return quote.size();
  return 0;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (is_ascii_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

constexpr std::string_view order = "keep the order of the words";
constexpr std::string_view sentence = "keep the words in one sentence";
constexpr std::string_view paragraph = "keep the words in one paragraph";

/// An operator with a number after it.
struct NearName {
  std::string_view name;  ///< with what stands between it and the number
  std::string_view impossible;
};
/// Longer ones first where one begins with another.
constexpr std::array<NearName, 15> near_names{{{"near/", {}},
                                               {"near:", {}},
                                               {"near(", {}},
                                               {"near", {}},
                                               {"around(", {}},
                                               {"within/", {}},
                                               {"within(", {}},
                                               {"adj/", {}},
                                               {"adj", {}},
                                               {"onear/", order},
                                               {"onear(", order},
                                               {"pre/", order},
                                               {"p/", order},
                                               {"w/", {}},
                                               {"n/", {}}}};

/// An operator without a number, and one that is likely to be near it.
struct WholeOperator {
  std::string_view name;
  std::string_view impossible;
  std::size_t distance;
};
constexpr std::array<WholeOperator, 6> whole_operators{{{"w/s", sentence, 15},
                                                        {"w/p", paragraph, 50},
                                                        {"w/para", paragraph, 50},
                                                        {"w/sent", sentence, 15},
                                                        {"/s", sentence, 15},
                                                        {"/p", paragraph, 50}}};

std::optional<NearOperator> whole_operator(std::string_view chunk, std::string_view lowered) {
  // In small letters it would be a word.
  if (chunk == "ONEAR") return NearOperator{chunk.size(), 10, order};
  for (const WholeOperator& whole : whole_operators)
    if (lowered == whole.name) return NearOperator{chunk.size(), whole.distance, whole.impossible};
  return std::nullopt;
}

std::size_t distance_of(std::string_view digits) {
  constexpr std::size_t most = 10'000;
  std::size_t distance = 0;
  for (const char digit : digits)
    distance = std::min(most, distance * 10 + static_cast<std::size_t>(digit - '0'));
  return distance;
}

}  // namespace

std::size_t typed_dash_length(std::string_view text, std::size_t at) noexcept {
  constexpr std::array<std::string_view, 9> dashes{"\u2010", "\u2011", "\u2012", "\u2013", "\u2014",
                                                   "\u2015", "\u2212", "\uFE63", "\uFF0D"};
  for (const std::string_view dash : dashes)
    if (text.substr(at).starts_with(dash)) return dash.size();
  return 0;
}

bool is_em_dash(std::string_view text, std::size_t at) noexcept {
  return text.substr(at).starts_with("\u2014") || text.substr(at).starts_with("\u2015");
}

bool is_opening_dash(std::string_view text, std::size_t at) noexcept {
  const std::size_t length = typed_dash_length(text, at);
  const std::string_view dash = text.substr(at, length);
  if (dash == "\u2212") return false;
  for (std::size_t next = text.find(dash, at + length); next != npos;
       next = text.find(dash, next + length)) {
    const std::size_t behind = next + length;
    const bool ends = behind >= text.size() || is_ascii_blank(text[behind]) ||
                      std::string_view(".,;:!?)").find(text[behind]) != npos;
    if (ends && !is_ascii_blank(text[next - 1])) return true;
  }
  return false;
}

bool is_equal_in_any_case(std::string_view text, std::string_view lower) noexcept {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (is_ascii_upper(a) ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

std::optional<NearOperator> near_operator(std::string_view text) noexcept {
  constexpr std::size_t longest = 16;
  const std::string_view chunk = text.substr(0, end_of_chunk(text.substr(0, longest + 1), 0));
  if (chunk.size() > longest) return std::nullopt;
  const std::string folded = lower(chunk);
  if (const auto whole = whole_operator(chunk, folded)) return whole;
  std::string_view lowered = folded;
  if (lowered.starts_with('<') && lowered.ends_with('>'))
    lowered = lowered.substr(1, lowered.size() - 2);
  for (const NearName& near : near_names) {
    if (!lowered.starts_with(near.name)) continue;
    std::string_view number = lowered.substr(near.name.size());
    if (near.name.ends_with('(')) {
      if (!number.ends_with(')')) continue;
      number.remove_suffix(1);
    }
    if (number.empty() || !std::all_of(number.begin(), number.end(), is_ascii_digit)) continue;
    return NearOperator{chunk.size(), distance_of(number), near.impossible};
  }
  return std::nullopt;
}

std::optional<ForeignSign> word_sign(std::string_view text, std::size_t begin, std::size_t end) {
  if (auto found = tilde_sign(text, begin, end)) return found;
  if (auto found = weight_sign(text, begin, end)) return found;
  return question_mark(text, begin, end);
}

std::optional<ForeignSign> single_quoted(std::string_view text, std::size_t at) {
  const std::size_t opening = quote_length(text, at);
  if (opening == 0) return std::nullopt;
  constexpr std::size_t longest = 256;  // the way of a long query is not gone for each of its signs
  const std::size_t last = std::min(text.size(), at + longest);
  for (std::size_t next = at + opening + 1; next < last; ++next) {
    const std::size_t length = quote_length(text, next);
    const std::size_t behind = next + length;
    if (text[next] == '"') return std::nullopt;
    if (length == 0 || is_ascii_blank(text[next - 1])) continue;
    if (behind < text.size() && !is_ascii_blank(text[behind]) && text[behind] != ')') continue;
    const std::string quoted =
        fmt::format("\"{}\"", text.substr(at + opening, next - at - opening));
    return ForeignSign{at,
                       "words that belong together stand in double quotes",
                       fmt::format("write {}", quoted),
                       {at, behind - at},
                       quoted};
  }
  return std::nullopt;
}

std::optional<ForeignSign> foreign_sign(std::string_view text, std::size_t begin, std::size_t end) {
  if (auto found = regular_expression(text, begin)) return found;
  if (auto found = bracketed_span(text, begin)) return found;
  if (auto found = word_sign(text, begin, end)) return found;
  return glued_operator(text, begin, end);
}

}  // namespace dateline
