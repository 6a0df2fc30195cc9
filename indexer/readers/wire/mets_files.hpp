// The files that a METS file names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// Whether a METS file is in the folder of the page, or in the one above it. False for members of
/// archives.
[[nodiscard]] bool is_part_of_mets(const std::string& page);

/// The path of a file beside the METS file or below its folder; nothing where the reference leads
/// elsewhere, or the METS file is in an archive.
[[nodiscard]] std::optional<std::string> path_beside(const std::string& mets,
                                                     std::string_view reference);

/// The bytes of a regular file. Errors: bad_input for one of more than `most` bytes, or that cannot
/// be read.
Result<std::string> read_beside(const std::string& path, std::size_t most);

}  // namespace dateline
