#include "indexer/publish/index_marks.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "common/base/directory.hpp"
#include "common/base/file_descriptor.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view digits = "0123456789";
constexpr std::string_view lock_mark = " dateline";
/// How every manifest begins (serialize_manifest).
constexpr std::string_view manifest_begin = "{\n \"format\": ";
/// How CURRENT of every RocksDB begins.
constexpr std::string_view store_begin = "MANIFEST-";
/// Longer than any mark.
constexpr std::size_t head_bytes = 256;

enum class Type { none, file, folder, other };

/// Links are not followed: what they lead to is not in the folder.
Type type_of(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return Type::none;
  if (S_ISDIR(status.st_mode)) return Type::folder;
  return S_ISREG(status.st_mode) ? Type::file : Type::other;
}

/// The first bytes of a regular file; nothing where there is none.
Result<std::optional<std::string>> head_of(const fs::path& path) {
  if (type_of(path) != Type::file) return std::optional<std::string>();
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!fd.valid() && errno == ENOENT) return std::optional<std::string>();
  if (!fd.valid()) return tl::unexpected(io_failure("cannot open", path, errno));
  std::array<char, head_bytes> bytes{};
  const ssize_t got = ::pread(fd.get(), bytes.data(), bytes.size(), 0);
  if (got < 0) return tl::unexpected(io_failure("cannot read", path, errno));
  return std::optional<std::string>(std::in_place, bytes.data(), static_cast<std::size_t>(got));
}

Result<bool> begins_with(const fs::path& path, std::string_view mark) {
  DATELINE_ASSIGN(const auto head, head_of(path));
  return head && head->starts_with(mark);
}

bool is_number(std::string_view name) noexcept {
  return !name.empty() && name.find_first_not_of(digits) == std::string_view::npos;
}

/// A power loss can leave a file without its text, or zeros.
bool is_blank(std::string_view text) noexcept {
  return text.find_first_not_of('\0') == std::string_view::npos;
}

/// What earlier versions wrote, and what other programs write too.
bool is_old_lock_text(std::string_view text) noexcept {
  return text.size() > 1 && text.back() == '\n' && is_number(text.substr(0, text.size() - 1));
}

/// Whether the file may be written to: a writer wrote it, or died before it had.
bool is_own_lock_text(std::string_view text) noexcept {
  return is_blank(text) || is_writers_lock_text(text) || is_old_lock_text(text);
}

bool is_name_in_work(const std::string& name) {
  constexpr std::array<std::string_view, 5> names{"MANIFEST.json", "lease", "scratch", "segments",
                                                  "store"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// `scratch` has entries as part-17 or rebuild-1.
bool is_name_in_scratch(const std::string& name) {
  const std::size_t dash = name.find('-');
  return dash != std::string::npos && is_number(name.substr(dash + 1, 1));
}

template <typename Predicate>
Result<bool> all_names(const fs::path& folder, Predicate&& is_fine) {
  if (type_of(folder) == Type::none) return true;
  DATELINE_ASSIGN(const auto entries, list_directory(folder));
  return std::all_of(entries.begin(), entries.end(),
                     [&](const fs::path& entry) { return is_fine(entry.filename().string()); });
}

/// A work area as earlier versions left it: known by the names of all that is in it, and by its
/// database, unless the run died before it had that.
Result<bool> is_old_work(const fs::path& folder) {
  if (type_of(folder / "segments") != Type::folder) return false;
  DATELINE_ASSIGN(const bool names, all_names(folder, is_name_in_work));
  DATELINE_ASSIGN(const bool segments, all_names(folder / "segments", is_number));
  DATELINE_ASSIGN(const bool scratch, all_names(folder / "scratch", is_name_in_scratch));
  DATELINE_ASSIGN(const bool store, begins_with(folder / "store/CURRENT", store_begin));
  return names && segments && scratch && (store || type_of(folder / "store") == Type::none);
}

/// An empty one may have been left between its making and its mark.
Result<bool> is_own_work(const fs::path& folder) {
  if (type_of(folder) != Type::folder) return false;
  const auto entries = list_directory(folder);
  // Whoever looks without the lock may see it go.
  if (!entries && type_of(folder) == Type::none) return true;
  if (!entries) return tl::unexpected(entries.error());
  if (entries->empty()) return true;
  DATELINE_ASSIGN(const bool marked, begins_with(folder / "lease", lease_text));
  if (marked) return true;
  // Killed between making the mark and writing it.
  if (entries->size() == 1 && entries->front().filename() == "lease") {
    DATELINE_ASSIGN(const auto lease, head_of(entries->front()));
    return lease && is_blank(*lease);
  }
  return is_old_work(folder);
}

Result<bool> is_own_lock(const fs::path& file) {
  DATELINE_ASSIGN(const auto text, head_of(file));
  return text && is_own_lock_text(*text);
}

/// Error io, where one cannot be looked at and none of the others is ours.
Result<bool> has_own_generation(const IndexLayout& layout) {
  if (type_of(layout.generations()) != Type::folder) return false;
  DATELINE_ASSIGN(const auto entries, list_directory(layout.generations()));
  Result<bool> found = false;
  // The newest first: the others may be half removed.
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (!is_number(entry->filename().string())) continue;
    auto own = is_own_generation(*entry);
    if (own && *own) return true;
    if (!own) found = std::move(own);
  }
  return found;
}

Result<bool> is_empty_folder(const fs::path& folder) {
  if (type_of(folder) != Type::folder) return false;
  DATELINE_ASSIGN(const auto entries, list_directory(folder));
  return entries.empty();
}

/// An entry of a folder that is no index yet: of a first run that was killed?
Result<bool> is_left_by_first_run(const fs::path& entry) {
  const std::string name = entry.filename();
  if (name == "work") return is_own_work(entry);
  if (name == "generations") return is_empty_folder(entry);
  DATELINE_ASSIGN(const auto text, head_of(entry));
  if (!text) return false;
  if (name == "LOCK") return is_own_lock_text(*text);
  if (name == backup_marker_name) return is_blank(*text) || *text == backup_marker_text;
  return false;
}

/// Marks that nobody has by accident; not those that are fine only beside others.
Result<bool> has_certain_mark(const IndexLayout& layout) {
  DATELINE_ASSIGN(const auto lock, head_of(layout.lock()));
  if (lock && is_writers_lock_text(*lock)) return true;
  DATELINE_ASSIGN(const bool backup,
                  begins_with(layout.root / backup_marker_name, backup_marker_text));
  if (backup) return true;
  DATELINE_ASSIGN(const bool work, begins_with(layout.work() / "lease", lease_text));
  if (work) return true;
  // An earlier version was killed in its first run.
  return lock && is_old_lock_text(*lock) && type_of(layout.work() / "segments") == Type::folder;
}

struct Contents {
  FolderKind kind = FolderKind::vacant;
  fs::path stranger;  ///< where it is foreign: something in it that is not ours
};

/// The folder is there, and holds no generation.
Result<Contents> contents_without_generation(const IndexLayout& layout) {
  DATELINE_ASSIGN(auto entries, list_directory(layout.root));
  std::erase_if(entries, [](const fs::path& entry) { return entry.filename() == "lost+found"; });
  if (entries.empty()) return Contents{};
  for (const fs::path& entry : entries) {
    DATELINE_ASSIGN(const bool own, is_left_by_first_run(entry));
    if (!own) return Contents{FolderKind::foreign, entry};
  }
  DATELINE_ASSIGN(const bool certain, has_certain_mark(layout));
  if (certain) return Contents{FolderKind::index, {}};
  // Killed between making the first file and writing to it: nothing is in it yet.
  DATELINE_ASSIGN(const auto text, head_of(entries.front()));
  if (entries.size() == 1 && text && is_blank(*text)) return Contents{};
  return Contents{FolderKind::foreign, entries.front()};
}

Result<Contents> contents_of(const IndexLayout& layout) {
  struct stat status {};
  if (::stat(layout.root.c_str(), &status) != 0) {
    if (errno == ENOENT) return Contents{};
    return tl::unexpected(io_failure("cannot examine", layout.root, errno));
  }
  if (!S_ISDIR(status.st_mode)) return Contents{FolderKind::foreign, layout.root};
  DATELINE_ASSIGN(const bool published, has_own_generation(layout));
  if (published) return Contents{FolderKind::index, {}};
  return contents_without_generation(layout);
}

}  // namespace

