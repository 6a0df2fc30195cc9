// What of a document is highlighted: the words of a query, by stem, by form or by prefix.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/query/ast.hpp"

namespace dateline {

/// How a word of a text is compared with a MatchedWord.
enum class MatchBy {
  stem,    ///< the word's stem is `text`
  form,    ///< the folded word is `text` (=word)
  prefix,  ///< the folded word begins with `text` (coop*)
};

struct MatchedWord {
  MatchBy by = MatchBy::stem;
  std::string text;
  /// How much it matters that a passage shows the word, above 0: the planner puts the term's rarity
  /// (idf) here.
  double weight = 1.0;
  /// By stem: all words that the documents have under it, where that is known. Spares stemming.
  std::optional<std::vector<std::string>> family{};
  friend bool operator==(const MatchedWord&, const MatchedWord&) = default;
};

/// Each pair of `by` and `text` once, in the order in which the query has them.
struct MatchedWords {
  std::vector<MatchedWord> words;
};

/// The words of the query that are not under a negation, all with weight 1. Phrases and NEAR give
/// each of their words, title: clauses too. `root` comes from parse_query.
[[nodiscard]] MatchedWords collect_matched_words(const QueryNode& root);

}  // namespace dateline
