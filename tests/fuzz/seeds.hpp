// What fuzzing starts from: a target's examples, and what careless and hostile senders make of
// them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.hpp"

namespace dateline::fuzz {

inline constexpr std::size_t seeds_per_target = 256;

/// The examples, then variations of them (cut off, bytes struck out, doubled, put in, swapped, two
/// examples joined) until there are seeds_per_target. The same each time.
[[nodiscard]] std::vector<std::string> seeds_of(const FuzzTarget& target);

}  // namespace dateline::fuzz
