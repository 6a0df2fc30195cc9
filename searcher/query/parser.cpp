// Recursive descent over the lexer's tokens:
//   list    = { or }
//   or      = and { OR and }
//   and     = unary { AND unary }
//   unary   = [ NOT | + | - ] primary
//   primary = word | = word | "quoted" | = "quoted" | title: primary | filter | ( list )
#include "searcher/query/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "searcher/query/date_filter.hpp"
#include "searcher/query/lexer.hpp"

namespace dateline {
namespace {

enum class Sign { none, plus, minus };

/// What an operand was written as; decides its part in a list.
enum class Form {
  nothing,  ///< punctuation only
  word,     ///< also exact words and wildcards
  group,    ///< in parentheses
  phrase,   ///< in quotes
  title,
  filter,
  conjunction,
  disjunction,
};

struct Operand {
  QueryNode node;
  Form form = Form::nothing;
  Sign sign = Sign::none;
  std::size_t begin = 0;  ///< of its sign, where it has one
  /// Filled for an unsigned word, which a list splits into its tokens.
  std::vector<QuerySpan> word_spans;
};

bool is_leaf_filter(NodeKind kind) {
  switch (kind) {
    case NodeKind::source:
    case NodeKind::language:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
      return true;
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
    case NodeKind::wildcard:
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return false;
  }
  return false;
}

/// Whether the node only restricts: filters and negations, and groups of nothing else.
bool only_filters(const QueryNode& node) {
  if (node.kind == NodeKind::negation || node.occur == Occur::must_not) return true;
  if (node.children.empty()) return is_leaf_filter(node.kind);
  return std::all_of(node.children.begin(), node.children.end(), only_filters);
}

Occur occur_of(const Operand& operand) {
  if (operand.sign == Sign::minus) return Occur::must_not;
  if (only_filters(operand.node)) return Occur::filter;
  if (operand.sign == Sign::plus) return Occur::must;
  switch (operand.form) {
    case Form::nothing:
    case Form::word:
    case Form::group:
    case Form::disjunction:
      return Occur::should;
    case Form::phrase:
    case Form::title:
    case Form::conjunction:
      return Occur::must;
    case Form::filter:
      return Occur::filter;
  }
  return Occur::should;
}

QueryNode make_node(NodeKind kind, QuerySpan span) {
  QueryNode node;
  node.kind = kind;
  node.span = span;
  return node;
}

QueryNode negate(QueryNode&& node) {
  QueryNode negation = make_node(NodeKind::negation, node.span);
  node.occur = Occur::should;
  negation.children.push_back(std::move(node));
  return negation;
}

/// The node that the operand is beside AND and OR.
QueryNode as_child(Operand&& operand) {
  return operand.sign == Sign::minus ? negate(std::move(operand.node)) : std::move(operand.node);
}

std::string_view name_of(QueryTokenKind kind) {
  return kind == QueryTokenKind::conjunction   ? "AND"
         : kind == QueryTokenKind::disjunction ? "OR"
                                               : "NOT";
}

class Parser {
 public:
  Parser(std::string_view text, const Analyzer& analyzer, Day today)
      : text_(text), analyzer_(analyzer), today_(today) {}

  Result<QueryNode> parse(std::vector<QueryToken> tokens) {
    tokens_ = std::move(tokens);
    DATELINE_ASSIGN(QueryNode root, parse_list());
    if (peek().kind == QueryTokenKind::close)
      return query_failure(peek().span.offset, "this parenthesis was never opened",
                           "open it, or leave it out");
    if (root.children.empty())
      return query_failure(0, "the query holds no word to look for",
                           "give words, such as: Odesa Turkey agreement");
    root.span = {0, text_.size()};
    return unwrapped(std::move(root));
  }

 private:
  [[nodiscard]] const QueryToken& peek() const { return tokens_[position_]; }
  const QueryToken& take() { return tokens_[position_++]; }
  [[nodiscard]] bool at_list_end() const {
    return peek().kind == QueryTokenKind::end || peek().kind == QueryTokenKind::close;
  }
  [[nodiscard]] std::size_t end_of_last() const {
    const QuerySpan& span = tokens_[position_ - 1].span;
    return span.offset + span.length;
  }

  /// A list of one list is that list: (a b) alone means a b.
  static QueryNode unwrapped(QueryNode&& root) {
    while (root.children.size() == 1 && root.children[0].kind == NodeKind::list &&
           root.children[0].occur != Occur::must_not) {
      QueryNode inner = std::move(root.children[0]);
      inner.occur = Occur::should;
      root = std::move(inner);
    }
    return std::move(root);
  }

