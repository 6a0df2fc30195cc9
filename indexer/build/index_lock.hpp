// The lock that makes a process the one writer of an index.
#pragma once

#include <filesystem>

#include "common/file_descriptor.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Held while the object lives; the kernel lets go of it when the process dies, so a lock left
/// behind is none.
class IndexLock {
 public:
  /// Error locked, with the holder's pid and how long it has held it, where another process writes.
  static Result<IndexLock> acquire(const std::filesystem::path& lock_file);

 private:
  explicit IndexLock(FileDescriptor fd) : fd_(std::move(fd)) {}
  FileDescriptor fd_;
};

}  // namespace dateline
