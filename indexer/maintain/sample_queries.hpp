// Queries whose answers are known from the stored texts: a check asks the segments for them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "indexer/maintain/findings.hpp"
#include "indexer/maintain/open_segment.hpp"

namespace dateline {

/// Draws words of the vocabulary, learns from all documents which of them hold a word of the same
/// stem, and compares that with the postings, and with what Xapian finds for two stems at once. One
/// thread.
class SampleQueries {
 public:
  /// The same words for the same generation. Errors: io, corrupt.
  static Result<SampleQueries> draw(const Generation& generation, const Store& store,
                                    const Analyzer& analyzer);

  /// A live document and its token stream; in ascending order of numbers.
  void learn(DocumentNumber number, std::string_view stream);
  /// After all documents.
  void compare(const Generation& generation, const std::vector<OpenSegment>& segments,
               Findings& findings) const;

 private:
  struct StemQuery {
    std::string stem;
    std::vector<DocumentNumber> documents;  ///< ascending
  };
  Status add(const Store& store, std::string stem);

  std::vector<StemQuery> queries_;
  std::unordered_map<WordNumber, std::size_t> query_of_word_;
};

}  // namespace dateline
