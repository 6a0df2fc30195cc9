#include "evaluation/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/terminal_text.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;
constexpr int report_version = 1;

using Output = std::back_insert_iterator<std::string>;

std::size_t name_width(const EvaluationReport& report) {
  std::size_t width = std::string_view("metric").size();
  for (const Metric& metric : report.metrics) width = std::max(width, metric.name.size());
  return width;
}

void print_means(const EvaluationReport& report, Output output) {
  const std::size_t width = name_width(report);
  fmt::format_to(output, "{:<{}}    mean\n", "metric", width);
  for (std::size_t i = 0; i < report.metrics.size(); ++i) {
    fmt::format_to(output, "{:<{}}  {:.4f}\n", report.metrics[i].name, width,
                   report.evaluation.means[i]);
  }
}

void print_comparison(const EvaluationReport& report, Output output) {
  const std::size_t width = name_width(report);
  fmt::format_to(output, "{:<{}}    mean   other  difference  better  worse  equal       p\n",
                 "metric", width);
  const auto differences = compare_evaluations(report.evaluation, *report.other);
  for (std::size_t i = 0; i < report.metrics.size(); ++i) {
    const MetricDifference& d = differences[i];
    fmt::format_to(output, "{:<{}}  {:.4f}  {:.4f}     {:+.4f}  {:>6}  {:>5}  {:>5}  {:.4f}\n",
                   report.metrics[i].name, width, report.evaluation.means[i],
                   report.other->means[i], d.difference, d.better, d.worse, d.equal, d.p_value);
  }
}

void print_topics(const EvaluationReport& report, Output output) {
  fmt::format_to(output, "topic");
  for (const Metric& metric : report.metrics) fmt::format_to(output, "\t{}", metric.name);
  fmt::format_to(output, "\n");
  for (std::size_t t = 0; t < report.evaluation.topics.size(); ++t) {
    const TopicValues& topic = report.evaluation.topics[t];
    fmt::format_to(output, "{}", escape_controls(topic.topic));
    for (std::size_t i = 0; i < report.metrics.size(); ++i) {
      fmt::format_to(output, "\t{:.4f}", topic.values[i]);
      if (!report.other) continue;
      fmt::format_to(output, " ({:+.4f})", topic.values[i] - report.other->topics[t].values[i]);
    }
    fmt::format_to(output, "\n");
  }
  fmt::format_to(output, "\n");
}

Json by_metric(const EvaluationReport& report, const std::vector<double>& values) {
  Json object = Json::object();
  for (std::size_t i = 0; i < report.metrics.size(); ++i) {
    object[report.metrics[i].name] = values[i];
  }
  return object;
}

Json comparison_to_json(const EvaluationReport& report) {
  const auto differences = compare_evaluations(report.evaluation, *report.other);
  Json object = Json::object();
  for (std::size_t i = 0; i < report.metrics.size(); ++i) {
    const MetricDifference& d = differences[i];
    object[report.metrics[i].name] = {{"other", report.other->means[i]},
                                      {"difference", d.difference},
                                      {"better", d.better},
                                      {"worse", d.worse},
                                      {"equal", d.equal},
                                      {"p", d.p_value}};
  }
  return object;
}

Json topics_to_json(const EvaluationReport& report, const Evaluation& evaluation) {
  Json object = Json::object();
  for (const TopicValues& topic : evaluation.topics) {
    object[topic.topic] = by_metric(report, topic.values);
  }
  return object;
}

}  // namespace

std::string report_to_text(const EvaluationReport& report) {
  std::string text;
  const Output output(text);
  if (report.per_topic) print_topics(report, output);
  if (report.other) {
    print_comparison(report, output);
  } else {
    print_means(report, output);
  }
  fmt::format_to(output, "{} topics", report.evaluation.topics.size());
  if (report.unjudged_topics > 0)
    fmt::format_to(output, "; {} more without judgements", report.unjudged_topics);
  fmt::format_to(output, "\n");
  return text;
}

std::string report_to_json(const EvaluationReport& report) {
  Json object{{"version", report_version},
              {"topics", report.evaluation.topics.size()},
              {"unjudged_topics", report.unjudged_topics},
              {"means", by_metric(report, report.evaluation.means)}};
  if (report.other) object["comparison"] = comparison_to_json(report);
  if (report.per_topic) {
    object["per_topic"] = topics_to_json(report, report.evaluation);
    if (report.other) object["per_topic_other"] = topics_to_json(report, *report.other);
  }
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dateline
