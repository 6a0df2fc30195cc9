// Recursive descent over the lexer's tokens:
//   list    = { or }
//   or      = and { OR and }
//   and     = unary { AND unary }
//   unary   = [ NOT | + | - ] primary
//   primary = atom [ NEAR/5 atom ], of single words
//   atom    = word | = word | "quoted" | = "quoted" | title: primary | filter | ( list )
#include "searcher/query/parser.hpp"

#include <fmt/format.h>

#include <utility>

#include "searcher/query/leaf_builder.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/operand.hpp"
#include "searcher/query/query_error.hpp"

namespace dateline {
namespace {

std::string_view name_of(QueryTokenKind kind) {
  return kind == QueryTokenKind::conjunction   ? "AND"
         : kind == QueryTokenKind::disjunction ? "OR"
                                               : "NOT";
}

class Parser {
 public:
  Parser(std::string_view text, const Analyzer& analyzer, Day today)
      : text_(text), leaves_(analyzer, today) {}

  Result<QueryNode> parse(std::vector<QueryToken> tokens) {
    tokens_ = std::move(tokens);
    DATELINE_ASSIGN(QueryNode root, parse_list());
    if (peek().kind == QueryTokenKind::close)
      return query_failure(peek().span.offset, "this parenthesis was never opened",
                           "open it, or leave it out", {text_, peek().span, ""});
    if (root.children.empty())
      return query_failure(0, "the query holds no word to search for",
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

  Status append_operand(QueryNode& parent, Operand&& operand, QueryTokenKind op) const {
    if (operand.form == Form::nothing) return no_word_failure(operand.node.span, name_of(op));
    if (operand.sign == Sign::plus && op == QueryTokenKind::disjunction)
      return query_failure(operand.begin, "+ contradicts OR, which requires only one side",
                           "leave out the + or the OR", {text_, {operand.begin, 1}, ""});
    parent.children.push_back(as_child(std::move(operand)));
    return {};
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

  [[nodiscard]] tl::unexpected<Error> lacks_side(const QueryToken& op,
                                                 std::string_view side) const {
    const std::string_view name = name_of(op.kind);
    const bool is_word = op.text == name;
    return query_failure(
        op.span.offset, fmt::format("{} has nothing to its {}", op.text, side),
        is_word ? fmt::format("to search for the word itself put it in quotes: \"{}\"", name)
                : fmt::format("it is read as {}; leave it out", name),
        {text_, op.span, is_word ? fmt::format("\"{}\"", name) : std::string()});
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
      case QueryTokenKind::near:
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
      return query_failure(peek().span.offset, "NOT must be directly before what it excludes",
                           "leave out one of the two, or use parentheses: NOT (NOT word)");
    DATELINE_ASSIGN(Operand operand, parse_primary(false));
    if (operand.form == Form::nothing) return no_word_failure(operand.node.span, "NOT");
    operand.sign = Sign::minus;
    operand.begin = begin;
    operand.word_spans.clear();
    return operand;
  }

  Result<Operand> parse_primary(bool title) {
    const std::size_t first_token = position_;
    DATELINE_ASSIGN(Operand first, parse_atom(title));
    if (peek().kind != QueryTokenKind::near) return first;
    return parse_near(std::move(first), first_token, title);
  }

  /// `one NEAR/5 two`: as "one two"~5, where both are single words.
  Result<Operand> parse_near(Operand&& first, std::size_t first_token, bool title) {
    const QueryToken op = take();
    const bool has_word =
        peek().kind == QueryTokenKind::word || peek().kind == QueryTokenKind::exact;
    if (!op.impossible.empty() || !has_word || !is_single_word(first))
      return not_near(op, first_token);
    DATELINE_ASSIGN(Operand second, parse_atom(title));
    if (!is_single_word(second) || peek().kind == QueryTokenKind::near)
      return not_near(op, first_token);
    Operand near;
    near.begin = first.begin;
    near.form = Form::phrase;
    near.node = make_node(NodeKind::near, {first.begin, end_of_last() - first.begin});
    near.node.title_only = first.node.title_only;
    near.node.window = *op.near;
    near.node.words = {std::move(first.node.words[0]), std::move(second.node.words[0])};
    return near;
  }

  static bool is_single_word(const Operand& operand) {
    return operand.form == Form::word && operand.node.kind == NodeKind::word;
  }

  /// The failure for words near each other that have no form with an operator. The suggestion puts
  /// the words of the whole chain into quotes.
  [[nodiscard]] tl::unexpected<Error> not_near(const QueryToken& op,
                                               std::size_t first_token) const {
    const std::string message =
        op.impossible.empty()
            ? fmt::format("{} must be between two single words", op.text)
            : fmt::format("{} would {}, which is not possible", op.text, op.impossible);
    const std::string hint = fmt::format("write \"one two\"~{}", *op.near);
    std::string words;
    std::size_t at = first_token;
    for (; tokens_[at].kind == QueryTokenKind::word || tokens_[at].kind == QueryTokenKind::quoted ||
           tokens_[at].kind == QueryTokenKind::near;
         ++at) {
      const bool joined = at == first_token || tokens_[at].kind == QueryTokenKind::near ||
                          tokens_[at - 1].kind == QueryTokenKind::near;
      if (!joined) break;
      if (tokens_[at].kind == QueryTokenKind::near) continue;
      words += (words.empty() ? "" : " ") + std::string(tokens_[at].text);
    }
    const QuerySpan& last = tokens_[at == first_token ? at : at - 1].span;
    const std::size_t begin = tokens_[first_token].span.offset;
    if (at < first_token + 3) return query_failure(op.span.offset, message, hint);
    return query_failure(op.span.offset, message, hint,
                         {text_,
                          {begin, last.offset + last.length - begin},
                          fmt::format("\"{}\"~{}", words, *op.near)});
  }

  Result<Operand> parse_atom(bool title) {
    const QueryToken& token = take();
    switch (token.kind) {
      case QueryTokenKind::word:
        return leaves_.word(token, false, title || in_title_);
      case QueryTokenKind::quoted:
        return leaves_.quoted(token, false, title || in_title_);
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
      case QueryTokenKind::near:
      case QueryTokenKind::end:
        break;
    }
    return query_failure(token.span.offset, "a word or a phrase is missing here",
                         "punctuation and operators cannot be searched for");
  }

  Result<Operand> parse_exact(const QueryToken& sign, bool title) {
    const QueryToken& token = take();
    const bool title_only = title || in_title_;
    DATELINE_ASSIGN(Operand operand, token.kind == QueryTokenKind::quoted
                                         ? leaves_.quoted(token, true, title_only)
                                         : leaves_.word(token, true, title_only));
    operand.begin = sign.span.offset;
    operand.node.span = {operand.begin, end_of_last() - operand.begin};
    return operand;
  }

  Result<Operand> parse_title(const QueryToken& token) {
    DATELINE_ASSIGN(Operand operand, parse_primary(true));
    if (operand.form == Form::nothing) return no_word_failure(operand.node.span, "title:");
    operand.form = Form::title;
    operand.begin = token.span.offset;
    operand.node.span = {operand.begin, end_of_last() - operand.begin};
    operand.word_spans.clear();
    return operand;
  }

  Result<Operand> parse_group(const QueryToken& open, bool title) {
    const QuerySpan open_span = open.span;
    const std::size_t begin = open_span.offset;
    if (++depth_ > max_query_depth)
      return query_failure(
          begin, fmt::format("parentheses are nested deeper than the limit of {}", max_query_depth),
          "use fewer nested parentheses");
    const bool outer_title = std::exchange(in_title_, in_title_ || title);
    DATELINE_ASSIGN(QueryNode list, parse_list());
    in_title_ = outer_title;
    --depth_;
    if (peek().kind != QueryTokenKind::close)
      return query_failure(begin, "this parenthesis is never closed", "close it, or leave it out",
                           {text_, open_span, ""});
    take();
    return group_operand(std::move(list), {begin, end_of_last() - begin});
  }

  Result<Operand> parse_filter(const QueryToken& token) {
    if (!in_title_) return leaves_.filter(token);
    const std::string_view clause = text_.substr(token.span.offset, token.span.length);
    return query_failure(
        token.span.offset,
        fmt::format("{}: is not allowed inside title:( )", clause.substr(0, clause.find(':'))),
        "put the fields next to each other");
  }

  std::string_view text_;
  LeafBuilder leaves_;
  std::vector<QueryToken> tokens_;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
  bool in_title_ = false;  ///< inside title:( )
};

Result<QueryNode> parse_as_written(std::string_view text, const Analyzer& analyzer, Day today) {
  DATELINE_ASSIGN(auto tokens, lex_query(text));
  return Parser(text, analyzer, today).parse(std::move(tokens));
}

/// Follows suggestions until one can be understood; otherwise there is none.
void settle_suggestion(Error& error, const Analyzer& analyzer, Day today) {
  constexpr int most_corrections = 8;
  for (int i = 0; i < most_corrections && !error.suggestion.empty(); ++i) {
    if (error.suggestion.size() > max_query_bytes) break;
    const auto parsed = parse_as_written(error.suggestion, analyzer, today);
    if (parsed) return;
    error.suggestion = parsed.error().suggestion;
  }
  error.suggestion.clear();
}

}  // namespace

Result<QueryNode> parse_query(std::string_view text, const Analyzer& analyzer, Day today) {
  if (text.size() > max_query_bytes)
    return query_failure(
        max_query_bytes,
        fmt::format("the query is longer than the limit of {} bytes", max_query_bytes),
        "leave out the words that matter least");
  auto root = parse_as_written(text, analyzer, today);
  if (!root) {
    settle_suggestion(root.error(), analyzer, today);
    return tl::unexpected(std::move(root.error()));
  }
  return root;
}

}  // namespace dateline
