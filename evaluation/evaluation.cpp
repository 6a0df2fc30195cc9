#include "evaluation/evaluation.hpp"

#include "evaluation/randomization_test.hpp"

namespace dateline {
namespace {

MetricDifference compare_metric(const Evaluation& first, const Evaluation& second,
                                std::size_t metric) {
  MetricDifference comparison{first.means[metric] - second.means[metric], 0, 0, 0, 1.0};
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.topics.size(); ++i) {
    const double difference = first.topics[i].values[metric] - second.topics[i].values[metric];
    differences.push_back(difference);
    ++(difference > 0 ? comparison.better : difference < 0 ? comparison.worse : comparison.equal);
  }
  comparison.p_value = randomization_test(differences);
  return comparison;
}

}  // namespace

Evaluation evaluate_run(const TrecRun& run, const Qrels& qrels,
                        const std::vector<std::string>& topics,
                        const std::vector<Metric>& metrics) {
  Evaluation evaluation;
  evaluation.means.assign(metrics.size(), 0.0);
  for (const std::string& topic : topics) {
    const auto hits = run.find(topic);
    const JudgedRanking ranking =
        judge(hits == run.end() ? std::vector<RunHit>() : hits->second, qrels.at(topic));
    TopicValues values{topic, {}};
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      values.values.push_back(measure(metrics[i], ranking));
      evaluation.means[i] += values.values.back();
    }
    evaluation.topics.push_back(std::move(values));
  }
  for (double& mean : evaluation.means) mean /= static_cast<double>(topics.size());
  return evaluation;
}

std::vector<MetricDifference> compare_evaluations(const Evaluation& first,
                                                  const Evaluation& second) {
  std::vector<MetricDifference> comparisons;
  for (std::size_t i = 0; i < first.means.size(); ++i) {
    comparisons.push_back(compare_metric(first, second, i));
  }
  return comparisons;
}

}  // namespace dateline
