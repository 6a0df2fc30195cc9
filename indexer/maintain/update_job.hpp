// One update, step by step: read, prune, publish, report.
#pragma once

#include <atomic>

#include "indexer/maintain/file_skipper.hpp"
#include "indexer/maintain/prune.hpp"
#include "indexer/maintain/run_feed.hpp"
#include "indexer/maintain/update_sink.hpp"
#include "indexer/run/index_run.hpp"

namespace dateline {

/// For one use. All that is given must outlive it.
class UpdateJob {
 public:
  UpdateJob(const UpdateOptions& options, IndexRun& run);

  /// Errors: see update().
  Result<UpdateReport> run();

 private:
  Status read();
  Status prune();
  Status report_removals(const PrunePlan& plan);
  Status check_limit(const PrunePlan& plan) const;
  Status remove(const PrunePlan& plan);
  Status reread(const PrunePlan& plan);
  Status publish(UpdateReport& report);
  UpdateReport make_report();

  const UpdateOptions& options_;
  IndexRun& run_;
  std::atomic<std::uint64_t> bytes_read_{0};
  ReaderOptions reader_;
  std::uint64_t documents_before_;
  WalkedFiles walked_;
  RunFeed feed_;
  UpdateSink sink_;
  FileSkipper skipper_;
  bool interrupted_ = false;
};

}  // namespace dateline
