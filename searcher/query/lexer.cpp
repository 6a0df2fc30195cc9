#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "common/analysis/number_spaces.hpp"
#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "searcher/query/field_names.hpp"
#include "searcher/query/field_signs.hpp"
#include "searcher/query/foreign_signs.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Parts of words, as far as the lexer cares: all that is not ASCII may be.
bool is_word_byte(char c) {
  return is_ascii_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Bytes of the identifier at the beginning of the text: a letter or _, then letters, digits and _.
std::size_t identifier_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && (is_letter(text[length]) || text[length] == '_' ||
                                  (length > 0 && is_ascii_digit(text[length]))))
    ++length;
  return length;
}

/// A field's name as it is typed, and the member after its full stop (x.section).
struct TypedField {
  std::string_view name;
  std::string_view member;
};
TypedField typed_field(std::string_view text) {
  const std::size_t stop = text.find('.');
  if (stop == std::string_view::npos) return {text, {}};
  return {text.substr(0, stop), text.substr(stop + 1)};
}

/// Bytes of what may be a field's name: an identifier, after which a field of members has the name
/// of one of them.
std::size_t field_name_length(std::string_view text) {
  const std::size_t length = identifier_length(text);
  if (length == 0 || length >= text.size() || text[length] != '.') return length;
  const FieldSpec* const field = find_field_in_any_case(text.substr(0, length));
  if (field == nullptr || field->kind != FieldKind::members) return length;
  std::size_t end = length + 1;
  while (end < text.size() &&
         (is_word_byte(text[end]) || text[end] == '_' || text[end] == '-' || text[end] == '.'))
    ++end;
  return end;
}

constexpr std::string_view not_sign = "\u00AC";

