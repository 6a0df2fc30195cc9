#include "tests/support/query_generator.hpp"

#include <algorithm>
#include <array>

#include "searcher/query/ast.hpp"
#include "searcher/query/quotes.hpp"

namespace dateline::test {
namespace {

constexpr unsigned deepest = 3;
constexpr std::size_t most_expansions = max_wildcard_expansions * 3 / 4;

bool is_operator(std::string_view word) {
  return word == "AND" || word == "OR" || word == "NOT";
}

bool is_plain_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// Whether the text may stand between quotes as it is.
bool is_quotable(std::string_view text) {
  return text.find_first_of("\"*\\") == std::string_view::npos &&
         text.find("\u201c") == std::string_view::npos &&
         text.find("\u201d") == std::string_view::npos &&
         text.find("\u201e") == std::string_view::npos &&
         text.find("\u00ab") == std::string_view::npos &&
         text.find("\u00bb") == std::string_view::npos;
}

}  // namespace

std::string QueryGenerator::next() {
  settle_on_document();
  wildcards_ = 0;
  return one_in(4) ? operators(deepest) : list(deepest);
}

std::string QueryGenerator::next_words() {
  settle_on_document();
  std::string query;
  std::vector<std::string> stems;
  for (std::size_t n = 1 + below(5); n > 0; --n) {
    const std::size_t token = some_token();
    const std::string stem = analyzer_.stem(tokens_[token].word);
    if (std::find(stems.begin(), stems.end(), stem) != stems.end()) continue;
    stems.push_back(stem);
    query += (query.empty() ? "" : " ") + raw(token);
  }
  return query;
}

void QueryGenerator::settle_on_document() {
  do {
    document_ = &any_document();
    field_ = one_in(4) ? document_->title : document_->text;
    tokens_ = analyzer_.tokenize(field_);
  } while (tokens_.empty());
}

const Document& QueryGenerator::any_document() {
  return corpus_.documents()[below(corpus_.documents().size())].document;
}

std::string QueryGenerator::list(unsigned depth) {
  std::string text = clause(depth);
  for (std::size_t n = below(4); n > 0; --n) text += " " + clause(depth);
  return text;
}

std::string QueryGenerator::clause(unsigned depth) {
  if (one_in(12) && depth > 0) return operators(depth - 1);
  switch (below(20)) {
    case 0:
    case 1:
      return "+" + primary(depth);
    case 2:
    case 3:
      return minus() + primary(depth);
    case 4:
      return "NOT " + primary(depth);
    default:
      return primary(depth);
  }
}

std::string QueryGenerator::operators(unsigned depth) {
  std::string text = operand(depth);
  for (std::size_t n = 1 + below(3); n > 0; --n)
    text += (one_in(2) ? conjunction() : disjunction()) + operand(depth);
  return text;
}

std::string QueryGenerator::operand(unsigned depth) {
  if (one_in(8)) return (one_in(2) ? "NOT " : minus()) + primary(depth);
  return primary(depth);
}

std::string QueryGenerator::primary(unsigned depth) {
  const std::size_t choice = below(10);
  if (choice == 0 && depth > 0)
    return "(" + (one_in(2) ? list(depth - 1) : operators(depth - 1)) + ")";
  if (choice == 1) return filter();
  if (choice == 2) return (one_in(4) ? "Title:" : "title:") + textual();
  return textual();
}

std::string QueryGenerator::textual() {
  switch (below(12)) {
    case 0:
    case 1:
      return quoted();
    case 2:
      return one_in(2) ? near() : near_operator();
    case 3:
      return "=" + word();
    case 4:
      return wildcard();
    case 5:
      return "=" + quoted();
    default:
      return word();
  }
}

std::string QueryGenerator::word() {
  const std::size_t token = some_token();
  const bool hyphenated =
      token + 1 < tokens_.size() &&
      tokens_[token].offset + tokens_[token].length + 1 == tokens_[token + 1].offset &&
      field_[tokens_[token + 1].offset - 1] == '-';
  return hyphenated ? raw(token) + "-" + raw(token + 1) : raw(token);
}

std::string QueryGenerator::quoted() {
  return in_quotes(one_in(4) ? reversed_phrase() : phrase());
}

std::string QueryGenerator::phrase() {
  const std::size_t count = 1 + below(std::min<std::size_t>(4, tokens_.size()));
  const std::size_t first = below(tokens_.size() - count + 1);
  const Token& last = tokens_[first + count - 1];
  const std::size_t begin = tokens_[first].offset;
  const std::string as_written = field_.substr(begin, last.offset + last.length - begin);
  if (is_quotable(as_written)) return as_written;
  std::vector<std::size_t> tokens;
  for (std::size_t i = 0; i < count; ++i) tokens.push_back(first + i);
  return joined(tokens);
}

std::string QueryGenerator::reversed_phrase() {
  const std::size_t first = some_token();
  if (first + 1 == tokens_.size()) return raw(first);
  return joined({first + 1, first});
}

std::string QueryGenerator::near() {
  const std::size_t first = some_token();
  std::vector<std::size_t> tokens{first};
  for (std::size_t n = 1 + below(2); n > 0; --n)
    tokens.push_back(std::min(first + 1 + below(8), tokens_.size() - 1));
  std::shuffle(tokens.begin(), tokens.end(), random_);
  return in_quotes(joined(tokens)) + "~" + std::to_string(below(11));
}

/// Signs that other engines have for ours.
std::string QueryGenerator::minus() {
  constexpr std::array<const char*, 6> signs{"-", "-", "-", "!", "\u2013", "\u2212"};
  return signs[below(signs.size())];
}

std::string QueryGenerator::conjunction() {
  return one_in(4) ? " && " : " AND ";
}

std::string QueryGenerator::disjunction() {
  return one_in(4) ? " || " : " OR ";
}

/// Two words that stand near each other, with an operator between them.
std::string QueryGenerator::near_operator() {
  const std::size_t first = some_token();
  const std::size_t second = std::min(first + 1 + below(8), tokens_.size() - 1);
  const std::string& a = tokens_[first].word;
  const std::string& b = tokens_[second].word;
  if (!is_plain_ascii(a) || !is_plain_ascii(b)) return near();
  constexpr std::array<const char*, 4> operators{" NEAR/", " w/", " ADJ", " within/"};
  const std::string op = operators[below(operators.size())] + std::to_string(below(11));
  return (one_in(4) ? "=" : "") + a + op + " " + b;
}

std::string QueryGenerator::wildcard() {
  const std::string& full = tokens_[some_token()].word;
  if (wildcards_ == max_query_wildcards || full.size() <= min_wildcard_letters ||
      !is_plain_ascii(full))
    return word();
  std::size_t length = min_wildcard_letters + below(full.size() - min_wildcard_letters);
  while (length < full.size() &&
         corpus_.words_with_prefix(full.substr(0, length)).size() > most_expansions)
    ++length;
  if (length == full.size()) return word();
  ++wildcards_;
  return full.substr(0, length) + "*";
}

std::string QueryGenerator::filter() {
  const Document& document = one_in(2) ? *document_ : any_document();
  switch (below(9)) {
    case 0:
      return "key:" + in_quotes(document.key);
    case 3:
      return document.tags.empty() ? date() : "tag:" + in_quotes(document.tags.back());
    case 4:
      return document.authors.empty() ? date() : "author:" + in_quotes(document.authors.front());
    case 5:
      return std::string("x.section:") + (one_in(2) ? "WORLD" : "\"Black  Sea\"");
    case 1:
      return document.source.empty() ? date() : "source:" + in_quotes(document.source);
    case 2:
      return document.language.empty() ? date() : "lang:" + in_quotes(document.language);
    default:
      return date();
  }
}

std::string QueryGenerator::date() {
  std::string first = date_value();
  std::string second = date_value();
  switch (below(10)) {
    case 8:
      return std::string("date:") + (one_in(2) ? ">" : "<") + (one_in(2) ? "=" : "") + first;
    case 9:
      return one_in(2) ? "date:[* TO " + first + "}" : "date:[" + first + " TO *]";
    case 0:
      return "date:none";
    case 1:
      return "date:.." + first;
    case 2:
      return "date:" + first + "..";
    case 3:
    case 4:
      // Values of one length order as days do; a year as an end is its first or last day.
      if (first.substr(0, 4) > second.substr(0, 4)) std::swap(first, second);
      return first.substr(0, 4) == second.substr(0, 4) ? "date:" + first
                                                       : "date:" + first + ".." + second;
    default:
      return "date:" + first;
  }
}

/// A day, month or year in which something was published.
std::string QueryGenerator::date_value() {
  const Document* dated = document_;
  while (!dated->date.known()) dated = &any_document();
  if (one_in(3)) dated = &any_document();
  const std::string day = dateline::to_string(dated->date.known() ? dated->date.day : Day{12000});
  constexpr std::size_t lengths[] = {4, 7, 10};
  return day.substr(0, lengths[below(3)]);
}

/// Any token, rare words more often than their share: half of a text is the same few words.
std::size_t QueryGenerator::some_token() {
  const auto frequency = [&](std::size_t token) {
    const WordList words = corpus_.word(tokens_[token].word);
    return words.empty() ? 0 : corpus_.holders(words[0]).size();
  };
  const std::size_t one = below(tokens_.size());
  const std::size_t other = below(tokens_.size());
  return one_in(3) || frequency(one) < frequency(other) ? one : other;
}

/// The word as the document has it.
std::string QueryGenerator::raw(std::size_t token) const {
  const std::string text = field_.substr(tokens_[token].offset, tokens_[token].length);
  return is_operator(text) ? tokens_[token].word : text;
}

std::string QueryGenerator::joined(const std::vector<std::size_t>& tokens) const {
  std::string text;
  for (const std::size_t token : tokens) text += (text.empty() ? "" : " ") + raw(token);
  return text;
}

}  // namespace dateline::test
