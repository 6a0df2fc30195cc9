// The ways into the jobs that add and remove documents.
#include "dateline/update.hpp"

#include <filesystem>
#include <utility>

#include "common/exception_guard.hpp"
#include "indexer/maintain/existing_index.hpp"
#include "indexer/maintain/update_job.hpp"

namespace dateline {
namespace {

/// Takes the folder away again that a dry run had to make where no index was.
class FolderOfDryRun {
 public:
  explicit FolderOfDryRun(const UpdateOptions& options)
      : layout_{options.indexer.index},
        is_ours_(options.dry_run && !std::filesystem::exists(layout_.root, error_)) {}
  FolderOfDryRun(const FolderOfDryRun&) = delete;
  FolderOfDryRun& operator=(const FolderOfDryRun&) = delete;
  ~FolderOfDryRun() {
    if (!is_ours_) return;
    std::filesystem::remove(layout_.lock(), error_);
    std::filesystem::remove(layout_.root, error_);  // only if it is empty
  }

 private:
  std::error_code error_;  ///< what cannot be removed stays
  IndexLayout layout_;
  bool is_ours_;
};

Result<UpdateReport> read_and_publish(const UpdateOptions& options) {
  if (options.paths.empty())
    return failure(ErrorCode::usage, "an update needs a path to read", "\"-\" is standard input");
  const FolderOfDryRun folder(options);
  IndexerOptions indexer = options.indexer;
  indexer.stop_waiting = options.stop;
  DATELINE_ASSIGN(const auto run, IndexRun::open(indexer));
  UpdateJob job(options, *run);
  return job.run();
}

Result<RemoveReport> remove_and_publish(const IndexerOptions& options,
                                        const std::vector<std::string>& keys) {
  DATELINE_TRY(require_index(options.index));
  DATELINE_ASSIGN(Indexer indexer, Indexer::open(options));
  RemoveReport report;
  for (const std::string& key : keys) {
    DATELINE_ASSIGN(const bool found, indexer.remove(key));
    if (found) {
      ++report.removed;
    } else {
      report.missing.push_back(key);
    }
  }
  DATELINE_ASSIGN(report.generation, indexer.publish());
  return report;
}

}  // namespace

Result<UpdateReport> update(const UpdateOptions& options) {
  return guard_exceptions({"cannot update", options.indexer.index},
                          [&] { return read_and_publish(options); });
}

Result<RemoveReport> remove_keys(const IndexerOptions& options,
                                 const std::vector<std::string>& keys) {
  return guard_exceptions({"cannot remove documents from", options.index},
                          [&] { return remove_and_publish(options, keys); });
}

}  // namespace dateline
