// A generation into a folder of backups, and back into an index.
#include "dateline/backup.hpp"

#include "common/base/exception_guard.hpp"
#include "common/base/file_io.hpp"
#include "indexer/maintain/copy_generation.hpp"
#include "indexer/publish/index_lock.hpp"
#include "indexer/publish/index_marks.hpp"
#include "indexer/publish/work_area.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_marker = 64u << 10;

void tell(const CopyOptions& options, std::string_view step) {
  if (options.on_step) options.on_step(step);
}

/// Whether the folder has the mark of backups. Only its beginning counts: people may add to it.
bool is_marked(const fs::path& folder) {
  return read_file(folder / backup_marker_name, longest_marker)
      .map([](const std::string& text) { return text.starts_with(backup_marker_text); })
      .value_or(false);
}

/// The target of a backup: vacant, or a folder of backups.
Status require_backup_folder(const fs::path& folder) {
  const IndexLayout layout{folder};
  DATELINE_ASSIGN(const FolderKind kind, kind_of_folder(layout));
  if (kind == FolderKind::index && is_marked(folder)) return {};
  if (kind != FolderKind::vacant)
    return failure(ErrorCode::usage, folder.string() + " is not empty and holds no backup",
                   "name a folder that is empty, or one that backup made");
  DATELINE_TRY(make_directories(folder));
  return write_file_synced(folder / backup_marker_name, backup_marker_text);
}

Status require_no_backup(const fs::path& folder) {
  if (!is_marked(folder)) return {};
  return failure(ErrorCode::usage,
                 folder.string() + " holds backups and is not an index to restore",
                 "--index names the index, the other folder is the backup");
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
  tell(options, "copying and verifying");
  DATELINE_TRY(remove_work_folder(target.work()));
  DATELINE_TRY(make_work_folder(target.work()));
  const auto report =
      copy_generation(source, generation_there(target.root), target.work(), number, options.copy);
  if (!report) {
    // The next run removes what cannot be removed now.
    static_cast<void>(remove_work_folder(target.work()));
    return report;
  }
  DATELINE_ASSIGN(const Commit commit,
                  publish_folder(target, target.work(), generation_name(number)));
  for (const std::string& warning : tidy_up(target, commit, options.keep))
    if (options.on_warning) options.on_warning(warning);
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
    DATELINE_ASSIGN(const auto lock, IndexLock::acquire(target));
    tell(options, "examining the last backup");
    if (const auto there = generation_there(backup); there && is_sound_copy(*there, source))
      return report_of_nothing_new(there->manifest());
    DATELINE_ASSIGN(const std::uint64_t number, number_in_backup(source, target));
    return copy_and_publish(source, target, number, options);
  });
}

Result<CopyReport> restore_index(const fs::path& backup, const fs::path& index,
                                 std::optional<std::uint64_t> generation,
                                 const CopyOptions& options) {
  return guard_exceptions({"cannot restore", backup}, [&]() -> Result<CopyReport> {
    DATELINE_ASSIGN(const Generation source, open_source(backup, generation));
    DATELINE_TRY(require_no_backup(index));
    const IndexLayout target{index};
    DATELINE_ASSIGN(const auto lock, IndexLock::acquire(target));
    DATELINE_ASSIGN(const std::uint64_t number, next_generation(target));
    return copy_and_publish(source, target, number, options);
  });
}

}  // namespace dateline
