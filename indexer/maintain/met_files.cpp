#include "indexer/maintain/met_files.hpp"

#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace dateline {

void MetFiles::next_path() {
  std::sort(of_this_path_.begin(), of_this_path_.end());
  const auto middle = static_cast<std::ptrdiff_t>(before_.size());
  before_.insert(before_.end(), of_this_path_.begin(), of_this_path_.end());
  std::inplace_merge(before_.begin(), before_.begin() + middle, before_.end());
  of_this_path_.clear();
}

bool MetFiles::is_new(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return true;
  const std::array<std::uint64_t, 2> id{status.st_dev, status.st_ino};
  const std::uint64_t hash = XXH3_64bits(id.data(), sizeof id);
  if (std::binary_search(before_.begin(), before_.end(), hash)) return false;
  of_this_path_.push_back(hash);
  return true;
}

}  // namespace dateline
