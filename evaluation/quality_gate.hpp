// --fail-below: the least that an evaluation must reach.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evaluation/evaluation.hpp"

namespace dateline {

struct QualityGate {
  Metric metric;
  double least;
};

/// As in "ndcg@10=0.45", the least between 0 and 1. Error usage.
Result<QualityGate> parse_gate(std::string_view text);

/// A sentence for each gate that the evaluation misses. Every gate's metric must be among
/// `metrics`, those of the evaluation.
[[nodiscard]] std::vector<std::string> missed_gates(const std::vector<QualityGate>& gates,
                                                    const std::vector<Metric>& metrics,
                                                    const Evaluation& evaluation);

}  // namespace dateline
