// The half of planning that writes the Xapian query (plan.hpp).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searcher/match/plan.hpp"
#include "searcher/match/word_resolver.hpp"

namespace dateline {

/// Whether the Xapian query of a node matches exactly the documents that the node means.
Result<bool> is_exact(const QueryNode& node, WordResolver& words);

/// The Xapian query of a node.
struct CompiledQuery {
  Xapian::Query query;  ///< empty: nothing matches
  bool scores = false;  ///< it has scoring terms
  /// A match weighs the sum of all scoring terms that the document holds.
  bool additive = true;
  /// A document that holds one of the scoring terms matches.
  bool complete = true;
};

/// Compiles one tree. Throws what Xapian throws.
class QueryCompiler {
 public:
  QueryCompiler(const Session& session, const IndexLookup& lookup, WordResolver& words)
      : session_(session), lookup_(lookup), words_(words) {}

  /// The query for the whole tree, weighted by all scoring terms.
  Result<Xapian::Query> compile_root(const QueryNode& root);

  [[nodiscard]] const std::vector<ScoringTerm>& scoring() const noexcept { return scoring_; }
  [[nodiscard]] const std::vector<std::string>& terms() const noexcept { return terms_; }
  /// Whether the query holds never_ending().
  [[nodiscard]] bool open_ended() const noexcept { return open_ended_; }

 private:
  using Nodes = std::vector<const QueryNode*>;
  Result<CompiledQuery> compile(const QueryNode& node);
  Result<CompiledQuery> compile_words(const QueryNode& node);
  Result<CompiledQuery> compile_wildcard(const QueryNode& node);
  Result<CompiledQuery> compile_filter(const QueryNode& node);
  Result<CompiledQuery> compile_key(const QueryNode& node);
  Result<CompiledQuery> compile_list(const QueryNode& list);
  Result<CompiledQuery> compile_conjunction(const Nodes& nodes);
  Result<CompiledQuery> compile_disjunction(const Nodes& nodes);
  /// Keeps the matches of `from` that no node matches; nodes that are not exact are left to the
  /// condition.
  Result<CompiledQuery> exclude(CompiledQuery from, const Nodes& nodes);
  /// Nodes whose words do not score.
  Result<CompiledQuery> compile_unscored(Xapian::Query::op op, const Nodes& nodes);
  /// Each node's query; words that occur more than once are one query.
  Result<std::vector<CompiledQuery>> compile_each(const Nodes& nodes);
  Result<bool> is_unknown(const QueryWord& word);
  CompiledQuery term(const std::string& stem, unsigned occurrences);
  void use_term(const std::string& term);
  [[nodiscard]] Xapian::Query all_scoring_terms() const;

  const Session& session_;
  const IndexLookup& lookup_;
  WordResolver& words_;
  unsigned unscored_depth_ = 0;
  bool open_ended_ = false;
  std::vector<ScoringTerm> scoring_;
  std::vector<std::string> terms_;
};

}  // namespace dateline
