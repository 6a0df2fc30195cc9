// Evaluations as text for people and as JSON for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluation/evaluation.hpp"

namespace dateline {

struct EvaluationReport {
  std::vector<Metric> metrics;
  Evaluation evaluation;
  std::optional<Evaluation> other;  ///< what it is compared with
  bool per_topic = false;
  std::size_t unjudged_topics = 0;  ///< left out, as the qrels have nothing on them
};

[[nodiscard]] std::string report_to_text(const EvaluationReport& report);
/// One object on one line; dateline-eval(1) describes it.
[[nodiscard]] std::string report_to_json(const EvaluationReport& report);

}  // namespace dateline
