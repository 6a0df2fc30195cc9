#include "indexer/maintain/walked_files.hpp"

#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "indexer/maintain/file_skipper.hpp"

namespace dateline {
namespace {

std::uint64_t hash_of(std::string_view name) noexcept {
  return XXH3_64bits(name.data(), name.size());
}

bool is_below_any(std::string_view name, const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(),
                     [&](const std::string& path) { return is_below(name, path); });
}

}  // namespace

bool is_below(std::string_view name, std::string_view path) noexcept {
  if (!name.starts_with(path)) return false;
  return name.size() == path.size() || path.ends_with('/') || name[path.size()] == '/';
}

WalkedFiles::WalkedFiles(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (path == "-") continue;
    roots_.push_back(absolute_name(path));
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) folders_.push_back(roots_.back());
  }
}

void WalkedFiles::met(std::string_view name) {
  met_.push_back(hash_of(name));
}

void WalkedFiles::finish() {
  std::sort(met_.begin(), met_.end());
}

WalkedFiles::Fate WalkedFiles::fate_of(std::string_view name) const {
  if (!is_below_any(name, roots_)) return Fate::elsewhere;
  if (std::binary_search(met_.begin(), met_.end(), hash_of(name))) return Fate::there;
  return is_below_any(name, unreadable_) ? Fate::unknown : Fate::vanished;
}

}  // namespace dateline
