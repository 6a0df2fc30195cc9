#include "indexer/maintain/copy_generation.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/base/file_io.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

bool same_content(const FileInfo& a, const FileInfo& b) {
  return a.bytes == b.bytes && a.xxh3 == b.xxh3;
}

bool is_sound(const fs::path& path, const FileInfo& file) {
  const auto checksum = checksum_file(path);
  return checksum && checksum->bytes == file.bytes && checksum->xxh3 == file.xxh3;
}

/// Brings files into a folder, one after the other, and counts how.
class FileCopier {
 public:
  FileCopier(const Generation& source, const std::optional<Generation>& there,
             const fs::path& folder, bool copy)
      : source_(source), there_(there), folder_(folder), copy_(copy) {
    if (!there) return;
    for (const FileInfo& file : there->manifest().files) known_.emplace(file.path, &file);
  }

  Status bring(const FileInfo& file) {
    const fs::path target = folder_ / file.path;
    DATELINE_TRY(add_directory(target.parent_path()));
    ++report_.files;
    report_.bytes += file.bytes;
    if (reuse(file, target)) {
      ++report_.reused_files;
      return {};
    }
    DATELINE_TRY(link_or_copy(file, target));
    DATELINE_TRY(limit_permissions(target));
    DATELINE_TRY(sync_path(target));
    if (is_sound(target, file)) return {};
    return failure(ErrorCode::corrupt,
                   (source_.directory() / file.path).string() +
                       " is damaged: its bytes are not those that were published (checksum)",
                   "dateline-index check --full lists all damage, repair recovers an index");
  }

  Status sync_directories() const {
    // Deeper ones sort after those that hold them.
    for (auto directory = directories_.rbegin(); directory != directories_.rend(); ++directory)
      DATELINE_TRY(sync_path(*directory));
    return {};
  }

  [[nodiscard]] const CopyReport& report() const noexcept { return report_; }

 private:
  Status add_directory(const fs::path& directory) {
    if (!directories_.insert(directory).second) return {};
    for (fs::path above = directory; above != folder_; above = above.parent_path())
      directories_.insert(above);
    return make_directories(directory);
  }

  /// A file that is at the target already, if it is sound.
  bool reuse(const FileInfo& file, const fs::path& target) {
    const auto known = known_.find(file.path);
    if (known == known_.end() || !same_content(*known->second, file)) return false;
    if (!link_file(there_->directory() / file.path, target)) return false;
    if (is_sound(target, file)) return true;
    std::error_code ignored;  // what cannot be removed cannot be replaced, which is then the error
    fs::remove(target, ignored);
    return false;
  }

  Status link_or_copy(const FileInfo& file, const fs::path& target) {
    const fs::path from = source_.directory() / file.path;
    if (!copy_ && link_file(from, target)) {
      ++report_.linked_files;
      return {};
    }
    ++report_.copied_files;
    report_.copied_bytes += file.bytes;
    return copy_whole_file(from, target);
  }

  const Generation& source_;
  const std::optional<Generation>& there_;
  fs::path folder_;
  bool copy_;
  std::unordered_map<std::string, const FileInfo*> known_;
  std::set<fs::path> directories_;
  CopyReport report_;
};

}  // namespace

Result<CopyReport> copy_generation(const Generation& source, const std::optional<Generation>& there,
                                   const fs::path& folder, std::uint64_t number, bool copy) {
  DATELINE_TRY(make_directories(folder / "segments"));
  FileCopier copier(source, there, folder, copy);
  for (const FileInfo& file : source.manifest().files) DATELINE_TRY(copier.bring(file));
  Manifest manifest = source.manifest();
  manifest.generation = number;
  // Numbers of the source mean nothing here.
  manifest.base = there ? there->manifest().generation : 0;
  DATELINE_TRY(write_file_synced(folder / "MANIFEST.json", serialize_manifest(manifest)));
  DATELINE_TRY(copier.sync_directories());
  DATELINE_TRY(sync_path(folder));
  CopyReport report = copier.report();
  report.generation = number;
  report.documents = manifest.documents;
  return report;
}

bool is_sound_copy(const Generation& copy, const Generation& source) {
  const auto& files = copy.manifest().files;
  const auto same_file = [](const FileInfo& a, const FileInfo& b) {
    return a.path == b.path && same_content(a, b);
  };
  if (!std::equal(files.begin(), files.end(), source.manifest().files.begin(),
                  source.manifest().files.end(), same_file))
    return false;
  return std::all_of(files.begin(), files.end(), [&](const FileInfo& file) {
    return is_sound(copy.directory() / file.path, file);
  });
}

}  // namespace dateline
