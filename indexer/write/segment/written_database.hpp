// Whether a database that was written holds what it must.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <vector>

#include "common/format/segment/segment_files.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The last document of what goes into a segment.
struct LastDocument {
  Xapian::docid docid;  ///< in the segment
  DocumentNumber number;
};

/// Opens the database, counts its documents, and asks for the number of the last one of each
/// source: Xapian's compactor ignores what its syncs say, and takes a table of document data that
/// it cannot open for one without entries. Errors: io, internal. Throws Xapian's errors.
Status check_written_database(const std::filesystem::path& directory,
                              const std::vector<LastDocument>& ends);

}  // namespace dateline
