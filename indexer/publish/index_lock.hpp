// The lock that makes a process the one writer of an index.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>

#include "common/base/file_descriptor.hpp"
#include "common/format/generation/generation.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Held while the object lives; the kernel lets go of it when the process dies, so a dead
/// process holds no lock.
class IndexLock {
 public:
  /// Makes the folder where there is none. Errors: usage, where the folder is neither empty nor an
  /// index: nothing is then changed in it; locked, with the holder's pid and how long it has held
  /// it, where another process writes and has not finished after `wait` (negative: as long as it
  /// takes); cancelled, once `stop` is true while waiting (may be null); io.
  static Result<IndexLock> acquire(const IndexLayout& layout, std::chrono::seconds wait = {},
                                   const std::atomic<bool>* stop = nullptr);

 private:
  explicit IndexLock(FileDescriptor fd) : fd_(std::move(fd)) {}
  FileDescriptor fd_;
};

}  // namespace dateline
