// A generation in another folder: linked or copied, verified, synced.
#pragma once

#include <filesystem>
#include <optional>

#include "common/format/generation/generation.hpp"
#include "dateline/backup.hpp"

namespace dateline {

/// Makes `folder`, which make_work_folder() made, a whole copy of `source` that calls itself
/// generation `number`. Files that `there` holds with the same checksum are linked from it. The
/// files are verified by their checksums, and everything is synced. On failure, partial output is
/// left in place. Errors: corrupt with the name of a damaged file, io.
Result<CopyReport> copy_generation(const Generation& source, const std::optional<Generation>& there,
                                   const std::filesystem::path& folder, std::uint64_t number,
                                   bool copy);

/// Whether the generation's files are those of `source`, and undamaged.
[[nodiscard]] bool is_sound_copy(const Generation& copy, const Generation& source);

}  // namespace dateline
