#include "evaluation/quality_gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace dateline {

Result<QualityGate> parse_gate(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view number = text.substr(std::min(equals + 1, text.size()));
  double least = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), least);
  const bool whole = error == std::errc{} && end == number.data() + number.size();
  if (!whole || !(least >= 0 && least <= 1))
    return failure(ErrorCode::usage, fmt::format("--fail-below {}: no metric and value", text),
                   "a value is between 0 and 1, as in --fail-below ndcg@10=0.45");
  DATELINE_ASSIGN(Metric metric, parse_metric(text.substr(0, equals)));
  return QualityGate{std::move(metric), least};
}

std::vector<std::string> missed_gates(const std::vector<QualityGate>& gates,
                                      const std::vector<Metric>& metrics,
                                      const Evaluation& evaluation) {
  std::vector<std::string> missed;
  for (const QualityGate& gate : gates) {
    const auto metric = std::find_if(metrics.begin(), metrics.end(), [&](const Metric& each) {
      return each.name == gate.metric.name;
    });
    const double mean = evaluation.means[static_cast<std::size_t>(metric - metrics.begin())];
    if (!(mean >= gate.least))
      missed.push_back(
          fmt::format("{} is {:.4f}, below {:.4f}", gate.metric.name, mean, gate.least));
  }
  return missed;
}

}  // namespace dateline
