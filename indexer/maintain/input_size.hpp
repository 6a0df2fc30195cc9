// How many bytes an update will read, for its progress.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

/// Bytes of the files that the paths name, folders recursively; 0 where standard input ("-") is
/// among them. What cannot be looked at counts nothing: the readers will report it. Cost: one stat
/// for each file.
[[nodiscard]] std::uint64_t input_size(const std::vector<std::string>& paths);

}  // namespace dateline
