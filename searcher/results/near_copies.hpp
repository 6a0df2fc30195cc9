// Whether two documents tell the same in the same words: reprints, updates, corrections.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline {

/// The runs of four words of a token stream, hashed; of very long ones a fixed part. Ascending.
using Shingles = std::vector<std::uint32_t>;
[[nodiscard]] Shingles shingles_of(std::string_view stream);

/// Whether the shorter one shares more than half of its shingles with the other.
[[nodiscard]] bool are_near_copies(const Shingles& a, const Shingles& b);

}  // namespace dateline