  Result<QueryNode> parse_list() {
    QueryNode list = make_node(NodeKind::list, {});
    while (!at_list_end()) {
      DATELINE_ASSIGN(Operand operand, parse_disjunction());
      append_clause(list, std::move(operand));
    }
    return list;
  }

  static void append_clause(QueryNode& list, Operand&& operand) {
    if (operand.form == Form::nothing) return;
    if (operand.word_spans.size() > 1) {
      append_words(list, operand);
      return;
    }
    if (operand.node.kind == NodeKind::negation && operand.sign == Sign::none) {
      QueryNode inner = std::move(operand.node.children[0]);
      operand.node = std::move(inner);
      operand.sign = Sign::minus;
    }
    operand.node.occur = occur_of(operand);
    list.children.push_back(std::move(operand.node));
  }

  static void append_words(QueryNode& list, Operand& several) {
    for (std::size_t i = 0; i < several.node.words.size(); ++i) {
      QueryNode node = make_node(NodeKind::word, several.word_spans[i]);
      node.title_only = several.node.title_only;
      node.words.push_back(std::move(several.node.words[i]));
      list.children.push_back(std::move(node));
    }
  }

  Result<Operand> parse_disjunction() {
    DATELINE_ASSIGN(Operand first, parse_conjunction());
    if (peek().kind != QueryTokenKind::disjunction) return first;
    return parse_operands(std::move(first), QueryTokenKind::disjunction);
  }

  Result<Operand> parse_conjunction() {
    DATELINE_ASSIGN(Operand first, parse_unary());
    if (peek().kind != QueryTokenKind::conjunction) return first;
    return parse_operands(std::move(first), QueryTokenKind::conjunction);
  }

  /// What follows the first operand of an AND or OR.
  Result<Operand> parse_operands(Operand&& first, QueryTokenKind op) {
    const bool conjunction = op == QueryTokenKind::conjunction;
    Operand whole;
    whole.form = conjunction ? Form::conjunction : Form::disjunction;
    whole.node = make_node(conjunction ? NodeKind::conjunction : NodeKind::disjunction, {});
    whole.begin = first.begin;
    DATELINE_TRY(append_operand(whole.node, std::move(first), op));
    while (peek().kind == op) {
      DATELINE_TRY(expect_right_side());
      DATELINE_ASSIGN(Operand next, conjunction ? parse_unary() : parse_conjunction());
      DATELINE_TRY(append_operand(whole.node, std::move(next), op));
    }
    whole.node.span = {whole.begin, end_of_last() - whole.begin};
    return whole;
  }

  static Status append_operand(QueryNode& parent, Operand&& operand, QueryTokenKind op) {
    if (operand.form == Form::nothing) return no_word(operand.node.span, name_of(op));
    if (operand.sign == Sign::plus && op == QueryTokenKind::disjunction)
      return query_failure(operand.begin, "+ contradicts OR, which asks for one side or the other",
                           "leave out the + or the OR");
    parent.children.push_back(as_child(std::move(operand)));
    return {};
  }

  static tl::unexpected<Error> no_word(const QuerySpan& span, std::string_view where) {
    return query_failure(span.offset, fmt::format("{} needs a word here, this is none", where),
                         "punctuation alone cannot be searched for");
  }

  /// Takes an operator, and makes sure that something follows.
  Status expect_right_side() {
    const QueryToken& op = take();
    const QueryTokenKind kind = peek().kind;
    if (!at_list_end() && kind != QueryTokenKind::conjunction &&
        kind != QueryTokenKind::disjunction)
      return {};
    return lacks_side(op, "right");
  }

  static tl::unexpected<Error> lacks_side(const QueryToken& op, std::string_view side) {
    const std::string_view name = name_of(op.kind);
    return query_failure(
        op.span.offset, fmt::format("{} has nothing to its {}", name, side),
        fmt::format("to search for the word itself put it in quotes: \"{}\"", name));
  }

