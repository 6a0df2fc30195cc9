// Small whole-file operations that the layout on disk needs: read, write through to the disk, sync,
// checksum.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// The file's bytes; Error io where it cannot be read or is over `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

/// Creates or truncates the file (mode 0640 under the umask) and writes `bytes`; synced to disk.
Status write_file_synced(const std::filesystem::path& path, std::string_view bytes);

/// fsync of a file or a directory.
Status sync_path(const std::filesystem::path& path);

/// Rename, then sync of the directory that holds `to`.
Status rename_synced(const std::filesystem::path& from, const std::filesystem::path& to);

/// Creates the folder and its parents where they are missing (mode 0750 under the umask).
Status make_directories(const std::filesystem::path& path);
/// Takes from a file or a folder what 0640 or 0750 does not have: libraries create theirs as the
/// umask lets them.
Status limit_permissions(const std::filesystem::path& path);
/// Rename without a sync, for what is not yet published.
Status move_path(const std::filesystem::path& from, const std::filesystem::path& to);

/// Whether `to` could be made a hard link to `from`; not across file systems, for example.
[[nodiscard]] bool link_file(const std::filesystem::path& from, const std::filesystem::path& to);
/// Copies bytes and permissions; `to` must not exist. Not synced.
Status copy_whole_file(const std::filesystem::path& from, const std::filesystem::path& to);

struct FileChecksum {
  std::uint64_t bytes;
  std::string xxh3;  ///< XXH3-128, 32 hex digits
};
/// Reads the whole file in pieces of 1 MiB.
Result<FileChecksum> checksum_file(const std::filesystem::path& path);

}  // namespace dateline
