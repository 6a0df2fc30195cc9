#include "common/base/directory.hpp"

#include <fts.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "common/base/file_io.hpp"

namespace dateline {
namespace {

struct CloseTree {
  void operator()(FTS* tree) const noexcept { ::fts_close(tree); }
};
using Tree = std::unique_ptr<FTS, CloseTree>;

Tree open_tree(const std::filesystem::path& root, int options) {
  char* const roots[] = {const_cast<char*>(root.c_str()), nullptr};
  return Tree(::fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | options, nullptr));
}

/// Calls `visit` with all entries of the tree, folders before and after their content.
template <typename Visit>
Status for_each_entry(const Tree& tree, const std::filesystem::path& root, Visit&& visit) {
  if (!tree) return io_failure("cannot list", root, errno);
  errno = 0;
  while (const FTSENT* entry = ::fts_read(tree.get())) {
    visit(*entry);
    errno = 0;
  }
  if (errno != 0) return io_failure("cannot list", root, errno);
  return {};
}

/// Whether a folder or file could not be looked at.
bool has_failed(const FTSENT& entry) noexcept {
  return entry.fts_info == FTS_DNR || entry.fts_info == FTS_ERR || entry.fts_info == FTS_NS;
}

/// A folder is visited once more after its entries, and the root before all others.
bool is_new(const FTSENT& entry) noexcept {
  return entry.fts_info != FTS_DP && entry.fts_level > FTS_ROOTLEVEL;
}

}  // namespace

Result<std::vector<std::filesystem::path>> list_directory(const std::filesystem::path& directory) {
  const Tree tree = open_tree(directory, FTS_COMFOLLOW);
  std::vector<std::filesystem::path> entries;
  const FTSENT* const root = tree ? ::fts_read(tree.get()) : nullptr;
  if (root == nullptr) return io_failure("cannot list", directory, errno);
  if (root->fts_info != FTS_D) {
    const int error = has_failed(*root) ? root->fts_errno : ENOTDIR;
    return io_failure("cannot list", directory, error);
  }
  errno = 0;
  for (const FTSENT* entry = ::fts_children(tree.get(), 0); entry != nullptr;
       entry = entry->fts_link)
    entries.push_back(directory / entry->fts_name);
  if (entries.empty() && errno != 0) return io_failure("cannot list", directory, errno);
  std::sort(entries.begin(), entries.end());
  return entries;
}

Status walk_directory(const std::filesystem::path& directory,
                      const std::function<void(const DirectoryEntry&)>& visit) {
  Status looked;
  DATELINE_TRY(
      for_each_entry(open_tree(directory, FTS_COMFOLLOW), directory, [&](const FTSENT& entry) {
        if (has_failed(entry))
          looked = io_failure("cannot list", entry.fts_path, entry.fts_errno);
        else if (is_new(entry))
          visit({entry.fts_path, entry.fts_info == FTS_D || entry.fts_info == FTS_DC});
      }));
  return looked;
}

Status remove_tree(const std::filesystem::path& path) {
  Status removed;
  DATELINE_TRY(for_each_entry(open_tree(path, 0), path, [&removed](const FTSENT& entry) {
    if (entry.fts_info == FTS_D) return;  // it comes once more, empty
    const bool is_folder = entry.fts_info == FTS_DP || entry.fts_info == FTS_DNR;
    const int result = is_folder ? ::rmdir(entry.fts_path) : ::unlink(entry.fts_path);
    const int reason = errno;
    // That a folder is not empty says less than why what is in it could not be seen.
    if (result != 0 && reason != ENOENT && removed)
      removed = io_failure("cannot remove", entry.fts_path,
                           entry.fts_info == FTS_DNR ? entry.fts_errno : reason);
  }));
  return removed;
}

}  // namespace dateline
