// Hands the documents of an update to its run, and publishes between two of them when that is due.
#pragma once

#include <chrono>
#include <cstdint>

#include "dateline/update.hpp"
#include "indexer/run/index_run.hpp"

namespace dateline {

/// What comes between the readers and the run: sinks know it, and nothing of publishing. One
/// thread. The run outlives it.
class RunFeed {
 public:
  /// The schedule is that of the options; a strict or dry run has none.
  RunFeed(IndexRun& run, const UpdateOptions& options);

  /// Publishes what came before, if that is due, then adds the document. Errors: those of
  /// IndexRun::add (bad_input: the document was not taken, all else goes on) and publish.
  Result<AddOutcome> add(Document&& document, const IndexRun::OnDecided* decided);
  /// From now on only the end of the update publishes.
  void end_schedule() noexcept { is_scheduled_ = false; }
  [[nodiscard]] double publish_seconds() const noexcept { return publish_seconds_; }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool is_publish_due(Clock::time_point now) const;
  Status publish_if_due();

  IndexRun& run_;
  std::chrono::seconds every_;
  std::uint64_t every_documents_;
  bool is_scheduled_;
  Clock::time_point last_publish_ = Clock::now();
  std::uint64_t unpublished_ = 0;  ///< documents that were added since then
  double publish_seconds_ = 0;
};

}  // namespace dateline
