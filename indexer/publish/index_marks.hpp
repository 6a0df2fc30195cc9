// By what a folder is known to be ours: nothing else is ever written to or removed.
#pragma once

#include <string>
#include <string_view>

#include "common/format/generation/generation.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// In a work area from its first moment, and in the generation that it becomes: the text of its
/// file `lease`. Generations of earlier versions have an empty one.
inline constexpr std::string_view lease_text = "dateline generation\n";
/// Lies in a folder of backups, and says what it is.
inline constexpr const char* backup_marker_name = "BACKUP";
inline constexpr std::string_view backup_marker_text =
    "This folder holds backups that dateline-index backup made. dateline-index restore reads it.\n";

/// Every lock text is as long as this: one write replaces the whole of the last one, so that a
/// power loss leaves the old text, the new text or zeros, never a mixture.
inline constexpr std::size_t lock_text_bytes = 24;

/// What LOCK holds while the process writes.
[[nodiscard]] std::string lock_text(int pid);
/// Whether a LOCK holds such a text.
[[nodiscard]] bool is_writers_lock_text(std::string_view text) noexcept;

/// Whether the folder is a generation that this program made, be it damaged or half removed. Error
/// io, if that cannot be found out.
Result<bool> is_own_generation(const std::filesystem::path& folder);

enum class FolderKind {
  vacant,   ///< not there, or empty but for what a new file system has
  index,    ///< an index, a folder of backups, or what is left of a first run that was killed
  foreign,  ///< anything else
};
/// What lies in the folder that is named as an index; it is only looked at. Error io.
Result<FolderKind> kind_of_folder(const IndexLayout& layout);

/// Whether the folder is an index or a folder of backups, be it one that is just being made. What
/// cannot be looked at is none. Of other folders, asks for two names only.
[[nodiscard]] bool holds_index(const std::filesystem::path& folder);

/// Done where an index may be written to the folder: it is vacant, or an index in which `LOCK` and
/// `work` are ours too. Error usage, which names what is not ours; io. Nothing is changed.
Status require_place_for_index(const IndexLayout& layout);

}  // namespace dateline
