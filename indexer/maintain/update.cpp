// The ways into the jobs that add and remove documents.
#include "dateline/update.hpp"

#include "common/base/exception_guard.hpp"
#include "indexer/maintain/existing_index.hpp"
#include "indexer/maintain/input_paths.hpp"
#include "indexer/maintain/update_job.hpp"

namespace dateline {
namespace {

Result<UpdateReport> read_and_publish(const UpdateOptions& options) {
  if (options.paths.empty())
    return failure(ErrorCode::usage, "an update needs a path to read", "\"-\" is standard input");
  DATELINE_TRY(require_input(options.paths));
  IndexerOptions indexer = options.indexer;
  indexer.stop_waiting = options.stop;
  DATELINE_ASSIGN(const auto run, options.dry_run ? IndexRun::open_dry(indexer)
                                                  : IndexRun::open(indexer, InputSpan::run));
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
