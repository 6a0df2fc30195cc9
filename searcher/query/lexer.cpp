#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/analysis/hebrew.hpp"
#include "common/analysis/number_spaces.hpp"
#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "searcher/query/field_names.hpp"
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

/// `word~2` is other engines' syntax; `/~user` is not.
std::optional<std::size_t> misplaced_tilde(std::string_view word) {
  const std::size_t tilde = word.rfind('~');
  if (tilde == std::string_view::npos || tilde == 0 || !is_word_byte(word[tilde - 1]))
    return std::nullopt;
  const auto rest = word.substr(tilde + 1);
  if (!std::all_of(rest.begin(), rest.end(), is_ascii_digit)) return std::nullopt;
  return tilde;
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
  /// The sign inside a Hebrew abbreviation is not a quote.
  [[nodiscard]] bool quote_at(std::size_t at) const {
    return at < text_.size() && is_quote(decode_utf8(text_, at).value) &&
           gershayim_length(text_, at) == 0;
  }
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
    if (c == '=' && !after(QueryTokenKind::exact) && !clause_ends(at_ + 1)) {
      push(QueryTokenKind::exact, at_, at_ + 1);
      return {};
    }
    return lex_bare();
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

  /// Bytes of the sign at `at`: + or -, or ! or a typed dash, which other engines and phones have
  /// for -.
  [[nodiscard]] std::size_t sign_length(std::size_t at) const {
    if (at >= text_.size()) return 0;
    const char c = text_[at];
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
    if (current() == '!' && !applies) return lex_bare();
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
    for (std::size_t at = next(opening); at < text_.size(); at = next(at)) {
      if (quote_at(at)) return at;
      if (is_escape(text_, at)) ++at;
    }
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
    if (current() != '~') return {};
    return lex_near(token);
  }

  Status lex_near(QueryToken& quoted) {
    const std::size_t tilde = at_++;
    const char* const begin = text_.data() + at_;
    unsigned number = 0;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (error == std::errc::invalid_argument)
      return query_failure(tilde, "~ needs a number directly after it",
                           "\"black sea\"~5 allows 5 other words between the words",
                           {text_, {tilde, 1}, ""});
    if (error != std::errc{} || number > max_near_distance)
      return query_failure(
          tilde, fmt::format("the number after ~ is over the limit of {}", max_near_distance),
          "for words anywhere in a document write: one AND two");
    at_ += static_cast<std::size_t>(end - begin);
    quoted.near = number;
    quoted.span.length = at_ - quoted.span.offset;
    return {};
  }

  /// The end of the text from `at` on without spaces, quotes and parentheses.
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
    if (const auto tilde = misplaced_tilde(word))
      return query_failure(begin + *tilde, "~ is only allowed after a phrase in quotes",
                           "for words near each other write: \"one two\"~5",
                           {text_, {begin + *tilde, word.size() - *tilde}, ""});
    if (const auto sign = foreign_sign(text_, begin, begin + word.size())) return refused(*sign);
    if (word == "NEAR" && text_.substr(begin + word.size()).starts_with('('))
      return lex_near_function(begin);
    push(after_prefix() ? QueryTokenKind::word : kind_of(word), begin, begin + word.size());
    return {};
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
    token.ordered = near.ordered;
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
    if (words.empty() || words.find_first_of("\"(") != std::string_view::npos)
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
    if (word == "AND" || word == "&&") return QueryTokenKind::conjunction;
    if (word == "OR" || word == "||") return QueryTokenKind::disjunction;
    if (word == "NOT") return QueryTokenKind::negation;
    return QueryTokenKind::word;
  }

  /// The offset of the colon where a field's name begins here, else 0. A known field is one
  /// wherever it stands; 10:30, http://..., std::string and "Ukraine: talks resume" hold none.
  [[nodiscard]] std::size_t field_colon() const {
    const std::size_t length = identifier_length(rest());
    const std::size_t colon = at_ + length;
    if (length == 0 || colon >= text_.size() || text_[colon] != ':') return 0;
    const std::string_view name = rest().substr(0, length);
    if (find_field(name) != nullptr) return colon;
    // Title: is a field even with a space after it, as nobody means the word; Source: begins news.
    if (const FieldInfo* field = find_field_in_any_case(name);
        field != nullptr && field->id == FieldId::title)
      return colon;
    const auto value = text_.substr(colon + 1);
    if (clause_ends(colon + 1) || value.front() == ':' || value.substr(0, 2) == "//") return 0;
    return colon;
  }

  Status lex_field(std::size_t colon) {
    const std::size_t begin = at_;
    const std::string_view name = text_.substr(begin, colon - begin);
    const FieldInfo* const field = find_field_in_any_case(name);
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
    if (field->id == FieldId::title) return lex_title(begin);
    return lex_filter(*field, begin);
  }

  /// The end of a field's value: of a quoted one too.
  [[nodiscard]] std::size_t clause_end(std::size_t value) const {
    if (!quote_at(value)) return bare_end(value);
    for (std::size_t at = next(value); at < text_.size(); at = next(at)) {
      if (quote_at(at)) return next(at);
      if (is_escape(text_, at)) ++at;
    }
    return text_.size();
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

  Status lex_filter(const FieldInfo& field, std::size_t begin) {
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
      return query_failure(at_, fmt::format("{}: has no value directly after it", field.name),
                           fmt::format("as in {}", field.example));
    QueryToken& token = push(QueryTokenKind::filter, begin, end);
    token.field = field.id;
    token.in_quotes = value != begin + field.name.size() + 1;
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
