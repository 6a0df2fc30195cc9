#include "searcher/query/field_signs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "searcher/query/field_names.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_letter(char c) noexcept {
  return is_ascii_lower(c) || is_ascii_upper(c);
}

/// Fields whose value is compared as a whole.
bool is_name(const FieldSpec& field) noexcept {
  return field.id != FieldId::title && field.id != FieldId::date;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_ascii_blank(text[at])) ++at;
  return at;
}

bool begins_value(std::string_view text, std::size_t at) {
  return at < text.size() &&
         (is_letter(text[at]) || is_ascii_digit(text[at]) || text[at] == '(' ||
          static_cast<unsigned char>(text[at]) >= 0x80 || is_quote_at(text, at));
}

ForeignSign without_order(std::size_t offset) {
  return {offset,
          "only dates have an order",
          "as in date:2020.. for everything from that year on",
          {},
          {}};
}

// ---- date>=2020, title = word

/// A field's name, a sign that compares, and a value.
struct Comparison {
  const FieldSpec* field;
  std::size_t sign;
  std::string_view op;  ///< of < > = !
  std::size_t value;
  bool blank_before;  ///< the sign
  bool blank_after;
};

std::optional<Comparison> comparison_at(std::string_view text, std::size_t begin) {
  std::size_t name_end = begin;
  while (name_end < text.size() && is_letter(text[name_end])) ++name_end;
  const FieldSpec* const field = find_field_in_any_case(text.substr(begin, name_end - begin));
  if (field == nullptr) return std::nullopt;
  const std::size_t sign = skip_blanks(text, name_end);
  const std::size_t sign_end = std::min(text.find_first_not_of("<>=!", sign), text.size());
  const std::string_view op = text.substr(sign, sign_end - sign);
  constexpr std::array<std::string_view, 10> ops{"=", "==", "!=", "<>", "<",
                                                 ">", "<=", ">=", "=<", "=>"};
  if (std::find(ops.begin(), ops.end(), op) == ops.end()) return std::nullopt;
  const std::size_t value = skip_blanks(text, sign_end);
  return Comparison{field, sign, op, value, sign > name_end, value > sign_end};
}

/// What stands before the value in a query of ours; empty where there is no such query.
std::string clause_start(const Comparison& found) {
  const std::string_view name = found.field->query.name;
  if (found.op == "=" || found.op == "==") return fmt::format("{}:", name);
  if (found.op == "!=" || found.op == "<>") return fmt::format("-{}:", name);
  if (is_name(*found.field) || found.field->id == FieldId::title) return {};
  const std::string_view op = found.op == "=>" ? ">=" : found.op == "=<" ? "<=" : found.op;
  return fmt::format("{}:{}", name, op);
}

/// Up to the next space, or the end of the quotes or parentheses that it begins with.
std::string_view value_at(std::string_view text, std::size_t value) {
  std::size_t end = value;
  if (is_quote_at(text, value)) end = std::min(closing_quote(text, value), text.size());
  if (text[value] == '(') end = std::min(text.find(')', value), text.size());
  while (end < text.size() && !is_ascii_blank(text[end])) ++end;
  return text.substr(value, end - value);
}

/// `date>=2020`, `title = word`, `source="a name"`; `title =word` is a word and an exact one.
std::optional<ForeignSign> comparison(std::string_view text, std::size_t begin) {
  const auto found = comparison_at(text, begin);
  if (!found || !begins_value(text, found->value)) return std::nullopt;
  const bool equals = found->op == "=" || found->op == "==";
  if (equals && found->blank_before && !found->blank_after) return std::nullopt;
  const std::string start = clause_start(*found);
  const bool apart = found->blank_before || found->blank_after;
  if (start.empty()) {
    if (apart) return std::nullopt;
    return without_order(found->sign);
  }
  // "the date > the rest" is text.
  if (apart && found->field->id == FieldId::date && !equals && !is_ascii_digit(text[found->value]))
    return std::nullopt;
  return ForeignSign{found->sign,
                     "a field's name ends with a colon",
                     fmt::format("write {}{}", start, value_at(text, found->value)),
                     {begin, found->value - begin},
                     start};
}

// ---- TITLE(word)

std::string as_value(std::string_view text) {
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_ascii_digit(c) || std::string_view("-._/").find(c) != npos;
  });
  return is_plain ? std::string(text) : in_quotes(text);
}

/// `TITLE(word)`; title(s) is text.
std::optional<ForeignSign> function_call(std::string_view text, std::size_t begin,
                                         std::size_t end) {
  if (end >= text.size() || text[end] != '(') return std::nullopt;
  const FieldSpec* const field = find_field_in_any_case(text.substr(begin, end - begin));
  if (field == nullptr) return std::nullopt;
  constexpr std::size_t longest = 256;
  const std::size_t length = text.substr(end, longest).find(')');
  if (length == npos) return std::nullopt;
  const std::size_t close = end + length;
  const std::string_view inside = text.substr(end + 1, close - end - 1);
  if (inside.empty() || inside == "s") return std::nullopt;
  ForeignSign found{begin,
                    "a field's name ends with a colon",
                    fmt::format("as in {}", field->query.example),
                    {},
                    {}};
  if (field->id == FieldId::title) {
    found.span = {begin, end - begin};
    found.replacement = "title:";
  } else if (inside.find('(') == npos) {
    found.span = {begin, close + 1 - begin};
    found.replacement = fmt::format("{}:{}", field->query.name, as_value(inside));
  }
  return found;
}

