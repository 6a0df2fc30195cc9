#include "indexer/maintain/run_feed.hpp"

#include <utility>

namespace dateline {

RunFeed::RunFeed(IndexRun& run, const UpdateOptions& options)
    : run_(run),
      every_(options.publish_every),
      every_documents_(options.publish_every_documents),
      is_scheduled_(!options.strict && !options.dry_run) {}

/// Before a document, not after it: whoever closes a file after its last one needs an open store.
Result<AddOutcome> RunFeed::add(Document&& document, const IndexRun::OnDecided* decided) {
  DATELINE_TRY(publish_if_due());
  auto outcome = run_.add(std::move(document), decided);
  unpublished_ += outcome.has_value();
  return outcome;
}

bool RunFeed::is_publish_due(Clock::time_point now) const {
  if (!is_scheduled_) return false;
  const bool time_is_up = every_.count() != 0 && now - last_publish_ >= every_;
  return time_is_up || (every_documents_ != 0 && unpublished_ >= every_documents_);
}

Status RunFeed::publish_if_due() {
  const Clock::time_point began = Clock::now();
  if (!is_publish_due(began)) return {};
  DATELINE_TRY(run_.publish());
  last_publish_ = Clock::now();
  unpublished_ = 0;
  publish_seconds_ += std::chrono::duration<double>(last_publish_ - began).count();
  return {};
}

}  // namespace dateline
