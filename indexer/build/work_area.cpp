#include "indexer/build/work_area.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <unordered_map>

#include "common/directory.hpp"
#include "common/file_descriptor.hpp"
#include "common/file_io.hpp"
#include "indexer/build/lineage.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Files of a RocksDB folder that belong to a running process, not to the data.
bool is_transient(const fs::path& path) {
  const std::string name = path.filename();
  return name == "LOCK" || name.rfind("LOG", 0) == 0;
}

/// A link where the file system allows one, else a copy.
Status link_or_copy(const fs::path& from, const fs::path& to) {
  return link_file(from, to) ? Status() : copy_whole_file(from, to);
}

/// Tables never change once written; everything else RocksDB rewrites or appends to.
Status clone_store(const fs::path& from, const fs::path& to) {
  DATELINE_TRY(make_directories(to));
  DATELINE_ASSIGN(const auto entries, list_directory(from));
  for (const fs::path& entry : entries) {
    if (is_transient(entry)) continue;
    const auto target = to / entry.filename();
    DATELINE_TRY(entry.extension() == ".sst" ? link_or_copy(entry, target)
                                             : copy_whole_file(entry, target));
  }
  return {};
}

/// Regular files below `directory`, relative to it, by name; and all folders, deepest last.
struct Tree {
  std::vector<fs::path> files;
  std::vector<fs::path> directories;
};
Result<Tree> walk(const fs::path& directory) {
  Tree tree;
  DATELINE_TRY(walk_directory(directory, [&](const DirectoryEntry& entry) {
    (entry.is_directory ? tree.directories : tree.files)
        .push_back(entry.path.lexically_relative(directory));
  }));
  std::sort(tree.files.begin(), tree.files.end());
  return tree;
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  struct stat info_a {
  }, info_b{};
  return ::stat(a.c_str(), &info_a) == 0 && ::stat(b.c_str(), &info_b) == 0 &&
         info_a.st_dev == info_b.st_dev && info_a.st_ino == info_b.st_ino;
}

/// Finds out which files are the live generation's own, whose checksums are known and which are on
/// disk.
class LiveFiles {
 public:
  explicit LiveFiles(const std::optional<Generation>& live) {
    if (!live) return;
    directory_ = live->directory();
    for (const FileInfo& file : live->manifest().files) files_.emplace(file.path, &file);
  }
  [[nodiscard]] const FileInfo* find(const fs::path& root, const fs::path& relative) const {
    const FileInfo* known = find(relative);
    return known != nullptr && is_same_file(directory_ / relative, root / relative) ? known
                                                                                    : nullptr;
  }
  /// Error corrupt where the file was copied, as it never changes, and is not what was published.
  [[nodiscard]] Status check_copy(const fs::path& relative, const FileChecksum& checksum) const {
    const FileInfo* known = find(relative);
    const bool never_changes =
        relative.extension() == ".sst" || relative.begin()->string() == "segments";
    if (known == nullptr || !never_changes || known->xxh3 == checksum.xxh3) return {};
    return failure(ErrorCode::corrupt,
                   (directory_ / relative).string() +
                       " is damaged: its bytes are not those that were published",
                   "dateline-index check --full lists all damage, repair mends the index");
  }

 private:
  [[nodiscard]] const FileInfo* find(const fs::path& relative) const {
    const auto found = files_.find(relative.string());
    return found == files_.end() ? nullptr : found->second;
  }

  fs::path directory_;
  std::unordered_map<std::string, const FileInfo*> files_;
};

Status remove_transient_files(const fs::path& store) {
  DATELINE_ASSIGN(const auto entries, list_directory(store));
  for (const fs::path& entry : entries)
    if (is_transient(entry)) DATELINE_TRY(remove_tree(entry));
  return {};
}

