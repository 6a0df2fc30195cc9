// What one thread needs to search: Xapian's handles and an analyser. A pool hands them out, so that
// searching is safe from many threads although neither is.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "dateline/error.hpp"
#include "searcher/index/segments.hpp"
#include "searcher/postings/glass_posting_source.hpp"

namespace dateline {

/// Handles on all segments. One thread at a time. The SegmentSet must live longer.
class Session {
 public:
  /// Errors: corrupt, io.
  static Result<std::unique_ptr<Session>> open(const SegmentSet& segments,
                                               const std::string& language);

  [[nodiscard]] const SegmentSet& segments() const noexcept { return segments_; }
  /// All segments as one database; its docids are those of SegmentSet::address. Not to be asked for
  /// anything where there are no segments.
  [[nodiscard]] const Xapian::Database& database() const noexcept { return database_; }
  [[nodiscard]] const Xapian::Database& shard(std::size_t segment) const noexcept {
    return shards_[segment];
  }
  [[nodiscard]] const PostingSource& postings(std::size_t segment) const noexcept {
    return sources_[segment];
  }
  /// How many documents of all segments hold the term. Throws what the sources do.
  [[nodiscard]] std::uint32_t document_frequency(const std::string& term) const;
  [[nodiscard]] const Analyzer& analyzer() const noexcept { return analyzer_; }
  /// Which segment a shard is, by its UUID: how a posting source learns where it stands.
  [[nodiscard]] std::optional<std::size_t> segment_of(const std::string& uuid) const;

 private:
  Session(const SegmentSet& segments, Analyzer analyzer)
      : segments_(segments), analyzer_(std::move(analyzer)) {}
  Status add_shard(const Segment& segment);

  const SegmentSet& segments_;
  Analyzer analyzer_;
  std::vector<Xapian::Database> shards_;
  std::vector<GlassPostingSource> sources_;
  Xapian::Database database_;
  std::unordered_map<std::string, std::size_t> segment_of_uuid_;
};

/// Sessions that are not in use. Safe from many threads.
class SessionPool {
 public:
  /// Holds a session, and gives it back at its end.
  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<Session> session)
        : pool_(&pool), session_(std::move(session)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    [[nodiscard]] const Session& operator*() const noexcept { return *session_; }
    [[nodiscard]] const Session* operator->() const noexcept { return session_.get(); }

   private:
    SessionPool* pool_;
    std::unique_ptr<Session> session_;
  };

  SessionPool(const SegmentSet& segments, std::string language)
      : segments_(segments), language_(std::move(language)) {}
  /// A session that nobody else uses; opens one where none is free.
  Result<Lease> acquire();

 private:
  void give_back(std::unique_ptr<Session> session) noexcept;

  const SegmentSet& segments_;
  std::string language_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> free_;
};

}  // namespace dateline
