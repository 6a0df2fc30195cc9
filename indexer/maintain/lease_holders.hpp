// Who holds a flock on which file, from /proc/locks.
#pragma once

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "dateline/generations.hpp"

namespace dateline {

/// A snapshot. Asking the kernel by trying the lock would make a reader fail that comes at that
/// moment.
class LeaseHolders {
 public:
  /// Empty where /proc/locks cannot be read.
  static LeaseHolders look();
  /// Parses the text of /proc/locks; for tests.
  static LeaseHolders parse(const std::string& locks);

  /// Ascending by process id.
  [[nodiscard]] std::vector<LeaseHolder> of(const std::filesystem::path& file) const;

 private:
  using FileId = std::pair<std::uint64_t, std::uint64_t>;  ///< device, inode
  std::map<FileId, std::vector<std::int64_t>> pids_;
};

}  // namespace dateline
