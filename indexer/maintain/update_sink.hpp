// Takes what the readers find during an update: documents go to the run, rejects are counted and
// kept.
#pragma once

#include <chrono>

#include "dateline/update.hpp"
#include "indexer/maintain/run_feed.hpp"
#include "indexer/readers/base/reader.hpp"
#include "indexer/run/progress_reporter.hpp"
#include "indexer/run/run_decider.hpp"

namespace dateline {

/// Not thread-safe. Returns Error cancelled once the caller asked to stop, bad_input at the first
/// reject of a strict run.
class UpdateSink : public DocumentSink {
 public:
  /// All that is given must outlive the sink.
  UpdateSink(RunFeed& feed, RunDecider& decider, const UpdateOptions& options,
             const std::atomic<std::uint64_t>& bytes_read, std::uint64_t total_bytes);

  Status document(Document&& document, const InputPosition& position) override;
  Status reject(Reject&& reject) override;
  void left_out(LeftOut what, std::uint64_t count) override;
  void unusable_field(std::string_view field, const InputPosition& position) override;

  /// As document(), but does not look whether it was asked to stop.
  Status take(Document&& document, const InputPosition& position);

  /// Reports the last numbers as progress, and that publishing begins.
  void finish();
  /// Documents, rejects, bytes and seconds; the rest is left as it was made.
  [[nodiscard]] UpdateReport take_report();

 private:
  using Clock = std::chrono::steady_clock;

  Status stop_if_asked();
  [[nodiscard]] UpdateProgress progress(bool publishing) const;
  void report_progress_if_due();

  RunFeed& feed_;
  RunDecider& decider_;
  const UpdateOptions& options_;
  const std::atomic<std::uint64_t>& bytes_read_;
  std::uint64_t total_bytes_;
  Clock::time_point started_;
  ProgressReporter<UpdateProgress> reporter_;
  UpdateReport report_;
};

}  // namespace dateline
