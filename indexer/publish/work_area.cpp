#include "indexer/publish/work_area.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/base/directory.hpp"
#include "common/base/exception_guard.hpp"
#include "common/base/file_descriptor.hpp"
#include "common/base/file_io.hpp"
#include "indexer/publish/index_marks.hpp"
#include "indexer/publish/lineage.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// The mark of a work area, and what readers lock in the generation that it becomes.
constexpr const char* lease_name = "lease";
/// The mark that goes last, where a generation is removed.
constexpr const char* manifest_name = "MANIFEST.json";
/// Far more than will ever be made.
constexpr std::uint64_t most_generations = std::uint64_t{1} << 62;

/// Files of a RocksDB folder that belong to a running process, not to the data.
bool is_transient(const fs::path& path) {
  const std::string name = path.filename();
  return name == "LOCK" || name.starts_with("LOG");
}

/// What NFS makes of a file that is removed while somebody has it open.
bool is_left_by_nfs(const fs::path& path) {
  return path.filename().string().starts_with(".nfs");
}

/// A link where the file system allows one, else a copy.
Status link_or_copy(const fs::path& from, const fs::path& to) {
  return link_file(from, to) ? Status() : copy_whole_file(from, to);
}

enum class Tables { linked, symlinked };

Status link_table(const fs::path& from, const fs::path& to, Tables tables) {
  if (tables == Tables::linked) return link_or_copy(from, to);
  std::error_code error;
  fs::create_symlink(fs::absolute(from, error), to, error);
  if (error) return io_failure("cannot link", to, error.value());
  return {};
}

/// Calls `visit` with the files of the generation whose path begins with `prefix`. What else lies
/// there is not ours, and has no place in the next generation.
template <typename Visit>
Status for_each_file(const Generation& generation, std::string_view prefix, Visit&& visit) {
  for (const FileInfo& file : generation.manifest().files)
    if (file.path.starts_with(prefix)) DATELINE_TRY(visit(file));
  return {};
}

/// Tables never change once written; everything else RocksDB rewrites or appends to.
Status clone_store(const Generation& live, const fs::path& root, Tables tables) {
  DATELINE_TRY(make_directories(root / "store"));
  return for_each_file(live, "store/", [&](const FileInfo& file) {
    const fs::path from = live.directory() / file.path, to = root / file.path;
    return from.extension() == ".sst" ? link_table(from, to, tables) : copy_whole_file(from, to);
  });
}

/// What a run begins with.
Status fill(const fs::path& root, const std::optional<Generation>& live, Tables tables) {
  DATELINE_TRY(make_directories(root / "segments"));
  DATELINE_TRY(make_directories(root / "scratch"));
  return live ? clone_store(*live, root, tables) : Status();
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
                   "dateline-index check --full lists all damage, repair recovers the index");
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
    if (relative == lease_name) continue;
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

/// Removes what is in the folder, its mark only when all else is gone for good.
Status remove_marked_folder(const fs::path& folder, std::string_view mark) {
  DATELINE_ASSIGN(const auto entries, list_directory(folder));
  Status removed;
  for (const fs::path& entry : entries) {
    if (entry.filename() == mark) continue;
    const Status gone = remove_tree(entry);
    if (removed) removed = gone;
  }
  DATELINE_TRY(removed);
  DATELINE_TRY(sync_path(folder));
  return remove_tree(folder);
}

Result<fs::path> make_temporary_folder() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  if (error)
    return tl::unexpected(io_failure("cannot find", "a folder for temporary files", error.value()));
  std::string name = (parent / "dateline-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return tl::unexpected(io_failure("cannot create a temporary folder in", parent, errno));
  return fs::path(name);
}

}  // namespace

Status make_work_folder(const fs::path& folder) {
  DATELINE_TRY(make_directories(folder));
  DATELINE_TRY(write_file_synced(folder / lease_name, lease_text));
  return sync_path(folder);
}

Status remove_work_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(folder, error))) return {};
  return remove_marked_folder(folder, lease_name);
}

Result<WorkArea> WorkArea::create(const IndexLayout& layout,
                                  const std::optional<Generation>& live) {
  WorkArea area(layout.work());
  DATELINE_TRY(remove_work_folder(area.root_));
  DATELINE_TRY(make_work_folder(area.root_));
  DATELINE_TRY(fill(area.root_, live, Tables::linked));
  return area;
}

Result<WorkArea> WorkArea::create_apart(const std::optional<Generation>& live) {
  DATELINE_ASSIGN(fs::path folder, make_temporary_folder());
  WorkArea area(std::move(folder));
  if (Status filled = fill(area.root_, live, Tables::symlinked); !filled) {
    static_cast<void>(area.discard());
    return tl::unexpected(std::move(filled.error()));
  }
  return area;
}

Status WorkArea::keep_segment(const Generation& live, const std::string& name) {
  DATELINE_TRY(make_directories(segment(name)));
  return for_each_file(live, "segments/" + name + "/", [&](const FileInfo& file) {
    return link_or_copy(live.directory() / file.path, root_ / file.path);
  });
}

Result<Commit> WorkArea::publish(const IndexLayout& layout, const std::optional<Generation>& live,
                                 Manifest& manifest) {
  DATELINE_TRY(remove_tree(scratch()));
  DATELINE_TRY(remove_transient_files(store()));
  manifest.files.clear();
  DATELINE_TRY(seal_files(root_, LiveFiles(live), manifest));
  DATELINE_TRY(write_file_synced(root_ / manifest_name, serialize_manifest(manifest)));
  DATELINE_TRY(sync_path(root_));
  return publish_folder(layout, root_, generation_name(manifest.generation));
}