// ---- word[ti]

/// What PubMed calls fields, and what they are here; empty where there is nothing like it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> tags{{{"ti", "title"},
                                                                              {"title", "title"},
                                                                              {"tiab", ""},
                                                                              {"tw", ""},
                                                                              {"au", ""},
                                                                              {"mh", ""},
                                                                              {"mesh", ""},
                                                                              {"la", "lang"},
                                                                              {"so", "source"},
                                                                              {"dp", "date"}}};

/// `word[ti]`, and the tag after what is quoted or in parentheses; word[sic] is text.
std::optional<ForeignSign> field_tag(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::size_t open = word.rfind('[');
  const bool glued = open == 0 && begin > 0 && !is_ascii_blank(text[begin - 1]);
  if (open == npos || !word.ends_with(']') || (open == 0 && !glued)) return std::nullopt;
  const std::string_view tag = word.substr(open + 1, word.size() - open - 2);
  for (const auto& [name, field] : tags) {
    if (!is_equal_in_any_case(tag, name)) continue;
    ForeignSign found{begin + open,
                      "a field is named before its value",
                      "as in title:turkey; title:\"black sea\"",
                      {},
                      {}};
    if (open == 0) return found;
    found.span = {begin, end - begin};
    found.replacement = field.empty() ? std::string(word.substr(0, open))
                                      : fmt::format("{}:{}", field, word.substr(0, open));
    return found;
  }
  return std::nullopt;
}

// ---- values

/// `title:[a TO b]`, `source:>a`.
std::optional<ForeignSign> order_of_names(std::string_view text, std::size_t value) {
  if (text[value] == '<' || text[value] == '>') return without_order(value);
  if (text[value] != '[' && text[value] != '{') return std::nullopt;
  constexpr std::size_t longest = 128;
  const std::string_view rest = text.substr(value, longest);
  if (rest.substr(0, rest.find_first_of("]}")).find(" TO ") == npos) return std::nullopt;
  return without_order(value);
}

/// `source:-bbc`. A minus before a date would mean one thing here and another there: -7d.
std::optional<ForeignSign> sign_behind_colon(const FieldSpec& field, std::string_view text,
                                             std::size_t begin, std::size_t value,
                                             std::size_t end) {
  const char c = text[value];
  const std::size_t dash = typed_dash_length(text, value);
  const std::size_t length = c == '+' || c == '-' || c == '!' ? 1 : dash;
  if (length == 0 || value + length >= end) return std::nullopt;
  const std::string_view sign = c == '+' ? "+" : "-";
  return ForeignSign{value,
                     "a sign stands before the field, not after the colon",
                     fmt::format("write {0}{1}:value; a value that begins with a sign stands in "
                                 "quotes: {1}:\"{2}value\"",
                                 sign, field.query.name, text.substr(value, length)),
                     {begin, value + length - begin},
                     fmt::format("{}{}:", sign, field.query.name)};
}

/// `source:bbc*`. Keys hold stars, but none that begins or ends with one is asked for without
/// quotes.
std::optional<ForeignSign> star_in_name(const FieldSpec& field, std::string_view text,
                                        std::size_t value, std::size_t end) {
  const std::size_t star = text.substr(0, end).find('*', value);
  if (star == npos) return std::nullopt;
  if (field.id == FieldId::key && text[value] != '*' && text[end - 1] != '*') return std::nullopt;
  return ForeignSign{
      star,
      fmt::format("{}: compares whole values, in which a * stands for nothing else",
                  field.query.name),
      fmt::format("write the whole value, as in {}; in quotes a * is itself", field.query.example),
      {},
      {}};
}

}  // namespace

std::optional<ForeignSign> field_sign(std::string_view text, std::size_t begin, std::size_t end) {
  if (auto found = comparison(text, begin)) return found;
  if (auto found = function_call(text, begin, end)) return found;
  return field_tag(text, begin, end);
}

std::optional<ForeignSign> value_sign(const FieldSpec& field, std::string_view text,
                                      std::size_t begin, std::size_t value, std::size_t end) {
  if (field.id != FieldId::date)
    if (auto found = order_of_names(text, value)) return found;
  if (field.id != FieldId::title && text[value] == '=' && value + 1 < end)
    return ForeignSign{value,
                       "a field's colon needs no =",
                       "leave it out; a value that begins with = stands in quotes",
                       {value, 1},
                       ""};
  if (!is_name(field)) return std::nullopt;
  if (auto found = sign_behind_colon(field, text, begin, value, end)) return found;
  if (auto found = single_quoted(text, value)) return found;
  if (auto found = star_in_name(field, text, value, end)) return found;
  if (field.id == FieldId::key) return std::nullopt;
  return word_sign(text, value, end);
}

}  // namespace dateline
