// Files of a generation against the checksums in its manifest.
#pragma once

#include <string_view>

#include "common/format/generation/generation.hpp"

namespace dateline {

/// Reads all files whose path in the generation begins with `prefix` (all files without). Error
/// corrupt, with a hint, that names the first one whose bytes are not those that were published.
Status verify_files(const Generation& generation, std::string_view prefix = {});

}  // namespace dateline
