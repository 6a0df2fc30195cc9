// Copies of a generation: into a folder of backups, and back into an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// Options of both directions.
struct CopyOptions {
  /// Copy files even if they could be hard links, so that damage to one does not affect the other.
  bool copy = false;
  std::size_t keep = 2;  ///< newest generations that stay at the target, the new one included
  std::function<void(std::string_view)> on_step;  ///< progress messages for display; may be empty
  /// What failed after the copy was live; see IndexerOptions::on_warning. May be empty.
  std::function<void(std::string_view)> on_warning;
};

/// What a backup or a restoration did.
struct CopyReport {
  std::uint64_t generation = 0;  ///< its number at the target
  std::uint64_t documents = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t reused_files = 0;  ///< already at the target
  std::uint64_t linked_files = 0;
  std::uint64_t copied_files = 0;
  std::uint64_t copied_bytes = 0;
};

/// Copies the live generation of `index` into `backup`, a folder that is new, empty or an earlier
/// backup; files already in the backup are reused. All files are verified by their checksums
/// afterwards; then the new generation replaces the last one in one step. Readers and writers of
/// the index can continue. The folder is an index itself, so it can be searched and checked.
/// Errors: usage (the folder holds something else), not_found (no index), locked (another backup
/// into the folder), corrupt (a file of the index is damaged), io.
Result<CopyReport> backup_index(const std::filesystem::path& index,
                                const std::filesystem::path& backup, const CopyOptions& options);

/// Makes a generation of `backup` (by number; the newest without) the live one of `index`, with the
/// next number there; an index is created if there is none. Errors: as above, locked if another
/// process writes to the index.
Result<CopyReport> restore_index(const std::filesystem::path& backup,
                                 const std::filesystem::path& index,
                                 std::optional<std::uint64_t> generation,
                                 const CopyOptions& options);

}  // namespace dateline