/// Checksums what is new, syncs it, and sees to its permissions.
Status seal_files(const fs::path& root, const LiveFiles& live, Manifest& manifest) {
  DATELINE_ASSIGN(const Tree tree, walk(root));
  for (const fs::path& relative : tree.files) {
    if (const FileInfo* known = live.find(root, relative)) {
      manifest.files.push_back(*known);
      continue;
    }
    DATELINE_TRY(limit_permissions(root / relative));
    DATELINE_ASSIGN(const FileChecksum checksum, checksum_file(root / relative));
    DATELINE_TRY(live.check_copy(relative, checksum));
    manifest.files.push_back({relative.string(), checksum.bytes, checksum.xxh3});
    DATELINE_TRY(sync_path(root / relative));
  }
  for (const fs::path& relative : tree.directories) {
    DATELINE_TRY(limit_permissions(root / relative));
    DATELINE_TRY(sync_path(root / relative));
  }
  return {};
}

}  // namespace

Result<WorkArea> WorkArea::create(const IndexLayout& layout,
                                  const std::optional<Generation>& live) {
  WorkArea area(layout.work());
  DATELINE_TRY(remove_tree(area.root_));
  DATELINE_TRY(make_directories(area.root_ / "segments"));
  DATELINE_TRY(make_directories(area.scratch()));
  if (live) DATELINE_TRY(clone_store(live->store(), area.store()));
  return area;
}

Status WorkArea::keep_segment(const Generation& live, const std::string& name) {
  DATELINE_TRY(make_directories(segment(name)));
  DATELINE_ASSIGN(const auto entries, list_directory(live.segment(name)));
  for (const fs::path& entry : entries)
    DATELINE_TRY(link_or_copy(entry, segment(name) / entry.filename()));
  return {};
}

Status WorkArea::publish(const IndexLayout& layout, const std::optional<Generation>& live,
                         Manifest manifest) {
  DATELINE_TRY(remove_tree(scratch()));
  DATELINE_TRY(remove_transient_files(store()));
  manifest.files.clear();
  DATELINE_TRY(seal_files(root_, LiveFiles(live), manifest));
  DATELINE_TRY(write_file_synced(root_ / "lease", ""));
  DATELINE_TRY(write_file_synced(root_ / "MANIFEST.json", serialize_manifest(manifest)));
  DATELINE_TRY(sync_path(root_));
  return publish_folder(layout, root_, generation_name(manifest.generation));
}

Status publish_folder(const IndexLayout& layout, const fs::path& folder, const std::string& name) {
  DATELINE_TRY(make_directories(layout.generations()));
  DATELINE_TRY(rename_synced(folder, layout.generation(name)));
  DATELINE_TRY(sync_path(layout.root));
  return make_current(layout, name);
}

Status make_current(const IndexLayout& layout, const std::string& name) {
  const fs::path next = layout.root / "CURRENT.next";
  DATELINE_TRY(write_file_synced(next, name + "\n"));
  return rename_synced(next, layout.current());
}

Result<std::uint64_t> next_generation(const IndexLayout& layout) {
  std::uint64_t last = 0;
  std::error_code error;
  if (!fs::exists(layout.generations(), error)) return 1;
  DATELINE_ASSIGN(const auto generations, list_directory(layout.generations()));
  for (const fs::path& path : generations)
    last = std::max<std::uint64_t>(last, std::strtoull(path.filename().c_str(), nullptr, 10));
  return last + 1;
}

Status WorkArea::discard() {
  return remove_tree(root_);
}

namespace {

/// Whether no reader holds the generation; it is unlinked under an exclusive lease, so none can
/// come to hold it meanwhile.
Status remove_if_unleased(const fs::path& generation) {
  const fs::path lease = generation / "lease";
  const FileDescriptor fd(::open(lease.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.valid() && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return {};
  ::unlink(lease.c_str());
  return remove_tree(generation);
}

}  // namespace

Status collect_garbage(const IndexLayout& layout, std::size_t keep) {
  DATELINE_ASSIGN(const std::string current, current_generation_name(layout));
  DATELINE_ASSIGN(auto kept, lineage_of(layout, current));
  kept.resize(std::min(kept.size(), std::max<std::size_t>(keep, 1)));
  DATELINE_ASSIGN(const auto names, generation_names(layout));
  for (const std::string& name : names)
    if (std::find(kept.begin(), kept.end(), name) == kept.end())
      DATELINE_TRY(remove_if_unleased(layout.generation(name)));
  return {};
}

}  // namespace dateline