std::string lock_text(int pid) {
  std::string text = std::to_string(pid).append(lock_mark);
  text.resize(lock_text_bytes - 1, ' ');
  return text.append("\n");
}

bool is_writers_lock_text(std::string_view text) noexcept {
  const std::size_t pid = std::min(text.find_first_not_of(digits), text.size());
  std::string_view rest = text.substr(pid);
  if (pid == 0 || !rest.starts_with(lock_mark)) return false;
  rest.remove_prefix(lock_mark.size());
  return rest.ends_with('\n') && rest.find_first_not_of(' ') == rest.size() - 1;
}

Result<bool> is_own_generation(const fs::path& folder) {
  if (type_of(folder) != Type::folder) return false;
  DATELINE_ASSIGN(const bool listed, begins_with(folder / "MANIFEST.json", manifest_begin));
  if (listed) return true;
  DATELINE_ASSIGN(const auto lease, head_of(folder / "lease"));
  if (!lease) return false;
  if (*lease == lease_text) return true;
  // Of an earlier version, its manifest damaged.
  return lease->empty() && type_of(folder / "segments") == Type::folder &&
         type_of(folder / "store") == Type::folder;
}

Result<FolderKind> kind_of_folder(const IndexLayout& layout) {
  return contents_of(layout).map([](const Contents& contents) { return contents.kind; });
}

bool holds_index(const fs::path& folder) {
  const IndexLayout layout{folder};
  if (type_of(layout.lock()) == Type::none && type_of(layout.current()) == Type::none) return false;
  return kind_of_folder(layout).value_or(FolderKind::foreign) == FolderKind::index;
}

Status require_place_for_index(const IndexLayout& layout) {
  DATELINE_ASSIGN(const Contents contents, contents_of(layout));
  if (contents.kind == FolderKind::foreign && contents.stranger == layout.root)
    return failure(ErrorCode::usage, layout.root.string() + " is not a folder",
                   "--index names the folder of the index");
  if (contents.kind == FolderKind::foreign)
    return failure(ErrorCode::usage,
                   layout.root.string() + " is not an index and is not empty: it holds " +
                       contents.stranger.filename().string(),
                   "name an index, or a folder that is empty or does not exist yet; nothing was "
                   "changed");
  if (contents.kind == FolderKind::vacant) return {};
  if (type_of(layout.lock()) != Type::none) {
    DATELINE_ASSIGN(const bool own, is_own_lock(layout.lock()));
    if (!own)
      return failure(ErrorCode::usage,
                     layout.lock().string() + " was not written by Dateline; nothing was changed",
                     "move it away, and run this again");
  }
  if (type_of(layout.work()) == Type::none) return {};
  DATELINE_ASSIGN(const bool own, is_own_work(layout.work()));
  if (own) return {};
  return failure(ErrorCode::usage,
                 layout.work().string() + " was not made by Dateline; nothing was changed",
                 "move it away: an index needs this name");
}

}  // namespace dateline
