// A generation into a folder of backups, and back into an index.
#include "dateline/backup.hpp"

#include "common/directory.hpp"
#include "common/exception_guard.hpp"
#include "common/file_io.hpp"
#include "indexer/build/index_lock.hpp"
#include "indexer/build/work_area.hpp"
#include "indexer/maintain/copy_generation.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Lies in a folder of backups, and says what it is.
constexpr const char* marker_name = "BACKUP";
constexpr std::string_view marker_text =
    "This folder holds backups that dateline-index backup made. dateline-index restore reads it.\n";

void tell(const CopyOptions& options, std::string_view step) {
  if (options.on_step) options.on_step(step);
}

/// Whether nothing is there but what a new file system has.
Result<bool> is_vacant(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return true;
  DATELINE_ASSIGN(const auto entries, list_directory(folder));
  for (const fs::path& entry : entries)
    if (entry.filename() != "lost+found") return false;
  return true;
}

Status require_backup_folder(const fs::path& folder) {
  std::error_code ignored;
  if (fs::is_regular_file(folder / marker_name, ignored)) return {};
  DATELINE_ASSIGN(const bool vacant, is_vacant(folder));
  if (!vacant)
    return failure(ErrorCode::usage, folder.string() + " is not empty and holds no backup",
                   "name a folder that is empty, or one that backup made");
  DATELINE_TRY(make_directories(folder));
  return write_file_synced(folder / marker_name, marker_text);
}

Status require_place_for_index(const fs::path& folder) {
  std::error_code ignored;
  if (fs::exists(folder / marker_name, ignored))
    return failure(ErrorCode::usage, folder.string() + " holds backups and is no index to restore",
                   "--index names the index, the other folder is the backup");
  if (fs::is_directory(IndexLayout{folder}.generations(), ignored)) return {};
  DATELINE_ASSIGN(const bool vacant, is_vacant(folder));
  if (vacant) return make_directories(folder);
  return failure(ErrorCode::usage, folder.string() + " is not empty and is no index",
                 "name an index, or a folder that is empty");
}

/// The live generation at the target, for what can be used again of it; damage of it does not
/// matter.
std::optional<Generation> generation_there(const fs::path& folder) {
  auto there = Generation::open_current(folder, AnalysisVersion::any);
  if (!there) return std::nullopt;
  return std::move(*there);
}

/// Copies into the target's work area and publishes there.
Result<CopyReport> copy_and_publish(const Generation& source, const IndexLayout& target,
                                    std::uint64_t number, const CopyOptions& options) {
  const auto there = generation_there(target.root);
  DATELINE_TRY(remove_tree(target.work()));
  const auto report = copy_generation(source, there, target.work(), number, options.copy);
  if (!report) {
    // The next run removes what cannot be removed now.
    static_cast<void>(remove_tree(target.work()));
    return report;
  }
  DATELINE_TRY(publish_folder(target, target.work(), generation_name(number)));
  return report;
}

/// The source's own number where it is free, so that a backup and its index speak of the same.
Result<std::uint64_t> number_in_backup(const Generation& source, const IndexLayout& target) {
  DATELINE_ASSIGN(const std::uint64_t next, next_generation(target));
  return std::max(next, source.manifest().generation);
}

CopyReport report_of_nothing_new(const Manifest& manifest) {
  CopyReport report;
  report.generation = manifest.generation;
  report.documents = manifest.documents;
  report.files = report.reused_files = manifest.files.size();
  for (const FileInfo& file : manifest.files) report.bytes += file.bytes;
  return report;
}

Result<Generation> open_source(const fs::path& backup, std::optional<std::uint64_t> number) {
  if (!number) return Generation::open_current(backup, AnalysisVersion::any);
  const std::string name = generation_name(*number);
  std::error_code ignored;
  if (!fs::exists(IndexLayout{backup}.generation(name), ignored))
    return failure(ErrorCode::not_found,
                   backup.string() + " has no generation " + std::to_string(*number),
                   "dateline-index generations --index " + backup.string() + " lists them");
  return Generation::open(backup, name, AnalysisVersion::any);
}

}  // namespace

Result<CopyReport> backup_index(const fs::path& index, const fs::path& backup,
                                const CopyOptions& options) {
  return guard_exceptions({"cannot back up", index}, [&]() -> Result<CopyReport> {
    DATELINE_ASSIGN(const Generation source, Generation::open_current(index, AnalysisVersion::any));
    DATELINE_TRY(require_backup_folder(backup));
    const IndexLayout target{backup};
    DATELINE_ASSIGN(const auto lock, IndexLock::acquire(target.lock()));
    tell(options, "looking at the last backup");
    if (const auto there = generation_there(backup); there && is_sound_copy(*there, source))
      return report_of_nothing_new(there->manifest());
    DATELINE_ASSIGN(const std::uint64_t number, number_in_backup(source, target));
    tell(options, "copying and verifying");
    DATELINE_ASSIGN(const CopyReport report, copy_and_publish(source, target, number, options));
    DATELINE_TRY(collect_garbage(target, options.keep));
    return report;
  });
}

Result<CopyReport> restore_index(const fs::path& backup, const fs::path& index,
                                 std::optional<std::uint64_t> generation,
                                 const CopyOptions& options) {
  return guard_exceptions({"cannot restore", backup}, [&]() -> Result<CopyReport> {
    DATELINE_ASSIGN(const Generation source, open_source(backup, generation));
    DATELINE_TRY(require_place_for_index(index));
    const IndexLayout target{index};
    DATELINE_ASSIGN(const auto lock, IndexLock::acquire(target.lock()));
    DATELINE_ASSIGN(const std::uint64_t number, next_generation(target));
    tell(options, "copying and verifying");
    DATELINE_ASSIGN(const CopyReport report, copy_and_publish(source, target, number, options));
    DATELINE_TRY(collect_garbage(target, options.keep));
    return report;
  });
}

}  // namespace dateline
