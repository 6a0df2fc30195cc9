// Sizes, times and counts as people read them.
#pragma once

#include <cstdint>
#include <string>

#include "common/base/numbers.hpp"

namespace dateline {

/// `1.2 MB` (10^6 bytes, one digit after the point), `850 bytes` below 100,000 bytes.
[[nodiscard]] std::string as_megabytes(std::uint64_t bytes);
/// `0:07`, `12:30`, `1:02:03`
[[nodiscard]] std::string as_clock(double seconds);
/// `1 document`, `2 documents`; the noun takes an s.
[[nodiscard]] std::string count_of(std::uint64_t number, const std::string& noun);

}  // namespace dateline
