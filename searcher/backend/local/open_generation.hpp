// A generation that is open for searching, and how a query runs through it: parser, plan, matcher,
// presenter.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "dateline/searcher.hpp"
#include "searcher/backend/local/page_cursor.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/hit_estimate.hpp"
#include "searcher/match/hit_tally.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/rewrite/rewrite.hpp"
#include "searcher/suggest/word_table.hpp"

namespace dateline {

/// Safe from many threads: they take turns for nothing but a session from the pool.
class OpenGeneration {
 public:
  /// Heeds `verify` and `lean` of the options. Errors: corrupt, io.
  static Result<std::shared_ptr<OpenGeneration>> open(Generation&& generation,
                                                      const SearcherOptions& options);
  OpenGeneration(const OpenGeneration&) = delete;
  OpenGeneration& operator=(const OpenGeneration&) = delete;

  /// The page at SearchRequest::offset; its cursor plays no part. Errors: bad_query, usage,
  /// cancelled, corrupt, io.
  Result<ResultPage> search(const SearchRequest& query);
  [[nodiscard]] Result<Document> document(std::string_view key) const;
  /// As Searcher::marks.
  Result<DocumentMarks> marks(const SearchRequest& query, const Document& document);

  /// As Searcher has them.
  Result<Suggestions> suggest(std::string_view text, std::size_t limit);
  Status prepare_suggestions();
  /// Until its own vocabulary is read, this generation suggests from that of an older one.
  void borrow_words(OpenGeneration& older);

  [[nodiscard]] const Manifest& manifest() const noexcept { return generation_.manifest(); }
  [[nodiscard]] GenerationId id() const noexcept { return id_; }
  /// The checksum of the generation as text: what Searcher::revision() gives.
  [[nodiscard]] const std::string& revision() const noexcept { return revision_; }
  [[nodiscard]] const Store& store() const noexcept { return store_; }
  [[nodiscard]] const IndexLookup& lookup() const noexcept { return lookup_; }
  [[nodiscard]] SessionPool& sessions() noexcept { return sessions_; }

 private:
  OpenGeneration(Generation&& generation, Store&& store, SegmentSet&& segments, Counting counting);
  [[nodiscard]] RewriteContext context_of(const Session& session, const SearchRequest& query,
                                          StopCheck& stop) const;
  Result<ResultPage> search_with(const Session& session, const SearchRequest& query,
                                 StopCheck& stop) const;
  Status add_counts(const SearchRequest& query, const QueryNode& root, const HitTally& tally,
                    ResultPage& page) const;
  void add_explanation(const QueryNode& root, const Plan& plan, const Session& session,
                       ResultPage& page) const;

  struct Words {
    std::shared_ptr<const WordTable> table;
    bool ours = true;
  };
  [[nodiscard]] Words words();
  /// The vocabulary to suggest from, read now if there is none that could be borrowed.
  Result<Words> words_to_suggest_from();

  // Members that others refer to come first and never move.
  Generation generation_;
  GenerationId id_;
  std::string revision_;
  Store store_;
  SegmentSet segments_;
  Counting counting_;
  StoreLookup lookup_;
  SessionPool sessions_;

  std::mutex reading_words_;  ///< held by the one that reads the vocabulary
  std::mutex words_mutex_;    ///< of words_; held briefly
  Words words_;
};

}  // namespace dateline
