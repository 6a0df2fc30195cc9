// BM25F as the formulas in common/format/scoring.hpp read, computed from the words of documents in
// memory, and Xapian 1.4's inverse document frequency.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/format/scoring.hpp"
#include "tests/support/analyzed_corpus.hpp"
#include "tests/support/brute_force.hpp"

namespace dateline::test {

class NaiveBm25f {
 public:
  /// `counted`: the documents that statistics are taken over, deleted ones that are still in a
  /// segment included. `corpus` must outlive the object.
  NaiveBm25f(const AnalyzedCorpus& corpus, DocumentFlags counted, const Scoring& scoring);

  /// A stem of a query, looked up.
  struct Term {
    WordList words;
    double idf;
  };
  [[nodiscard]] Term term(const std::string& stem) const;

  /// The score of a document for a query of different stems, each given once.
  [[nodiscard]] double score(const std::vector<Term>& terms, std::size_t document) const;

 private:
  [[nodiscard]] double idf(const WordList& words) const;
  [[nodiscard]] double wdf(const WordList& words, const AnalyzedDocument& document) const;

  const AnalyzedCorpus& corpus_;
  DocumentFlags counted_;
  double document_count_;
  Scoring scoring_;
};

}  // namespace dateline::test
