// The key terms of some documents: what relevance feedback adds to a query, and what
// related articles are looked for by.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/scoring.hpp"
#include "dateline/document.hpp"
#include "searcher/index/session.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

struct TellingTerm {
  std::string stem;
  double weight;  ///< the weights of all that are chosen add up to 1
};

/// The term as an optional word of a query; `weight` is what all chosen ones weigh together.
[[nodiscard]] QueryNode optional_word(const TellingTerm& term, double weight);

/// Collects the terms of documents, and chooses. One thread; the session must live longer.
class TellingTerms {
 public:
  TellingTerms(const Session& session, const Scoring& scoring);
  ~TellingTerms();

  /// Adds a document that counts `weight`. A term gives weight * y / (k1 + y), y being how often it
  /// occurs over the document's normalised length. Of a text the first 64 KiB are read.
  void add(const Document& document, double weight);

  /// The `count` terms whose sums are greatest when multiplied by how rare they are, best first;
  /// none that a single document or more than a tenth of all hold, no function words of English, no
  /// single letters. Ties by stem. Xapian's exceptions pass through.
  [[nodiscard]] std::vector<TellingTerm> choose(std::size_t count) const;

 private:
  struct Sums;
  const Session& session_;
  const Scoring& scoring_;
  std::unique_ptr<Sums> sums_;
};

}  // namespace dateline
