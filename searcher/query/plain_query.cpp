#include "searcher/query/plain_query.hpp"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>

#include "searcher/query/operand.hpp"
#include "searcher/query/query_error.hpp"

namespace dateline {
namespace {

QueryNode word_node(Token&& token, const Analyzer& analyzer) {
  QueryNode node = make_node(NodeKind::word, {token.offset, token.length});
  std::string stem = analyzer.stem(token.word);
  node.words.push_back({std::move(token.word), std::move(stem), false});
  return node;
}

}  // namespace

Result<QueryNode> parse_plain_query(std::string_view text, const Analyzer& analyzer) {
  if (text.size() > max_plain_query_bytes)
    return query_failure(
        max_plain_query_bytes,
        fmt::format("the text is longer than the limit of {} bytes", max_plain_query_bytes),
        "give its most important part");
  QueryNode root = make_node(NodeKind::list, {0, text.size()});
  std::unordered_set<std::string> different;
  for (Token& token : analyzer.tokenize(text)) {
    different.insert(token.word);
    if (different.size() > max_plain_words)
      return query_failure(token.offset,
                           fmt::format("over the limit of {} different words", max_plain_words),
                           "give the most important part of the text");
    root.children.push_back(word_node(std::move(token), analyzer));
  }
  if (root.children.empty())
    return query_failure(0, "the text holds no word to search for",
                         "give words, such as: Odesa Turkey agreement");
  return root;
}

}  // namespace dateline
