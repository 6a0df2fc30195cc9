// Joins glass databases into one.
#pragma once

#include <filesystem>
#include <vector>

#include "dateline/error.hpp"

namespace dateline::glass {

/// Joins databases of segments, whose documents follow on each other in this order, into the files
/// of one in an existing folder. Posting lists are copied chunk by chunk, without decoding them.
/// Reads every source from its beginning to its end, in blocks; the memory does not depend on their
/// sizes. Errors: io, internal; corrupt where a source cannot be as it is.
Status merge_databases(const std::vector<std::filesystem::path>& sources,
                       const std::filesystem::path& directory);

}  // namespace dateline::glass
