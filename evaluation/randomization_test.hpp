// Whether one ranking beats another, or only had the luckier topics.
#pragma once

#include <vector>

namespace dateline {

/// The paired randomisation test (Fisher's; Smucker, Allan, Carterette: A comparison of statistical
/// significance tests for information retrieval evaluation, CIKM 2007): how likely a mean
/// difference as far from 0 as this one would be if each topic's two values had been swapped by the
/// toss of a coin. Two-sided. Exact up to 16 topics that differ, else over 100,000 samples from a
/// fixed seed. 1 where nothing differs.
[[nodiscard]] double randomization_test(const std::vector<double>& differences);

}  // namespace dateline
