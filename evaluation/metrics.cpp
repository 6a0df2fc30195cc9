#include "evaluation/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

namespace dateline {
namespace {

enum class Cutoff { none, optional, required };

struct MetricName {
  std::string_view name;
  MetricKind kind;
  Cutoff cutoff;
};

constexpr std::array<MetricName, 6> metric_names{{
    {"map", MetricKind::average_precision, Cutoff::optional},
    {"ndcg", MetricKind::ndcg, Cutoff::optional},
    {"p", MetricKind::precision, Cutoff::required},
    {"recall", MetricKind::recall, Cutoff::required},
    {"mrr", MetricKind::reciprocal_rank, Cutoff::optional},
    {"rprec", MetricKind::r_precision, Cutoff::none},
}};

std::optional<std::size_t> parse_cutoff(std::string_view text) {
  constexpr std::size_t greatest = 1'000'000;
  std::size_t cutoff = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cutoff);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && cutoff >= 1 && cutoff <= greatest ? std::optional(cutoff) : std::nullopt;
}

/// How many hits the metric looks at.
std::size_t depth_of(const Metric& metric, const JudgedRanking& ranking) {
  const std::size_t cutoff =
      metric.cutoff == 0 ? std::numeric_limits<std::size_t>::max() : metric.cutoff;
  return std::min(cutoff, ranking.relevance.size());
}

std::size_t relevant_within(const JudgedRanking& ranking, std::size_t depth) {
  const auto end = ranking.relevance.begin() +
                   static_cast<std::ptrdiff_t>(std::min(depth, ranking.relevance.size()));
  return static_cast<std::size_t>(
      std::count_if(ranking.relevance.begin(), end, [](int relevance) { return relevance > 0; }));
}

double ratio(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

double average_precision(const JudgedRanking& ranking, std::size_t depth) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < depth; ++i) {
    if (ranking.relevance[i] > 0) sum += ratio(++found, i + 1);
  }
  return sum / static_cast<double>(ranking.ideal.size());
}

double discounted_gain(const std::vector<int>& relevance, std::size_t depth) {
  double gain = 0;
  for (std::size_t i = 0; i < std::min(depth, relevance.size()); ++i) {
    gain += std::max(relevance[i], 0) / std::log2(static_cast<double>(i) + 2.0);
  }
  return gain;
}

double ndcg(const Metric& metric, const JudgedRanking& ranking) {
  const std::size_t ideal_depth = metric.cutoff == 0 ? ranking.ideal.size() : metric.cutoff;
  return discounted_gain(ranking.relevance, depth_of(metric, ranking)) /
         discounted_gain(ranking.ideal, ideal_depth);
}

double reciprocal_rank(const JudgedRanking& ranking, std::size_t depth) {
  for (std::size_t i = 0; i < depth; ++i) {
    if (ranking.relevance[i] > 0) return ratio(1, i + 1);
  }
  return 0;
}

}  // namespace

Result<Metric> parse_metric(std::string_view name) {
  const std::size_t at = std::min(name.find('@'), name.size());
  const auto known = std::find_if(metric_names.begin(), metric_names.end(),
                                  [&](const auto& m) { return m.name == name.substr(0, at); });
  if (known != metric_names.end()) {
    const bool has_cutoff = at < name.size();
    const auto cutoff =
        has_cutoff ? parse_cutoff(name.substr(at + 1)) : std::optional<std::size_t>(0);
    const bool fits =
        has_cutoff ? known->cutoff != Cutoff::none : known->cutoff != Cutoff::required;
    if (fits && cutoff) return Metric{known->kind, *cutoff, std::string(name)};
  }
  return failure(ErrorCode::usage, fmt::format("unknown metric {}", name),
                 "metrics are map, map@k, ndcg, ndcg@k, p@k, recall@k, mrr, mrr@k and rprec");
}

JudgedRanking judge(const std::vector<RunHit>& hits, const Judgements& judgements) {
  JudgedRanking ranking;
  ranking.relevance.reserve(hits.size());
  for (const RunHit& hit : hits) {
    const auto judged = judgements.find(hit.key);
    ranking.relevance.push_back(judged == judgements.end() ? 0 : judged->second);
  }
  for (const auto& [key, relevance] : judgements) {
    if (relevance > 0) ranking.ideal.push_back(relevance);
  }
  std::sort(ranking.ideal.begin(), ranking.ideal.end(), std::greater<>());
  return ranking;
}

double measure(const Metric& metric, const JudgedRanking& ranking) {
  if (ranking.ideal.empty()) return 0;
  const std::size_t depth = depth_of(metric, ranking);
  switch (metric.kind) {
    case MetricKind::average_precision:
      return average_precision(ranking, depth);
    case MetricKind::ndcg:
      return ndcg(metric, ranking);
    case MetricKind::precision:
      return ratio(relevant_within(ranking, depth), metric.cutoff);
    case MetricKind::recall:
      return ratio(relevant_within(ranking, depth), ranking.ideal.size());
    case MetricKind::reciprocal_rank:
      return reciprocal_rank(ranking, depth);
    case MetricKind::r_precision:
      return ratio(relevant_within(ranking, ranking.ideal.size()), ranking.ideal.size());
  }
  return 0;
}

}  // namespace dateline
