// The query language, evaluated as its definition in searcher/query/ast.hpp reads, on documents in
// memory. It is slow and plain on purpose and shares no code with the matcher: what the two
// disagree on is a bug in one of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/query/ast.hpp"
#include "tests/support/analyzed_corpus.hpp"

namespace dateline::test {

/// One flag for each document of a corpus. Not vector<bool>: it is read and written one by one.
using DocumentFlags = std::vector<char>;

/// A document's sources, language, authors or tags; of FieldId::extra `name:value` of the members
/// that are strings, whole numbers, true or false, or lists of them.
[[nodiscard]] std::vector<std::string> values_of_field(const Document& document, FieldId field);

class BruteForce {
 public:
  /// `corpus` must outlive the object and not grow any more. Documents that are not `live` match
  /// nothing.
  BruteForce(const AnalyzedCorpus& corpus, DocumentFlags live)
      : corpus_(corpus), live_(std::move(live)) {}

  /// Which live documents match.
  [[nodiscard]] DocumentFlags matches(const QueryNode& node) const;

 private:
  [[nodiscard]] DocumentFlags evaluate(const QueryNode& node) const;
  [[nodiscard]] DocumentFlags evaluate_list(const QueryNode& list) const;
  [[nodiscard]] DocumentFlags evaluate_words(const QueryNode& node) const;
  [[nodiscard]] DocumentFlags evaluate_filter(const QueryNode& node) const;
  [[nodiscard]] DocumentFlags none() const { return DocumentFlags(live_.size(), 0); }
  [[nodiscard]] DocumentFlags all() const { return DocumentFlags(live_.size(), 1); }

  const AnalyzedCorpus& corpus_;
  DocumentFlags live_;
};

}  // namespace dateline::test