  Result<Operand> parse_unary() {
    const QueryToken& token = peek();
    switch (token.kind) {
      case QueryTokenKind::negation:
        return parse_negation();
      case QueryTokenKind::plus:
      case QueryTokenKind::minus: {
        take();
        DATELINE_ASSIGN(Operand operand, parse_primary(false));
        operand.sign = token.kind == QueryTokenKind::plus ? Sign::plus : Sign::minus;
        operand.begin = token.span.offset;
        operand.word_spans.clear();
        return operand;
      }
      case QueryTokenKind::conjunction:
      case QueryTokenKind::disjunction:
        return lacks_side(token, "left");
      case QueryTokenKind::word:
      case QueryTokenKind::quoted:
      case QueryTokenKind::open:
      case QueryTokenKind::close:
      case QueryTokenKind::exact:
      case QueryTokenKind::title:
      case QueryTokenKind::filter:
      case QueryTokenKind::end:
        return parse_primary(false);
    }
    return parse_primary(false);
  }

  Result<Operand> parse_negation() {
    const std::size_t begin = peek().span.offset;
    DATELINE_TRY(expect_right_side());
    const QueryTokenKind kind = peek().kind;
    if (kind == QueryTokenKind::negation || kind == QueryTokenKind::minus ||
        kind == QueryTokenKind::plus)
      return query_failure(peek().span.offset, "NOT stands right before what it excludes",
                           "leave out one of the two, or use parentheses: NOT (NOT word)");
    DATELINE_ASSIGN(Operand operand, parse_primary(false));
    if (operand.form == Form::nothing) return no_word(operand.node.span, "NOT");
    operand.sign = Sign::minus;
    operand.begin = begin;
    operand.word_spans.clear();
    return operand;
  }

  Result<Operand> parse_primary(bool title) {
    const QueryToken& token = take();
    switch (token.kind) {
      case QueryTokenKind::word:
        return parse_word(token, false, title);
      case QueryTokenKind::quoted:
        return parse_quoted(token, false, title);
      case QueryTokenKind::exact:
        return parse_exact(token, title);
      case QueryTokenKind::title:
        return parse_title(token);
      case QueryTokenKind::filter:
        return parse_filter(token);
      case QueryTokenKind::open:
        return parse_group(token, title);
      case QueryTokenKind::close:
      case QueryTokenKind::plus:
      case QueryTokenKind::minus:
      case QueryTokenKind::conjunction:
      case QueryTokenKind::disjunction:
      case QueryTokenKind::negation:
      case QueryTokenKind::end:
        break;
    }
    return query_failure(token.span.offset, "a word or a phrase is missing here",
                         "punctuation and operators cannot be searched for");
  }

  Result<Operand> parse_exact(const QueryToken& sign, bool title) {
    const QueryToken& token = take();
    DATELINE_ASSIGN(Operand operand, token.kind == QueryTokenKind::quoted
                                         ? parse_quoted(token, true, title)
                                         : parse_word(token, true, title));
    operand.begin = sign.span.offset;
    operand.node.span = {operand.begin, end_of_last() - operand.begin};
    return operand;
  }

  Result<Operand> parse_title(const QueryToken& token) {
    DATELINE_ASSIGN(Operand operand, parse_primary(true));
    if (operand.form == Form::nothing) return no_word(operand.node.span, "title:");
    operand.form = Form::title;
    operand.begin = token.span.offset;
    operand.node.span = {operand.begin, end_of_last() - operand.begin};
    operand.word_spans.clear();
    return operand;
  }

  Result<Operand> parse_group(const QueryToken& open, bool title) {
    const std::size_t begin = open.span.offset;
    if (++depth_ > max_query_depth)
      return query_failure(
          begin, fmt::format("parentheses are nested deeper than the limit of {}", max_query_depth),
          "make the query flatter");
    const bool outer_title = std::exchange(in_title_, in_title_ || title);
    DATELINE_ASSIGN(QueryNode list, parse_list());
    in_title_ = outer_title;
    --depth_;
    if (peek().kind != QueryTokenKind::close)
      return query_failure(begin, "this parenthesis is never closed", "close it, or leave it out");
    take();
    return group_operand(std::move(list), {begin, end_of_last() - begin});
  }

  /// A group of one clause is that clause; its parentheses only make it optional in a list.
  static Operand group_operand(QueryNode&& list, QuerySpan span) {
    Operand operand;
    operand.begin = span.offset;
    operand.node = std::move(list);
    operand.node.span = span;
    if (operand.node.children.empty()) return operand;
    operand.form = Form::group;
    if (operand.node.children.size() == 1) {
      QueryNode only = std::move(operand.node.children[0]);
      operand.node = only.occur == Occur::must_not ? negate(std::move(only)) : std::move(only);
      operand.node.occur = Occur::should;
    }
    return operand;
  }

