#include "searcher/index/session.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

#include "common/format/xapian_guard.hpp"

namespace dateline {
namespace {

Status damaged(const Segment& segment, const std::string& what) {
  return failure(ErrorCode::corrupt, fmt::format("{} {}", segment.directory.string(), what),
                 "dateline-index check --full lists all damage; repair recovers the index");
}

}  // namespace

Result<std::unique_ptr<Session>> Session::open(const SegmentSet& segments,
                                               const std::string& language) {
  DATELINE_ASSIGN(Analyzer analyzer, Analyzer::create(language));
  std::unique_ptr<Session> session(new Session(segments, std::move(analyzer)));
  for (std::size_t i = 0; i < segments.size(); ++i) {
    DATELINE_TRY(guard_xapian({"cannot open", segments[i].directory},
                              [&] { return session->add_shard(segments[i]); }));
  }
  return session;
}

Status Session::add_shard(const Segment& segment) {
  Xapian::Database shard(segment.directory.string(), Xapian::DB_OPEN);
  if (shard.get_lastdocid() != segment.files.document_count()) {
    return damaged(segment, fmt::format("has {} documents in its index and {} in its records",
                                        shard.get_lastdocid(), segment.files.document_count()));
  }
  if (!segment_of_uuid_.emplace(shard.get_uuid(), shards_.size()).second) {
    return damaged(segment, "has the UUID of another segment");
  }
  database_.add_database(shard);
  DATELINE_ASSIGN(auto source, GlassPostingSource::open(segment.directory));
  sources_.push_back(std::move(source));
  shards_.push_back(std::move(shard));
  return {};
}

std::uint32_t Session::document_frequency(const std::string& term) const {
  std::uint32_t documents = 0;
  for (const PostingSource& source : sources_) documents += source.document_frequency(term);
  return documents;
}

std::optional<std::size_t> Session::segment_of(const std::string& uuid) const {
  const auto found = segment_of_uuid_.find(uuid);
  if (found == segment_of_uuid_.end()) return std::nullopt;
  return found->second;
}

SessionPool::Lease::~Lease() {
  if (session_) pool_->give_back(std::move(session_));
}

Result<SessionPool::Lease> SessionPool::acquire() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      auto session = std::move(free_.back());
      free_.pop_back();
      return Lease(*this, std::move(session));
    }
  }
  DATELINE_ASSIGN(auto session, Session::open(segments_, language_));
  return Lease(*this, std::move(session));
}

void SessionPool::give_back(std::unique_ptr<Session> session) noexcept {
  const std::lock_guard lock(mutex_);
  try {
    free_.push_back(std::move(session));
  } catch (const std::bad_alloc&) {  // called by a destructor: the next search opens another one
  }
}

}  // namespace dateline
