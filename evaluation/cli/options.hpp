// The command line of dateline-eval as a struct. Nothing that includes this header needs CLI11.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "common/cli/information.hpp"
#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "evaluation/metrics.hpp"
#include "evaluation/quality_gate.hpp"
#include "evaluation/topics.hpp"

namespace dateline {

inline constexpr const char* eval_program_name = "dateline-eval";

struct EvalOptions {
  std::string index;   ///< empty: the run is read, not made
  std::string topics;  ///< with an index
  std::string qrels;   ///< empty: the run is only written
  std::string run;     ///< written with an index, else read
  std::string compare;
  std::string run_tag = "dateline";
  TopicParts topic_parts;
  SearchRequest query;  ///< what is the same for all topics
  std::vector<Metric> metrics;
  std::vector<QualityGate> gates;  ///< their metrics are among `metrics`
  bool per_topic = false;
  bool json = false;
};

/// Reads the arguments. Errors: usage, with a hint.
Result<std::variant<EvalOptions, Information>> parse_eval_options(int argc,
                                                                  const char* const* argv);

}  // namespace dateline