Result<Commit> publish_folder(const IndexLayout& layout, const fs::path& folder,
                              const std::string& name) {
  DATELINE_TRY(make_directories(layout.generations()));
  DATELINE_TRY(rename_synced(folder, layout.generation(name)));
  DATELINE_TRY(sync_path(layout.root));
  return make_current(layout, name);
}

Result<Commit> make_current(const IndexLayout& layout, const std::string& name) {
  const fs::path next = layout.root / "CURRENT.next";
  DATELINE_TRY(write_file_synced(next, name + "\n"));
  DATELINE_TRY(move_path(next, layout.current()));
  Commit commit;
  if (Status synced = sync_path(layout.root); !synced) commit.unsynced = std::move(synced.error());
  return commit;
}

Result<std::uint64_t> next_generation(const IndexLayout& layout) {
  std::uint64_t last = 0;
  std::error_code error;
  if (!fs::exists(layout.generations(), error)) return 1;
  DATELINE_ASSIGN(const auto generations, list_directory(layout.generations()));
  for (const fs::path& path : generations) {
    const std::string name = path.filename();
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
    // Also of folders that are not ours: no name may be given twice.
    if (fault == std::errc() && end == name.data() + name.size() && number < most_generations)
      last = std::max(last, number);
  }
  return last + 1;
}

Status WorkArea::discard() {
  return remove_work_folder(root_);
}

namespace {

/// A file below the generation that its manifest does not name and no process of ours writes there:
/// somebody else's, who may want it. Nothing where there is none, or the manifest cannot be read.
/// What cannot be looked at cannot be removed either.
std::optional<fs::path> file_of_somebody(const fs::path& generation) {
  const auto text = read_file(generation / manifest_name, longest_manifest_bytes);
  if (!text) return std::nullopt;
  const auto manifest = parse_manifest(*text, generation / manifest_name, AnalysisVersion::any);
  if (!manifest) return std::nullopt;
  std::unordered_set<std::string> named{lease_name, manifest_name};
  for (const FileInfo& file : manifest->files) named.insert(file.path);
  std::optional<fs::path> strange;
  (void)walk_directory(generation, [&](const DirectoryEntry& entry) {
    const bool expected = entry.is_directory || is_transient(entry.path) ||
                          is_left_by_nfs(entry.path) ||
                          named.contains(entry.path.lexically_relative(generation).string());
    if (!expected && !strange) strange = entry.path;
  });
  return strange;
}

/// Removes a generation of ours that no reader holds; it is unlinked under an exclusive lease, so
/// none can come to hold it meanwhile. Error io also where it holds a file of somebody else's.
Status remove_if_unleased(const fs::path& generation) {
  DATELINE_ASSIGN(const bool own, is_own_generation(generation));
  if (!own) return {};
  if (const auto strange = file_of_somebody(generation))
    return failure(ErrorCode::io,
                   strange->string() + " was not made by Dateline; move it to another place");
  const fs::path lease = generation / lease_name;
  const FileDescriptor fd(::open(lease.c_str(), O_RDONLY | O_CLOEXEC));
  // Without one, its removal was begun before.
  if (!fd.valid() && errno != ENOENT) return io_failure("cannot open", lease, errno);
  if (fd.valid()) {
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
      return errno == EWOULDBLOCK ? Status() : io_failure("cannot lock", lease, errno);
    if (::unlink(lease.c_str()) != 0 && errno != ENOENT)
      return io_failure("cannot remove", lease, errno);
  }
  return remove_marked_folder(generation, manifest_name);
}

Status remove_outdated(const IndexLayout& layout, std::size_t keep,
                       std::vector<std::string>& warnings) {
  DATELINE_ASSIGN(const std::string current, current_generation_name(layout));
  DATELINE_ASSIGN(auto kept, lineage_of(layout, current));
  kept.resize(std::min(kept.size(), std::max<std::size_t>(keep, 1)));
  DATELINE_ASSIGN(const auto names, generation_names(layout));
  for (const std::string& name : names) {
    if (std::find(kept.begin(), kept.end(), name) != kept.end()) continue;
    const Status removed = remove_if_unleased(layout.generation(name));
    if (!removed)
      warnings.push_back("an old generation could not be removed: " + removed.error().message +
                         "; the next run that publishes tries again");
  }
  return {};
}

}  // namespace

std::vector<std::string> tidy_up(const IndexLayout& layout, const Commit& commit,
                                 std::size_t keep) {
  std::vector<std::string> warnings;
  if (commit.unsynced) {
    // CURRENT may be the last one's again after a power loss: that one must still be there.
    warnings.push_back("the new generation is live, but " + commit.unsynced->message +
                       "; a power loss may bring back the previous one, and nothing was removed");
    return warnings;
  }
  const Status tidied = guard_exceptions({"cannot look for old generations in", layout.root},
                                         [&] { return remove_outdated(layout, keep, warnings); });
  if (!tidied)
    warnings.push_back("old generations were not removed: " + tidied.error().message +
                       "; the next run that publishes tries again");
  return warnings;
}

}  // namespace dateline
