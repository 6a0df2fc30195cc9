// Which segments are merged before a generation is published, so that a search opens few of them
// and a nightly run writes little.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

/// A run of neighbouring segments [first, last) that become one.
struct MergeRun {
  std::size_t first;
  std::size_t last;
  friend bool operator==(const MergeRun&, const MergeRun&) = default;
};

inline constexpr std::size_t max_segments = 12;
/// A segment is merged with the one after it while it is not this many times as large: sizes then
/// fall at least that fast, and each document is rewritten about log_4 (documents / nightly
/// documents) times in its life.
inline constexpr std::uint64_t tier_ratio = 4;

/// `sizes`: bytes of text of the segments, in order; those from `first_new` on were made in this
/// run and become one in any case. Runs come in ascending order, do not overlap, and hold at least
/// two segments each.
std::vector<MergeRun> plan_merges(const std::vector<std::uint64_t>& sizes, std::size_t first_new);

}  // namespace dateline
