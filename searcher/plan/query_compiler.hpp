// The half of planning that writes the Xapian query (plan.hpp).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searcher/plan/plan.hpp"
#include "searcher/plan/word_resolver.hpp"

namespace dateline {

/// Whether the Xapian query of a node matches exactly the documents that the node means.
Result<bool> is_exact(const QueryNode& node, WordResolver& words);

/// Compiles one tree into a query without weights. Throws what Xapian throws.
class QueryCompiler {
 public:
  QueryCompiler(const Session& session, const IndexLookup& lookup, WordResolver& words)
      : session_(session), lookup_(lookup), words_(words) {}

  /// An empty query where nothing matches.
  Result<Xapian::Query> compile(const QueryNode& node);

  /// What was met in compile(): words and wildcards outside of filters and negations.
  [[nodiscard]] const std::vector<ScoringTerm>& scoring() const noexcept { return scoring_; }
  [[nodiscard]] const std::vector<std::string>& terms() const noexcept { return terms_; }

 private:
  using Nodes = std::vector<const QueryNode*>;
  using Queries = std::vector<Xapian::Query>;
  Result<Xapian::Query> compile_words(const QueryNode& node);
  Result<Xapian::Query> compile_wildcard(const QueryNode& node);
  Result<Xapian::Query> compile_named(const std::string& term);
  Result<Xapian::Query> compile_key(const QueryNode& node);
  Result<Xapian::Query> compile_list(const QueryNode& list);
  Result<Xapian::Query> compile_conjunction(const Nodes& nodes);
  Result<Xapian::Query> compile_disjunction(const Nodes& nodes);
  /// Keeps the matches of `from` that no node matches; nodes that are not exact are left to the
  /// condition.
  Result<Xapian::Query> exclude(Xapian::Query from, const Nodes& nodes);
  /// Each node's query; words that occur more than once are one query.
  Result<Queries> compile_each(const Nodes& nodes);
  Result<Queries> compile_each_unscored(const Nodes& nodes);
  Result<bool> is_unknown(const QueryWord& word);
  Xapian::Query term(const std::string& stem, unsigned occurrences);
  /// A word that was added to the query, by feedback or for related documents.
  Xapian::Query weighted_term(const QueryNode& word);
  void use_term(const std::string& term);

  const Session& session_;
  const IndexLookup& lookup_;
  WordResolver& words_;
  unsigned unscored_depth_ = 0;
  std::vector<ScoringTerm> scoring_;
  std::vector<std::string> terms_;
};

}  // namespace dateline
