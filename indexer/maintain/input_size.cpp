#include "indexer/maintain/input_size.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "common/base/directory.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::uint64_t regular_file_size(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return 0;
  const std::uintmax_t size = fs::file_size(path, ignored);
  return ignored ? 0 : size;
}

std::uint64_t folder_size(const fs::path& path) {
  std::uint64_t sum = 0;
  std::string left_out;  ///< the last index that was found, with a slash
  // What cannot be looked at is reported when it is read.
  static_cast<void>(walk_directory(path, [&](const DirectoryEntry& entry) {
    const std::string& name = entry.path.native();
    if (!left_out.empty() && name.starts_with(left_out)) return;
    if (!entry.is_directory)
      sum += regular_file_size(entry.path);
    else if (holds_index(entry.path))
      left_out = name + "/";
  }));
  return sum;
}

std::uint64_t path_size(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored) ? folder_size(path) : regular_file_size(path);
}

}  // namespace

std::uint64_t input_size(const std::vector<std::string>& paths) {
  if (std::find(paths.begin(), paths.end(), "-") != paths.end()) return 0;
  std::uint64_t sum = 0;
  for (const std::string& path : paths) sum += path_size(path);
  return sum;
}

}  // namespace dateline
