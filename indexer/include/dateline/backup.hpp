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

/// What is common to both directions.
struct CopyOptions {
  /// Copy files although they could be hard links: damage of one then leaves the other sound.
  bool copy = false;
  std::size_t keep = 2;  ///< newest generations that stay at the target, the new one included
  std::function<void(std::string_view)> on_step;  ///< what is done next, for people; may be empty
  /// What failed after the copy was live; see IndexerOptions::on_warning. May be empty.
  std::function<void(std::string_view)> on_warning;
};

/// What a backup or a restoration did.
struct CopyReport {
  std::uint64_t generation = 0;  ///< its number at the target
  std::uint64_t documents = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t reused_files = 0;  ///< were at the target already
  std::uint64_t linked_files = 0;
  std::uint64_t copied_files = 0;
  std::uint64_t copied_bytes = 0;
};

/// Copies the live generation of `index` into `backup`, a folder that is new, empty or an earlier
/// backup: files that an earlier one holds are used again. All files are compared with their
/// checksums afterwards; then the new generation takes the place of the last one, at once. Readers
/// and writers of the index go on meanwhile. The folder is an index itself, so it can be searched
/// and checked. Errors: usage (the folder holds something else), not_found (no index), locked
/// (another backup into the folder), corrupt (a file of the index is damaged), io.
Result<CopyReport> backup_index(const std::filesystem::path& index,
                                const std::filesystem::path& backup, const CopyOptions& options);

/// Makes a generation of `backup` (by number; the newest without) the live one of `index`, with the
/// next number there; an index is made where there is none. Errors: as above, locked where another
/// process writes to the index.
Result<CopyReport> restore_index(const std::filesystem::path& backup,
                                 const std::filesystem::path& index,
                                 std::optional<std::uint64_t> generation,
                                 const CopyOptions& options);

}  // namespace dateline
