// From ranked documents to hits: metadata, snippets and marks from the stored documents.
#pragma once

#include <cstddef>
#include <vector>

#include "common/format/store/store.hpp"
#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/present/matched_words.hpp"

namespace dateline {

/// The words to highlight, weighted by how rare they are in the index. Xapian's exceptions pass
/// through.
[[nodiscard]] MatchedWords weigh_words(const QueryNode& root, const Session& session);

struct PresentOptions {
  std::size_t first_rank = 1;
  std::size_t snippet_bytes = 0;
  bool explain = false;
  bool rescore = false;  ///< the ranking has no scores
  /// Once it is overdue, the rest of the documents is left out; null: never.
  StopCheck* stop = nullptr;
};

/// Error corrupt where the store does not have a document that a segment names; io. Xapian's
/// exceptions pass through.
Result<std::vector<Hit>> present_hits(const std::vector<RankedDocument>& documents,
                                      MatchedWords words, const Bm25& scorer,
                                      const Session& session, const Store& store,
                                      const PresentOptions& options);

}  // namespace dateline
