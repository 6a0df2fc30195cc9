#include "dateline/update.hpp"

#include <utility>

#include "indexer/maintain/existing_index.hpp"
#include "indexer/maintain/input_size.hpp"
#include "indexer/maintain/update_sink.hpp"

namespace dateline {

Result<UpdateReport> update(const UpdateOptions& options) {
  if (options.paths.empty())
    return failure(ErrorCode::usage, "an update needs a path to read", "\"-\" is standard input");
  DATELINE_ASSIGN(Indexer indexer, Indexer::open(options.indexer));
  std::atomic<std::uint64_t> bytes_read{0};
  ReaderOptions reader = options.reader;
  reader.bytes_read = &bytes_read;
  reader.stop = options.stop;
  UpdateSink sink(indexer, options, bytes_read,
                  options.on_progress ? input_size(options.paths) : 0);
  const Status read = read_paths(options.paths, reader, sink);
  if (!read && read.error().code != ErrorCode::cancelled) return tl::unexpected(read.error());
  sink.finish();
  DATELINE_ASSIGN(const std::uint64_t generation, indexer.publish());
  UpdateReport report = sink.take_report();
  report.counts = indexer.counts();
  report.generation = generation;
  return report;
}

Result<RemoveReport> remove_keys(const IndexerOptions& options,
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

}  // namespace dateline