  Result<Operand> parse_word(const QueryToken& token, bool exact, bool title) {
    if (token.text.find('*') != std::string_view::npos) return parse_wildcard(token, exact, title);
    Operand operand;
    operand.begin = token.span.offset;
    operand.node = make_node(NodeKind::word, token.span);
    operand.node.title_only = title || in_title_;
    auto* const spans = exact ? nullptr : &operand.word_spans;
    DATELINE_ASSIGN(operand.node.words, words_of(token, exact, spans));
    if (operand.node.words.empty()) {
      if (exact) return no_word(token.span, "=");
      return operand;
    }
    operand.form = Form::word;
    if (operand.node.words.size() > 1) operand.node.kind = NodeKind::phrase;
    return operand;
  }

  Result<Operand> parse_quoted(const QueryToken& token, bool exact, bool title) {
    DATELINE_TRY(check_no_wildcard_inside(token));
    Operand operand;
    operand.begin = token.span.offset;
    operand.form = Form::phrase;
    operand.node = make_node(NodeKind::phrase, token.span);
    operand.node.title_only = title || in_title_;
    DATELINE_ASSIGN(operand.node.words, words_of(token, exact));
    if (operand.node.words.empty())
      return query_failure(token.span.offset, "there is no word between these quotes",
                           "punctuation alone cannot be searched for");
    if (operand.node.words.size() == 1) {
      operand.node.kind = NodeKind::word;
    } else if (token.near) {
      operand.node.kind = NodeKind::near;
      operand.node.window = *token.near;
    }
    return operand;
  }

  /// "coop* agreement" would quietly be another query than the one that was meant; "M*A*S*H" is
  /// fine.
  static Status check_no_wildcard_inside(const QueryToken& quoted) {
    const std::string_view text = quoted.text;
    for (std::size_t star = text.find('*'); star != std::string_view::npos;
         star = text.find('*', star + 1)) {
      const bool behind_word = star > 0 && text[star - 1] != ' ' && text[star - 1] != '*';
      const bool at_end = star + 1 == text.size() || text[star + 1] == ' ';
      if (behind_word && at_end)
        return query_failure(quoted.text_offset + star, "a wildcard cannot be part of a phrase",
                             "put it outside the quotes, or leave out the *");
    }
    return {};
  }

  Result<Operand> parse_wildcard(const QueryToken& token, bool exact, bool title) {
    const std::size_t star = token.text.find('*');
    const std::size_t star_offset = token.text_offset + star;
    if (star + 1 != token.text.size())
      return query_failure(star_offset, "a * may only stand at the end of a word",
                           "put the word in quotes to search for it without the *");
    if (exact)
      return query_failure(token.span.offset, "= and * contradict each other",
                           "write the word out, or leave out the =");
    DATELINE_ASSIGN(auto tokens, analyse(token.text.substr(0, star), token.text_offset));
    if (tokens.size() > 1)
      return query_failure(star_offset, "a wildcard stands behind a single word",
                           "write the words apart, with the * behind the last");
    DATELINE_TRY(check_wildcard_length(tokens, star_offset));
    if (++wildcards_ > max_query_wildcards)
      return query_failure(token.span.offset,
                           fmt::format("over the limit of {} wildcards", max_query_wildcards),
                           "write some of the words out");
    DATELINE_TRY(count_term(token.span.offset));
    Operand operand;
    operand.begin = token.span.offset;
    operand.form = Form::word;
    operand.node = make_node(NodeKind::wildcard, token.span);
    operand.node.title_only = title || in_title_;
    operand.node.words.push_back({std::move(tokens[0].word), {}, false});
    return operand;
  }

  static Status check_wildcard_length(const std::vector<Token>& tokens, std::size_t star_offset) {
    const auto letters = tokens.empty()
                             ? 0
                             : std::count_if(tokens[0].word.begin(), tokens[0].word.end(),
                                             [](char c) { return (c & 0xC0) != 0x80; });
    if (static_cast<std::size_t>(letters) >= min_wildcard_letters) return {};
    return query_failure(
        star_offset,
        fmt::format("a wildcard needs at least {} letters before the *", min_wildcard_letters),
        "shorter ones would match half of the vocabulary");
  }

  Result<Operand> parse_filter(const QueryToken& token) {
    if (in_title_)
      return query_failure(token.span.offset,
                           fmt::format("{} cannot stand inside title:( )", field_of(token)),
                           "put the fields side by side");
    DATELINE_TRY(count_term(token.span.offset));
    Operand operand;
    operand.begin = token.span.offset;
    operand.form = Form::filter;
    DATELINE_ASSIGN(operand.node, filter_node(token));
    operand.node.span = token.span;
    return operand;
  }

