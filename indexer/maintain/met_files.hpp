// Tells a file that two of the given paths lead to from two files.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline {

/// Files are known by device and inode, so that `a` and `a/b`, and a link to `a`, lead to the same
/// ones. Links and names of one file below the same path are each read. Eight bytes per file.
/// Not thread-safe.
class MetFiles {
 public:
  /// The files of another path follow.
  void next_path();
  /// Whether no earlier path led to the open file.
  bool is_new(int fd);

 private:
  std::vector<std::uint64_t> before_;  ///< sorted hashes
  std::vector<std::uint64_t> of_this_path_;
};

}  // namespace dateline
