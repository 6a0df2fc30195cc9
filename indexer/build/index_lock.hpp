// The lock that makes a process the one writer of an index.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>

#include "common/file_descriptor.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Held while the object lives; the kernel lets go of it when the process dies, so a lock left
/// behind is none.
class IndexLock {
 public:
  /// Error locked, with the holder's pid and how long it has held it, where another process writes
  /// and has not finished after `wait` (negative: as long as it takes); cancelled, once `stop` is
  /// true while waiting (may be null).
  static Result<IndexLock> acquire(const std::filesystem::path& lock_file,
                                   std::chrono::seconds wait = {},
                                   const std::atomic<bool>* stop = nullptr);

 private:
  explicit IndexLock(FileDescriptor fd) : fd_(std::move(fd)) {}
  FileDescriptor fd_;
};

}  // namespace dateline
