#include "searcher/present/matched_words.hpp"

#include <algorithm>

namespace dateline {
namespace {

void add(MatchedWords& matched, MatchBy by, const std::string& text) {
  MatchedWord word{by, text, 1.0};
  auto& words = matched.words;
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

void add_words(MatchedWords& matched, const QueryNode& node) {
  for (const QueryWord& word : node.words) {
    if (node.kind == NodeKind::wildcard) {
      add(matched, MatchBy::prefix, word.word);
    } else if (word.exact) {
      add(matched, MatchBy::form, word.word);
    } else {
      add(matched, MatchBy::stem, word.stem);
    }
  }
}

/// Depth is bounded by the parser.
void collect(MatchedWords& matched, const QueryNode& node) {
  if (node.kind == NodeKind::negation || node.occur == Occur::must_not) return;
  add_words(matched, node);
  for (const QueryNode& child : node.children) collect(matched, child);
}

}  // namespace

MatchedWords collect_matched_words(const QueryNode& root) {
  MatchedWords matched;
  collect(matched, root);
  return matched;
}

}  // namespace dateline
