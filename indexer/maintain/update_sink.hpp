// Takes what the readers find during an update: documents go to the indexer, rejects are counted
// and kept.
#pragma once

#include <chrono>

#include "dateline/update.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/run/index_run.hpp"
#include "indexer/run/progress_teller.hpp"

namespace dateline {

/// Not thread-safe. Returns Error cancelled once the caller asked to stop, bad_input at the first
/// reject of a strict run.
class UpdateSink : public DocumentSink {
 public:
  /// All that is given must outlive the sink.
  UpdateSink(IndexRun& run, const UpdateOptions& options,
             const std::atomic<std::uint64_t>& bytes_read, std::uint64_t total_bytes);

  Status document(Document&& document, const InputPosition& position) override;
  Status reject(Reject&& reject) override;
  void left_out(LeftOut what, std::uint64_t count) override;
  void unusable_field(std::string_view field, const InputPosition& position) override;

  /// As document(), but never publishes, nor looks whether it was asked to stop.
  Status take(Document&& document, const InputPosition& position);

  /// Tells the last numbers to the progress callback, and that publishing begins.
  void finish();
  /// Documents, rejects, bytes and seconds; the rest is left as it was made.
  [[nodiscard]] UpdateReport take_report();

 private:
  using Clock = std::chrono::steady_clock;

  Status stop_if_asked();
  [[nodiscard]] bool is_publish_due(Clock::time_point now) const;
  Status publish_if_due(Clock::time_point now);
  [[nodiscard]] UpdateProgress progress(bool publishing) const;
  void tell_progress_if_due();

  IndexRun& run_;
  const UpdateOptions& options_;
  const std::atomic<std::uint64_t>& bytes_read_;
  std::uint64_t total_bytes_;
  Clock::time_point started_;
  ProgressTeller<UpdateProgress> teller_;
  Clock::time_point last_publish_;
  std::uint64_t unpublished_ = 0;  ///< documents added since then
  UpdateReport report_;
};

}  // namespace dateline