/// `"black * sea"` with the stars left out; how many they are. None where no word stands on both
/// sides of one.
struct StarsInside {
  std::size_t first = 0;  ///< offset
  std::size_t count = 0;
  std::string words;
};
StarsInside stars_inside(std::string_view quoted) {
  StarsInside found;
  std::size_t waiting = 0;  ///< stars after a word
  std::size_t waiting_at = 0;
  for (std::size_t at = 0; at < quoted.size();) {
    const std::size_t end = std::min(quoted.find(' ', at), quoted.size());
    const std::string_view chunk = quoted.substr(at, end - at);
    if (chunk == "*" && !found.words.empty()) {
      if (waiting++ == 0) waiting_at = at;
    } else if (!chunk.empty() && chunk != "*") {
      if (waiting > 0 && found.count == 0) found.first = waiting_at;
      found.count += std::exchange(waiting, 0);
      found.words.append(found.words.empty() ? "" : " ").append(chunk);
    }
    at = end + 1;
  }
  return found;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<QueryToken>> run() {
    for (skip_blanks(); !at_end(); skip_blanks()) DATELINE_TRY(lex_token());
    push(QueryTokenKind::end, at_, at_);
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char current() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] bool blank_at(std::size_t at) const {
    return is_white_space(decode_utf8(text_, at).value);
  }
  [[nodiscard]] bool quote_at(std::size_t at) const { return is_quote_at(text_, at); }
  [[nodiscard]] std::size_t next(std::size_t at) const {
    return at + decode_utf8(text_, at).length;
  }
  /// Whether nothing stands at `at` that a prefix could apply to.
  [[nodiscard]] bool clause_ends(std::size_t at) const {
    return at >= text_.size() || text_[at] == ')' || blank_at(at);
  }

  void skip_blanks() {
    while (!at_end() && blank_at(at_)) at_ = next(at_);
  }

  QueryToken& push(QueryTokenKind kind, std::size_t begin, std::size_t end) {
    QueryToken token;
    token.kind = kind;
    token.span = {begin, end - begin};
    token.text = text_.substr(begin, end - begin);
    token.text_offset = begin;
    tokens_.push_back(token);
    at_ = end;
    return tokens_.back();
  }

  /// Whether the last token is one that what follows belongs to.
  [[nodiscard]] bool after_prefix() const {
    if (tokens_.empty()) return false;
    const QueryTokenKind kind = tokens_.back().kind;
    return kind == QueryTokenKind::plus || kind == QueryTokenKind::minus ||
           kind == QueryTokenKind::exact || kind == QueryTokenKind::title;
  }
  [[nodiscard]] bool after(QueryTokenKind kind) const {
    return !tokens_.empty() && tokens_.back().kind == kind;
  }
  /// Signs count only at the beginning of a clause: covid-19 and "a"-b hold none.
  [[nodiscard]] bool at_clause_start() const {
    if (at_ == 0 || text_[at_ - 1] == '(') return true;
    const Utf8Character before = decode_utf8(text_, utf8_border(text_, at_ - 1));
    return is_white_space(before.value);
  }

  Status lex_token() {
    const char c = current();
    if (c == '(') return lex_open();
    if (c == ')') return lex_close();
    if (quote_at(at_)) return lex_quoted();
    if (sign_length(at_) > 0 && at_clause_start()) return lex_sign();
    if (c == '=' && !after(QueryTokenKind::exact) && !clause_ends(at_ + 1)) return lex_exact();
    return lex_bare();
  }

  Status lex_exact() {
    const std::size_t signs = std::min(text_.find_first_not_of('=', at_), text_.size());
    if (signs > at_ + 1 && !clause_ends(signs))
      return query_failure(at_ + 1, "two signs in a row", "one = is enough: =word",
                           {text_, {at_, signs - at_}, "="});
    const std::size_t sign = sign_length(at_ + 1);
    if (sign == 0 || clause_ends(at_ + 1 + sign)) {
      push(QueryTokenKind::exact, at_, at_ + 1);
      return {};
    }
    const bool in_title = after(QueryTokenKind::title);
    const std::size_t begin = in_title ? tokens_.back().span.offset : at_;
    const std::string right =
        fmt::format("{}{}=", text_[at_ + 1] == '+' ? "+" : "-", in_title ? "title:" : "");
    return query_failure(at_ + 1, "this sign stands before the =, not after it",
                         fmt::format("write {}word", right),
                         {text_, {begin, at_ + 1 + sign - begin}, right});
  }

  Status lex_open() {
    if (after(QueryTokenKind::exact))
      return query_failure(at_ - 1, "= must be before a word or a phrase, not before parentheses",
                           "write it before each word: (=one =two)");
    ++open_;
    push(QueryTokenKind::open, at_, at_ + 1);
    return {};
  }

  Status lex_close() {
    if (open_ > 0) --open_;
    push(QueryTokenKind::close, at_, at_ + 1);
    return {};
  }

  /// Bytes of the sign at `at`: + or -, or !, ¬ or a typed dash, which other engines and phones
  /// have for -.
  [[nodiscard]] std::size_t sign_length(std::size_t at) const {
    if (at >= text_.size()) return 0;
    const char c = text_[at];
    if (text_.substr(at).starts_with(not_sign)) return not_sign.size();
    return c == '+' || c == '-' || c == '!' ? 1 : typed_dash_length(text_, at);
  }

  Status lex_sign() {
    const std::size_t first_end = at_ + sign_length(at_);
    std::size_t behind = first_end;
    std::size_t last = at_;
    while (sign_length(behind) > 0) {
      last = behind;
      behind += sign_length(behind);
    }
    const bool applies = !clause_ends(behind) && (is_word_byte(text_[behind]) || quote_at(behind) ||
                                                  text_[behind] == '(' || text_[behind] == '=');
    const bool shouts =
        text_.substr(at_, behind - at_).find_first_not_of('!') == std::string_view::npos;
    if (behind != first_end && applies && !shouts)
      return query_failure(first_end, "two signs in a row",
                           "one sign is enough: +word requires it, -word excludes it",
                           {text_, {at_, last - at_}, ""});
    if (behind != first_end || clause_ends(behind)) return lex_bare();
    if (typed_dash_length(text_, at_) > 0) return lex_dash(behind, applies);
    if ((current() == '!' || rest().starts_with(not_sign)) && !applies) return lex_bare();
    push(current() == '+' ? QueryTokenKind::plus : QueryTokenKind::minus, at_, behind);
    return {};
  }

  /// A dash right before a word: the sign that phones make of a hyphen, unless it begins what
  /// another one ends.
  Status lex_dash(std::size_t behind, bool applies) {
    if (!applies || is_opening_dash(text_, at_)) return lex_bare();
    if (is_em_dash(text_, at_))
      return query_failure(at_, "a long dash directly before a word is ambiguous",
                           "write -word to exclude the word, or put a space after the dash",
                           {text_, {at_, behind - at_}, "-"});
    push(QueryTokenKind::minus, at_, behind);
    return {};
  }

  /// The offset after the closing quote, or an error that points at the opening one.
  Result<std::size_t> find_closing_quote(std::size_t opening) const {
    const std::size_t closing = closing_quote(text_, opening);
    if (closing != std::string_view::npos) return closing;
    return query_failure(opening, "this quote is never closed",
                         "close it, or leave it out; inside quotes, \\\" is a quote that closes "
                         "nothing",
                         {text_, {opening, next(opening) - opening}, ""});
  }

  Status lex_quoted() {
    const std::size_t begin = at_;
    DATELINE_ASSIGN(const std::size_t closing, find_closing_quote(begin));
    QueryToken& token = push(QueryTokenKind::quoted, begin, next(closing));
    token.text_offset = next(begin);
    token.text = text_.substr(token.text_offset, closing - token.text_offset);
    token.in_quotes = true;
    if (current() == '/' || current() == '@') return check_number_behind(token);
    if (current() == '~') DATELINE_TRY(lex_near(token));
    return check_stars(token);
  }

  /// `"black sea"/2`: elsewhere so many of the words, or words so far apart. "24"/7 is text.
  [[nodiscard]] Status check_number_behind(const QueryToken& quoted) const {
    const std::size_t end = bare_end(at_);
    const std::string_view number = text_.substr(at_ + 1, end - at_ - 1);
    const bool is_number =
        !number.empty() && std::all_of(number.begin(), number.end(), is_ascii_digit);
    if (!is_number || quoted.text.find(' ') == std::string_view::npos) return check_stars(quoted);
    return query_failure(at_, fmt::format("{} means nothing after a phrase", current()),
                         "\"black sea\"~5 allows 5 other words between the words",
                         {text_, {at_, end - at_}, ""});
  }

  /// A lone * between the words of a phrase would be left out silently.
  [[nodiscard]] Status check_stars(const QueryToken& quoted) const {
    const StarsInside stars = stars_inside(quoted.text);
    if (stars.count == 0) return {};
    const std::string message = "a * in quotes does not stand for a word";
    const std::string hint = "\"black sea\"~1 allows one word between the words";
    const std::size_t offset = quoted.text_offset + stars.first;
    if (quoted.near) return query_failure(offset, message, "leave out the *; " + hint);
    return query_failure(offset, message, hint,
                         {text_, quoted.span, fmt::format("\"{}\"~{}", stars.words, stars.count)});
  }

  Status lex_near(QueryToken& quoted) {
    const std::size_t tilde = at_++;
    const char* const begin = text_.data() + at_;
    unsigned number = 0;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (error == std::errc::invalid_argument)
      return query_failure(tilde, "~ needs a number directly after it",
                           "\"black sea\"~5 allows 5 other words between the words",
                           {text_, {tilde, bare_end(tilde) - tilde}, ""});
    if (error != std::errc{} || number > max_near_distance)
      return query_failure(
          tilde, fmt::format("the number after ~ is over the limit of {}", max_near_distance),
          "for words anywhere in a document write: one AND two");
    const std::size_t number_end = at_ + static_cast<std::size_t>(end - begin);
    if (goes_on_as_number(number_end))
      return query_failure(number_end, "the number after ~ is a whole number",
                           "\"black sea\"~5 allows 5 other words between the words",
                           {text_, {tilde, bare_end(tilde) - tilde}, ""});
    at_ = number_end;
    quoted.near = number;
    quoted.span.length = at_ - quoted.span.offset;
    return {};
  }

  /// Whether more of a number or word stands at `at`: ~0.8, ~5x.
  [[nodiscard]] bool goes_on_as_number(std::size_t at) const {
    if (at >= text_.size() || quote_at(at) || blank_at(at)) return false;
    const bool point = text_[at] == '.' || text_[at] == ',';
    return is_word_byte(text_[at]) ||
           (point && at + 1 < text_.size() && is_ascii_digit(text_[at + 1]));
  }

  /// The end of what stands at `at` without spaces, quotes and parentheses.
  [[nodiscard]] std::size_t bare_end(std::size_t at) const {
    while (at < text_.size() && text_[at] != '(' && text_[at] != ')' && !blank_at(at) &&
           !quote_at(at))
      at = next(at);
    return at;
  }

  /// Likewise of a word: a number may have spaces between its groups.
  [[nodiscard]] std::size_t word_end(std::size_t begin) const {
    for (std::size_t at = bare_end(begin);; at = bare_end(next(at))) {
      const std::size_t space = at < text_.size() ? number_space_length(text_, at) : 0;
      if (space == 0 || !is_number_space(text_.substr(begin), at - begin, space)) return at;
    }
  }

  Status lex_bare() {
    if (const auto near = near_operator(rest()); near && stands_between_words(near->length))
      return lex_near_operator(*near);
    if (const std::size_t colon = field_colon(); colon != 0) return lex_field(colon);
    const std::size_t begin = at_;
    const std::string_view word = text_.substr(begin, word_end(begin) - begin);
    if (after_prefix()) DATELINE_TRY(check_behind_prefix(word));
    if (const auto sign = foreign_sign(text_, begin, begin + word.size())) return refused(*sign);
    if (const auto sign = field_sign(text_, begin, begin + word.size())) return refused(*sign);
    if (word == "TO") DATELINE_TRY(check_span_of_words());
    if (word == "NEAR" && text_.substr(begin + word.size()).starts_with('('))
      return lex_near_function(begin);
    if (word == "XOR" && stands_between_words(word.size()))
      return query_failure(begin, "XOR is not an operator here",
                           "write (one AND NOT two) OR (two AND NOT one); to search for the word "
                           "itself put it in quotes: \"XOR\"");
    if (!after_prefix() && lex_joined_operators(word)) return {};
    push(after_prefix() ? QueryTokenKind::word : kind_of(word), begin, begin + word.size());
    return {};
  }

  /// What a sign or title: before it makes of NOT and of single quotes.
  [[nodiscard]] Status check_behind_prefix(std::string_view word) const {
    if (const auto quoted = single_quoted(text_, at_)) return refused(*quoted);
    if (word != "NOT" || after(QueryTokenKind::exact)) return {};
    std::size_t operand = at_ + word.size();
    while (operand < text_.size() && blank_at(operand)) operand = next(operand);
    if (operand == at_ + word.size() || clause_ends(operand)) return {};
    const QueryToken& prefix = tokens_.back();
    const std::size_t begin = prefix.span.offset;
    const std::string hint =
        "one of the two is enough; to search for the word itself put it in "
        "quotes: \"NOT\"";
    if (prefix.kind == QueryTokenKind::title)
      return query_failure(at_, "NOT stands before the field, not after the colon",
                           "write NOT title:word", {text_, {begin, operand - begin}, "NOT title:"});
    return query_failure(at_, fmt::format("{} and NOT in a row", prefix.text), hint,
                         {text_, {begin, prefix.span.length}, ""});
  }

  /// `date:2020 TO 2021`.
  [[nodiscard]] Status check_span_of_words() const {
    if (!after(QueryTokenKind::filter) || tokens_.back().field != FieldId::date) return {};
    constexpr std::size_t length = 2;
    std::size_t last = at_ + length;
    while (last < text_.size() && blank_at(last)) last = next(last);
    if (last >= text_.size() || !is_ascii_digit(text_[last])) return {};
    const QueryToken& first = tokens_.back();
    const std::size_t end = first.span.offset + first.span.length;
    return query_failure(at_, "a span of dates has two dots and no space",
                         "as in date:2023..2024-06", {text_, {end, last - end}, ".."});
  }

  /// ANDNOT, AND_NOT and the like as their two operators. False where it is something else.
  bool lex_joined_operators(std::string_view word) {
    const std::size_t begin = at_;
    for (const std::string_view first : {"AND", "OR"}) {
      if (!word.starts_with(first) || !word.ends_with("NOT")) continue;
      const std::string_view between = word.substr(first.size(), word.size() - first.size() - 3);
      if (!between.empty() && between != "_" && between != "-") continue;
      const std::size_t second = begin + word.size() - 3;
      push(kind_of(first), begin, second).text = word;
      push(QueryTokenKind::negation, second, begin + word.size());
      return true;
    }
    return false;
  }

  [[nodiscard]] tl::unexpected<Error> refused(const ForeignSign& sign) const {
    if (sign.span.length == 0) return query_failure(sign.offset, sign.message, sign.hint);
    return query_failure(sign.offset, sign.message, sign.hint,
                         {text_, sign.span, sign.replacement});
  }

  /// Whether a word or a phrase stands on both sides of the next `length` bytes; w/5 elsewhere is
  /// text.
  [[nodiscard]] bool stands_between_words(std::size_t length) const {
    const bool left = after(QueryTokenKind::word) || after(QueryTokenKind::quoted) ||
                      after(QueryTokenKind::close);
    std::size_t right = at_ + length;
    if (!left || !at_clause_start() || (right < text_.size() && !blank_at(right))) return false;
    while (right < text_.size() && blank_at(right)) right = next(right);
    return right < text_.size() && text_[right] != ')';
  }

  Status lex_near_operator(const NearOperator& near) {
    const std::size_t begin = at_;
    if (near.distance > max_near_distance)
      return query_failure(begin,
                           fmt::format("the distance is over the limit of {}", max_near_distance),
                           "for words anywhere in a document write: one AND two",
                           {text_, {begin, near.length}, "AND"});
    QueryToken& token = push(QueryTokenKind::near, begin, begin + near.length);
    token.near = static_cast<unsigned>(near.distance);
    token.impossible = near.impossible;
    return {};
  }

  /// NEAR(one two, 5).
  Status lex_near_function(std::size_t begin) const {
    const std::string message = "NEAR must follow a phrase in quotes";
    const std::string hint = "as in \"one two\"~5";
    constexpr std::size_t name_length = 5;
    const std::size_t close = text_.find(')', begin);
    const std::string_view inside = text_.substr(
        begin + name_length, close == std::string_view::npos ? 0 : close - begin - name_length);
    const std::size_t comma = inside.rfind(',');
    const std::string_view words = inside.substr(0, comma);
    const bool has_word = words.find_first_not_of("0123456789 ") != std::string_view::npos;
    if (!has_word || words.find_first_of("\"(") != std::string_view::npos)
      return query_failure(begin, message, hint);
    std::string number;
    for (const char c : comma == std::string_view::npos ? "" : inside.substr(comma + 1))
      if (is_ascii_digit(c) && number.size() < 3) number.push_back(c);
    return query_failure(begin, message, hint,
                         {text_,
                          {begin, close + 1 - begin},
                          fmt::format("\"{}\"~{}", words, number.empty() ? "10" : number)});
  }

  static QueryTokenKind kind_of(std::string_view word) {
    if (is_equal_in_any_case(word, "<and>")) return QueryTokenKind::conjunction;
    if (is_equal_in_any_case(word, "<or>")) return QueryTokenKind::disjunction;
    if (is_equal_in_any_case(word, "<not>")) return QueryTokenKind::negation;
    if (word == "AND" || word == "&&" || word == "\u2227") return QueryTokenKind::conjunction;
    if (word == "OR" || word == "||" || word == "\u2228") return QueryTokenKind::disjunction;
    if (word == "NOT" || word == not_sign) return QueryTokenKind::negation;
    return QueryTokenKind::word;
  }

  /// The offset of the colon where a field's name begins here, else 0. A known field is one
  /// wherever it stands; 10:30, http://..., std::string and "Ukraine: talks resume" hold none.
  [[nodiscard]] std::size_t field_colon() const {
    const std::size_t length = field_name_length(rest());
    const std::size_t colon = at_ + length;
    if (length == 0 || colon >= text_.size() || text_[colon] != ':') return 0;
    const std::string_view name = typed_field(rest().substr(0, length)).name;
    if (queried_field(name) != nullptr) return colon;
    // Title: is a field also with a space after it, as nobody means the word; Source: begins news.
    if (const FieldSpec* field = find_field_in_any_case(name);
        field != nullptr && field->id == FieldId::title)
      return colon;
    const auto value = text_.substr(colon + 1);
    if (clause_ends(colon + 1) || value.front() == ':' || value.substr(0, 2) == "//") return 0;
    return colon;
  }

  Status lex_field(std::size_t colon) {
    const std::size_t begin = at_;
    const std::string_view name = text_.substr(begin, colon - begin);
    const auto [field_name, member] = typed_field(name);
    const FieldSpec* const field = find_field_in_any_case(field_name);
    const FieldClause clause{text_, begin, colon, clause_end(colon + 1)};
    if (field == nullptr) return unknown_field(clause);
    if (after(QueryTokenKind::exact))
      return query_failure(begin - 1, "= must follow the colon of a field",
                           fmt::format("write {}:=word", name));
    if (after(QueryTokenKind::title))
      return query_failure(begin, fmt::format("{}: is not allowed inside title:", name),
                           "put the fields next to each other");
    at_ = colon + 1;
    if (clause_ends(at_)) return missing_value(clause, *field);
    const std::size_t value_end = field->id == FieldId::key ? key_end(at_) : bare_end(at_);
    if (!quote_at(at_))
      if (const auto sign = value_sign(*field, text_, begin, at_, value_end)) return refused(*sign);
    if (field->id == FieldId::title) return lex_title(begin);
    if (field->kind == FieldKind::members && member.empty())
      return query_failure(begin, fmt::format("{}: lacks the name of a member", name),
                           fmt::format("as in {}", field->query.example));
    return lex_filter(*field, member, begin);
  }

  /// The end of a field's value: of a quoted one too.
  [[nodiscard]] std::size_t clause_end(std::size_t value) const {
    if (!quote_at(value)) return bare_end(value);
    const std::size_t closing = closing_quote(text_, value);
    return closing == std::string_view::npos ? text_.size() : next(closing);
  }

  Status lex_title(std::size_t begin) {
    if (const std::size_t sign = sign_length(at_); sign > 0) {
      const std::string ours = current() == '+' ? "+" : "-";
      return query_failure(at_, "a sign must be before the field, not after the colon",
                           fmt::format("write {}title:word", ours),
                           {text_, {begin, at_ + sign - begin}, ours + "title:"});
    }
    push(QueryTokenKind::title, begin, at_);
    return {};
  }

  Status lex_filter(const FieldSpec& field, std::string_view member, std::size_t begin) {
    const std::size_t behind_colon = at_;
    std::size_t value = at_;
    std::size_t value_end = 0;
    std::size_t end = 0;
    if (quote_at(at_)) {
      DATELINE_ASSIGN(value_end, find_closing_quote(at_));
      value = next(at_);
      end = next(value_end);
    } else if (field.id == FieldId::date && (current() == '[' || current() == '{')) {
      const std::size_t bracket = text_.find_first_of("]}", at_);
      end = value_end = bracket == std::string_view::npos ? bare_end(at_) : bracket + 1;
    } else {
      end = value_end = field.id == FieldId::key ? key_end(at_) : bare_end(at_);
    }
    if (value == value_end)
      return query_failure(at_, fmt::format("{}: has no value directly after it", field.query.name),
                           fmt::format("as in {}", field.query.example));
    QueryToken& token = push(QueryTokenKind::filter, begin, end);
    token.field = field.id;
    token.member = member;
    token.in_quotes = value != behind_colon;
    token.text_offset = value;
    token.text = text_.substr(value, value_end - value);
    return {};
  }

  /// A key extends to the next space, and inside a group to the parenthesis that closes it.
  [[nodiscard]] std::size_t key_end(std::size_t at) const {
    unsigned inner = 0;
    for (; at < text_.size() && !blank_at(at); at = next(at)) {
      if (text_[at] == '(') ++inner;
      if (text_[at] != ')') continue;
      if (inner == 0 && open_ > 0) return at;
      if (inner > 0) --inner;
    }
    return at;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  unsigned open_ = 0;  ///< groups around at_
  std::vector<QueryToken> tokens_;
};

}  // namespace

Result<std::vector<QueryToken>> lex_query(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace dateline
