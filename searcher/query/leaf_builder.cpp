#include "searcher/query/leaf_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/analysis/elision.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"
#include "common/fields/keyword_values.hpp"
#include "searcher/query/date_filter.hpp"
#include "searcher/query/date_limits.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline {
namespace {

/// "coop* agreement" would quietly be another query than the one that was meant; "M*A*S*H" is fine.
Status check_no_wildcard_inside(const QueryToken& quoted) {
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

/// Keeps only the word after an elided article (l'univ*): it is part of the longer one or next to
/// it.
void drop_elided_article(std::vector<Token>& tokens) {
  if (tokens.size() != 2) return;
  const bool overlap = tokens[1].offset < tokens[0].offset + tokens[0].length;
  if (is_ngram_word(tokens[1].word)) return;
  if (overlap || is_elision(tokens[0].word, tokens[1].word)) tokens.erase(tokens.begin());
}

/// One character is enough where pairs of them are words.
Status check_wildcard_length(const std::vector<Token>& tokens, std::size_t star_offset) {
  if (!tokens.empty() && is_ngram_word(tokens[0].word)) return {};
  const auto letters = tokens.empty() ? 0
                                      : std::count_if(tokens[0].word.begin(), tokens[0].word.end(),
                                                      [](char c) { return (c & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(letters) >= min_wildcard_letters) return {};
  return query_failure(
      star_offset,
      fmt::format("a wildcard needs at least {} letters before the *", min_wildcard_letters),
      "shorter ones would match half of the vocabulary");
}

std::string value_of(const QueryToken& token) {
  return token.in_quotes ? unescaped(token.text) : std::string(token.text);
}

/// Without quotes it must be a tag, so that lang:en,de is not asked for as one language.
Status check_tag(const QueryToken& token, const QueryNode& node) {
  const bool is_tag = std::all_of(token.text.begin(), token.text.end(), [](char c) {
    return is_ascii_upper(c) || is_ascii_lower(c) || is_ascii_digit(c) || c == '-' || c == '_';
  });
  if (!node.value.empty() && (is_tag || token.in_quotes)) return {};
  return query_failure(token.text_offset, fmt::format("\"{}\" is not a language tag", token.text),
                       "tags are letters, digits and hyphens, as in lang:en or lang:pt-br; put "
                       "others in quotes");
}

Status check_name(const QueryToken& token, const QueryNode& node) {
  const FieldSpec& field = field_of(node.field);
  if (!folded(field, node.value).empty()) return {};
  return query_failure(token.text_offset, fmt::format("{}: has no name", field.query.name),
                       fmt::format("as in {}", field.query.example));
}

Result<QueryNode> keyword_node(const QueryToken& token) {
  QueryNode node = make_node(NodeKind::filter, token.span);
  node.field = token.field;
  node.value = value_of(token);
  switch (field_of(token.field).values.folding) {
    case ValueFolding::name:
      DATELINE_TRY(check_name(token, node));
      if (!token.member.empty())
        node.value = fmt::format("{}{}{}", token.member, member_separator, node.value);
      return node;
    case ValueFolding::tag:
      node.value = folded(field_of(token.field), node.value);
      DATELINE_TRY(check_tag(token, node));
      return node;
  }
  return node;
}

/// From those in the text without escapes to those in the query.
void restore_offsets(std::string_view escaped, std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    const std::size_t begin = offset_in_escaped(escaped, token.offset);
    const std::size_t end = offset_in_escaped(escaped, token.offset + token.length);
    token.offset = static_cast<std::uint32_t>(begin);
    token.length = static_cast<std::uint32_t>(end - begin);
  }
}

/// Whether the words are one run of characters that is cut into pairs, so that whatever goes on
/// from it holds the same pairs.
bool is_run_of_pairs(const std::vector<Token>& tokens) {
  const bool pairs = std::all_of(tokens.begin(), tokens.end(),
                                 [](const Token& token) { return is_ngram_word(token.word); });
  if (!pairs || tokens.empty()) return false;
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i].offset >= tokens[i - 1].offset + tokens[i - 1].length) return false;
  const Utf8Character first = decode_utf8(tokens[0].word, 0);
  return tokens[0].word.size() > first.length;
}

}  // namespace

Result<Operand> LeafBuilder::word(const QueryToken& token, bool exact, bool title_only) {
  if (token.text.find('*') != std::string_view::npos) return wildcard(token, exact, title_only);
  Operand operand;
  operand.begin = token.span.offset;
  operand.node = make_node(NodeKind::word, token.span);
  operand.node.title_only = title_only;
  auto* const spans = exact ? nullptr : &operand.word_spans;
  DATELINE_ASSIGN(operand.node.words, words_of(token, exact, spans));
  if (operand.node.words.empty()) {
    if (exact) return no_word_failure(token.span, "=");
    return operand;
  }
  operand.form = Form::word;
  if (operand.node.words.size() > 1) operand.node.kind = NodeKind::phrase;
  return operand;
}

