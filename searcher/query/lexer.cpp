#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/analysis/hebrew.hpp"
#include "common/analysis/number_spaces.hpp"
#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "searcher/query/field_names.hpp"
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
  /// The sign inside a Hebrew abbreviation is no quote.
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
    if ((c == '+' || c == '-') && at_clause_start()) return lex_sign();
    if (c == '=' && !after(QueryTokenKind::exact) && !clause_ends(at_ + 1)) {
      push(QueryTokenKind::exact, at_, at_ + 1);
      return {};
    }
    return lex_bare();
  }

  Status lex_open() {
    if (after(QueryTokenKind::exact))
      return query_failure(at_ - 1, "= stands before a word or a phrase, not before parentheses",
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

  Status lex_sign() {
    std::size_t behind = at_;
    while (behind < text_.size() && (text_[behind] == '+' || text_[behind] == '-')) ++behind;
    const bool applies = !clause_ends(behind) && (is_word_byte(text_[behind]) || quote_at(behind) ||
                                                  text_[behind] == '(' || text_[behind] == '=');
    if (behind - at_ > 1 && applies)
      return query_failure(at_ + 1, "two signs in a row",
                           "one sign is enough: +word asks for it, -word excludes it");
    if (behind - at_ > 1 || clause_ends(behind)) return lex_bare();
    push(current() == '+' ? QueryTokenKind::plus : QueryTokenKind::minus, at_, behind);
    return {};
  }

  /// The offset behind the closing quote, or an error that points at the opening one.
  Result<std::size_t> find_closing_quote(std::size_t opening) const {
    for (std::size_t at = next(opening); at < text_.size(); at = next(at)) {
      if (quote_at(at)) return at;
      if (is_escape(text_, at)) ++at;
    }
    return query_failure(opening, "this quote is never closed",
                         "close it, or leave it out; inside quotes, \\\" is a quote that closes "
                         "nothing");
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
      return query_failure(tilde, "~ needs a number right behind it",
                           "\"black sea\"~5 allows 5 other words between the words");
    if (error != std::errc{} || number > max_near_distance)
      return query_failure(
          tilde, fmt::format("the number behind ~ is over the limit of {}", max_near_distance),
          "for words anywhere in a document write: one AND two");
    at_ += static_cast<std::size_t>(end - begin);
    quoted.near = number;
    quoted.span.length = at_ - quoted.span.offset;
    return {};
  }

  /// The end of what stands at `at` without blanks, quotes and parentheses.
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
    if (const std::size_t colon = field_colon(); colon != 0) return lex_field(colon);
    const std::size_t begin = at_;
    const std::string_view word = text_.substr(begin, word_end(begin) - begin);
    if (const auto tilde = misplaced_tilde(word))
      return query_failure(begin + *tilde, "~ stands only behind a phrase in quotes",
                           "for words near each other write: \"one two\"~5");
    push(after_prefix() ? QueryTokenKind::word : kind_of(word), begin, begin + word.size());
    return {};
  }

  static QueryTokenKind kind_of(std::string_view word) {
    if (word == "AND") return QueryTokenKind::conjunction;
    if (word == "OR") return QueryTokenKind::disjunction;
    if (word == "NOT") return QueryTokenKind::negation;
    return QueryTokenKind::word;
  }

  /// The offset of the colon where a field's name begins here, else 0. A known field is one
  /// wherever it stands; 10:30, http://..., std::string and "Ukraine: talks resume" hold none.
  [[nodiscard]] std::size_t field_colon() const {
    const std::size_t length = identifier_length(rest());
    const std::size_t colon = at_ + length;
    if (length == 0 || colon >= text_.size() || text_[colon] != ':') return 0;
    if (find_field(rest().substr(0, length)) != nullptr) return colon;
    const auto value = text_.substr(colon + 1);
    if (clause_ends(colon + 1) || value.front() == ':' || value.substr(0, 2) == "//") return 0;
    return colon;
  }

  Status lex_field(std::size_t colon) {
    const std::size_t begin = at_;
    const std::string_view name = text_.substr(begin, colon - begin);
    const FieldInfo* const field = find_field(name);
    if (field == nullptr) return unknown_field(name, begin);
    if (after(QueryTokenKind::exact))
      return query_failure(begin - 1, "= stands behind the colon of a field",
                           fmt::format("write {}:=word", name));
    if (after(QueryTokenKind::title))
      return query_failure(begin, fmt::format("{}: cannot stand inside title:", name),
                           "put the fields side by side");
    at_ = colon + 1;
    if (clause_ends(at_))
      return query_failure(at_, fmt::format("{}: has no value right behind it", name),
                           fmt::format("as in {}", field->example));
    if (field->id == FieldId::title) return lex_title(begin);
    return lex_filter(*field, begin);
  }

  Status lex_title(std::size_t begin) {
    if (current() == '-' || current() == '+')
      return query_failure(at_, "a sign stands before the field, not behind the colon",
                           fmt::format("write {}title:word", current()));
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
    } else {
      end = value_end = field.id == FieldId::key ? key_end(at_) : bare_end(at_);
    }
    if (value == value_end)
      return query_failure(at_, fmt::format("{}: has no value right behind it", field.name),
                           fmt::format("as in {}", field.example));
    QueryToken& token = push(QueryTokenKind::filter, begin, end);
    token.field = field.id;
    token.in_quotes = value != begin + field.name.size() + 1;
    token.text_offset = value;
    token.text = text_.substr(value, value_end - value);
    return {};
  }

  /// A key goes on to the next blank, and inside a group to the parenthesis that closes it.
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
