// The half of planning that writes the condition (plan.hpp): what is left to decide on a document
// that the Xapian query matches.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "searcher/index/index_lookup.hpp"
#include "searcher/index/segments.hpp"
#include "searcher/plan/word_resolver.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/verify/verifier.hpp"

namespace dateline {

class ConditionBuilder {
 public:
  /// The share of all documents, 0 to 1, that hold a stem.
  using Share = std::function<double(const std::string& stem)>;
  ConditionBuilder(const IndexLookup& lookup, WordResolver& words, Share share)
      : lookup_(lookup), words_(words), share_(std::move(share)) {}

  /// What a document that matches the node's Xapian query must still fulfil; null where that is
  /// nothing.
  Result<ConditionPtr> rest(const QueryNode& node);

  /// For a list of words, phrases and NEARs, groups of these, filters and exclusions: what a
  /// document must still fulfil that holds the stems of all required words, or of any word where
  /// none is required; null where that is nothing.
  Result<ConditionPtr> rest_beside_words(const QueryNode& list);

 private:
  /// The node's whole meaning, for places where the Xapian query may match for another reason.
  Result<ConditionPtr> whole(const QueryNode& node);
  Result<ConditionPtr> words(const QueryNode& node);
  Result<ConditionPtr> phrase(const QueryNode& node, std::vector<WordSet> sets);
  Result<ConditionPtr> wildcard(const QueryNode& node);
  Result<ConditionPtr> filter(const QueryNode& node);
  Result<ConditionPtr> key(const QueryNode& node);
  Result<ConditionPtr> whole_list(const QueryNode& list);
  Result<ConditionPtr> rest_of_list(const QueryNode& list);
  Result<ConditionPtr> rest_of_conjunction(const QueryNode& conjunction);
  Result<ConditionPtr> rest_of_alternatives(const std::vector<const QueryNode*>& nodes);
  /// The negation of a node, or null where the Xapian query has seen to it.
  Result<ConditionPtr> rest_of_negation(const QueryNode& negated);

  const IndexLookup& lookup_;
  WordResolver& words_;
  Share share_;
};

}  // namespace dateline
