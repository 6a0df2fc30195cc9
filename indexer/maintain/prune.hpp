// Which documents are removed because their file or their record is gone.
#pragma once

#include <roaring/roaring.hh>
#include <string>
#include <vector>

#include "indexer/maintain/walked_files.hpp"
#include "indexer/run/file_ledger.hpp"

namespace dateline {

struct PrunePlan {
  Roaring documents;               ///< live ones that no file holds any more
  std::vector<std::string> files;  ///< that vanished
  /// Folders among the paths that lose documents and in which no file is left: as empty as the
  /// place where something is not mounted.
  std::vector<std::string> emptied;
  /// Whether a file that is there holds the key of one of the documents, with content that was
  /// superseded: it must be read again once they are removed.
  bool has_superseded_records = false;
};

/// A document goes when the last file that held it vanished, or holds it no more. It stays while
/// another file holds it, wherever that is, and when it also came from no file. Files that could
/// not be looked at, and the parts of files that were rejected, hold what they held. Cost: all
/// entries of files are read.
Result<PrunePlan> plan_pruning(const FileLedger& files, const WalkedFiles& walked);

}  // namespace dateline