  [[nodiscard]] std::string_view field_of(const QueryToken& token) const {
    return text_.substr(token.span.offset,
                        text_.find(':', token.span.offset) - token.span.offset + 1);
  }

  Result<QueryNode> filter_node(const QueryToken& token) {
    QueryNode node;
    node.value = token.text;
    switch (token.field) {
      case FieldId::key:
        node.kind = NodeKind::key;
        return node;
      case FieldId::source:
        node.kind = NodeKind::source;
        if (fold_name(token.text).empty()) return no_word(token_value(token), "source:");
        return node;
      case FieldId::language:
        return language_node(token);
      case FieldId::date:
        return date_node(token);
      case FieldId::title:
        break;
    }
    return failure(ErrorCode::internal, "title: is no filter");
  }

  static QuerySpan token_value(const QueryToken& token) {
    return {token.text_offset, token.text.size()};
  }

  static Result<QueryNode> language_node(const QueryToken& token) {
    QueryNode node = make_node(NodeKind::language, token.span);
    for (const char c : token.text) {
      const bool upper = c >= 'A' && c <= 'Z';
      if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
        return query_failure(token.text_offset,
                             fmt::format("\"{}\" is no language tag", token.text),
                             "tags are letters, digits and hyphens, as in lang:en or lang:pt-br");
      node.value.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return node;
  }

  Result<QueryNode> date_node(const QueryToken& token) const {
    DATELINE_ASSIGN(const auto range, parse_date_filter(token.text, token.text_offset, today_));
    QueryNode node = make_node(range ? NodeKind::dates : NodeKind::undated, token.span);
    if (range) node.dates = *range;
    return node;
  }

  /// The words of a piece of the query, folded. Errors: a word that is too long to be indexed.
  Result<std::vector<Token>> analyse(std::string_view raw, std::size_t offset) const {
    std::vector<Token> tokens;
    std::size_t at = 0;
    for (;;) {
      const Analyzer::Chunk chunk = Analyzer::next_chunk(raw, at);
      if (chunk.begin == chunk.end) return tokens;
      const std::string_view piece = raw.substr(chunk.begin, chunk.end - chunk.begin);
      if (analyzer_.tokenize_chunk(piece, static_cast<std::uint32_t>(chunk.begin), tokens) > 0)
        return query_failure(
            offset + chunk.begin,
            fmt::format("a word is longer than the limit of {} bytes", max_word_bytes),
            "no word of that length is indexed; look for part of it with *");
      at = chunk.end;
    }
  }

  /// The token's words, ready to be looked up; `spans` (where given) gets where each stands in the
  /// query.
  Result<std::vector<QueryWord>> words_of(const QueryToken& token, bool exact,
                                          std::vector<QuerySpan>* spans = nullptr) {
    DATELINE_ASSIGN(auto tokens, analyse(token.text, token.text_offset));
    std::vector<QueryWord> words;
    words.reserve(tokens.size());
    for (Token& each : tokens) {
      DATELINE_TRY(count_term(token.text_offset + each.offset));
      std::string stem = analyzer_.stem(each.word);
      words.push_back({std::move(each.word), std::move(stem), exact});
      if (spans != nullptr) spans->push_back({token.text_offset + each.offset, each.length});
    }
    return words;
  }

  Status count_term(std::size_t offset) {
    if (++terms_ <= max_query_terms) return {};
    return query_failure(offset,
                         fmt::format("over the limit of {} words and filters", max_query_terms),
                         "leave out the words that matter least");
  }

  std::string_view text_;
  const Analyzer& analyzer_;
  Day today_;
  std::vector<QueryToken> tokens_;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
  std::size_t terms_ = 0;
  std::size_t wildcards_ = 0;
  bool in_title_ = false;  ///< inside title:( )
};

}  // namespace

Result<QueryNode> parse_query(std::string_view text, const Analyzer& analyzer, Day today) {
  if (text.size() > max_query_bytes)
    return query_failure(
        max_query_bytes,
        fmt::format("the query is longer than the limit of {} bytes", max_query_bytes),
        "leave out the words that matter least");
  DATELINE_ASSIGN(auto tokens, lex_query(text));
  return Parser(text, analyzer, today).parse(std::move(tokens));
}

}  // namespace dateline
