// Walking over a RocksDB iterator whose blocks may be damaged. Internal: includes RocksDB headers.
#pragma once

#include <rocksdb/iterator.h>

#include <functional>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// Calls `visit` for each entry that can be read, in order. True: that was all of them; false: some
/// lie in blocks that cannot be read. An error of `visit` ends it and is returned. Cost of a
/// damaged block: some hundred seeks.
Result<bool> for_each_readable(
    rocksdb::Iterator& entry,
    const std::function<Status(std::string_view key, std::string_view value)>& visit);

}  // namespace dateline
