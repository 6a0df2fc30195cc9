// Lets SQLite read a database from bytes that lie anywhere, and nothing else.
#pragma once

#include "indexer/readers/source/random_access.hpp"

namespace dateline {

/// Makes `bytes` the database that this thread opens by the VFS of read_only_vfs_name, for as long
/// as the object lives. There is no locking and no journal, and nothing is ever written. One at a
/// time a thread.
class ReadOnlyFile {
 public:
  explicit ReadOnlyFile(RandomAccess& bytes);
  ~ReadOnlyFile();
  ReadOnlyFile(const ReadOnlyFile&) = delete;
  ReadOnlyFile& operator=(const ReadOnlyFile&) = delete;
};

inline constexpr const char* read_only_vfs_name = "dateline-read-only";

}  // namespace dateline
