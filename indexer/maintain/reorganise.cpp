// Jobs that change how documents are laid out in segments, and no document.
#include "common/base/exception_guard.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/maintain/existing_index.hpp"

namespace dateline {
namespace {

Result<std::uint64_t> reorganise(const IndexerOptions& options, Status (Indexer::*job)()) {
  return guard_exceptions({"cannot reorganise", options.index}, [&]() -> Result<std::uint64_t> {
    DATELINE_TRY(require_index(options.index));
    DATELINE_ASSIGN(Indexer indexer, Indexer::open(options));
    DATELINE_TRY((indexer.*job)());
    return indexer.publish();
  });
}

}  // namespace

Result<std::uint64_t> compact_index(const IndexerOptions& options) {
  return reorganise(options, &Indexer::compact);
}

Result<std::uint64_t> rebuild_index(const IndexerOptions& options) {
  IndexerOptions any_analysis = options;
  any_analysis.renew_analysis = true;
  return reorganise(any_analysis, &Indexer::rebuild);
}

}  // namespace dateline