Result<Operand> LeafBuilder::quoted(const QueryToken& token, bool exact, bool title_only) {
  DATELINE_TRY(check_no_wildcard_inside(token));
  Operand operand;
  operand.begin = token.span.offset;
  operand.form = Form::phrase;
  operand.node = make_node(NodeKind::phrase, token.span);
  operand.node.title_only = title_only;
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

Result<Operand> LeafBuilder::wildcard(const QueryToken& token, bool exact, bool title_only) {
  const std::size_t star = token.text.find('*');
  const std::size_t star_offset = token.text_offset + star;
  if (star + 1 != token.text.size())
    return query_failure(star_offset, "a * is only allowed at the end of a word",
                         "put the word in quotes to search for it without the *");
  if (exact)
    return query_failure(token.span.offset, "= and * contradict each other",
                         "write the whole word, or leave out the =");
  DATELINE_ASSIGN(auto tokens, analyse(token.text.substr(0, star), token.text_offset));
  if (is_run_of_pairs(tokens)) return run_of_pairs(token, star, title_only);
  drop_elided_article(tokens);
  if (tokens.size() > 1)
    return query_failure(star_offset, "a wildcard must follow a single word",
                         "separate the words, with the * after the last one");
  DATELINE_TRY(check_wildcard_length(tokens, star_offset));
  if (++wildcards_ > max_query_wildcards)
    return query_failure(token.span.offset,
                         fmt::format("over the limit of {} wildcards", max_query_wildcards),
                         "write some of the words in full");
  DATELINE_TRY(count_term(token.span.offset));
  Operand operand;
  operand.begin = token.span.offset;
  operand.form = Form::word;
  operand.node = make_node(NodeKind::wildcard, token.span);
  operand.node.title_only = title_only;
  operand.node.words.push_back({std::move(tokens[0].word), {}, false});
  return operand;
}

Result<Operand> LeafBuilder::run_of_pairs(QueryToken token, std::size_t star, bool title_only) {
  Operand operand;
  operand.begin = token.span.offset;
  operand.form = Form::word;
  operand.node = make_node(NodeKind::phrase, token.span);
  operand.node.title_only = title_only;
  token.text = token.text.substr(0, star);
  DATELINE_ASSIGN(operand.node.words, words_of(token, false));
  if (operand.node.words.size() == 1) operand.node.kind = NodeKind::word;
  return operand;
}

Result<Operand> LeafBuilder::filter(const QueryToken& token) {
  DATELINE_TRY(count_term(token.span.offset));
  Operand operand;
  operand.begin = token.span.offset;
  operand.form = Form::filter;
  DATELINE_ASSIGN(operand.node, filter_node(token));
  operand.node.span = token.span;
  return operand;
}

Result<QueryNode> LeafBuilder::filter_node(const QueryToken& token) const {
  switch (field_of(token.field).kind) {
    case FieldKind::key: {
      QueryNode node = make_node(NodeKind::key, token.span);
      node.value = value_of(token);
      return node;
    }
    case FieldKind::keyword:
    case FieldKind::members:
      return keyword_node(token);
    case FieldKind::date:
      return date_node(token);
    case FieldKind::text:
      break;
  }
  return failure(ErrorCode::internal, "such a field is not a filter");
}

Result<QueryNode> LeafBuilder::date_node(const QueryToken& token) const {
  if (is_date_limit(token.text)) {
    QueryNode node = make_node(NodeKind::dates, token.span);
    DATELINE_ASSIGN(node.dates, parse_date_limit(token.text, token.text_offset, today_));
    return node;
  }
  DATELINE_ASSIGN(const auto range, parse_date_filter(token.text, token.text_offset, today_));
  QueryNode node = make_node(range ? NodeKind::dates : NodeKind::undated, token.span);
  if (range) node.dates = *range;
  return node;
}

Result<std::vector<Token>> LeafBuilder::analyse(std::string_view raw, std::size_t offset) const {
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
          "no word of that length is indexed; leave it out");
    at = chunk.end;
  }
}

Result<std::vector<QueryWord>> LeafBuilder::words_of(const QueryToken& token, bool exact,
                                                     std::vector<QuerySpan>* spans) {
  const std::string plain = value_of(token);
  DATELINE_ASSIGN(auto tokens, analyse(plain, token.text_offset));
  if (plain.size() < token.text.size()) restore_offsets(token.text, tokens);
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

Status LeafBuilder::count_term(std::size_t offset) {
  if (++terms_ <= max_query_terms) return {};
  return query_failure(offset,
                       fmt::format("over the limit of {} words and filters", max_query_terms),
                       "leave out the words that matter least");
}

}  // namespace dateline
