// A run measured against qrels, topic by topic and on average, and two runs beside each other.
#pragma once

#include <string>
#include <vector>

#include "evaluation/metrics.hpp"

namespace dateline {

struct TopicValues {
  std::string topic;
  std::vector<double> values;  ///< one for each metric
};

struct Evaluation {
  std::vector<TopicValues> topics;  ///< in the order that was given
  std::vector<double> means;        ///< over the topics, one for each metric
};

/// Topics for which a run has no hit count as 0, as with trec_eval -c. Every topic must be in the
/// qrels.
[[nodiscard]] Evaluation evaluate_run(const TrecRun& run, const Qrels& qrels,
                                      const std::vector<std::string>& topics,
                                      const std::vector<Metric>& metrics);

/// One metric of two evaluations of the same topics.
struct MetricDifference {
  double difference;                             ///< mean of the first less mean of the second
  std::size_t better = 0, worse = 0, equal = 0;  ///< topics on which the first is so
  double p_value;                                ///< randomization_test()
};
/// One for each metric.
[[nodiscard]] std::vector<MetricDifference> compare_evaluations(const Evaluation& first,
                                                                const Evaluation& second);

}  // namespace dateline
