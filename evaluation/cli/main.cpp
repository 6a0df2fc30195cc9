// dateline-eval: options in, topics through the library, means out.
#include <fmt/format.h>

#include <fstream>
#include <utility>

#include "common/cli/report.hpp"
#include "evaluation/cli/options.hpp"
#include "evaluation/report.hpp"
#include "evaluation/topic_search.hpp"

namespace dateline {
namespace {

/// Beside those of all programs: a mean is below --fail-below.
constexpr int exit_below_gate = 4;

Status write_run(const std::string& path, const std::string& run) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << run;
  file.close();
  if (file) return {};
  return failure(ErrorCode::io, fmt::format("cannot write {}", path),
                 "check that the folder exists, and that there is space");
}

/// The run as text, made or written by an index; and its topics in their order.
struct SearchedTopics {
  std::string run;
  std::vector<std::string> ids;
};

Result<SearchedTopics> search(const EvalOptions& options) {
  DATELINE_ASSIGN(const auto topics, read_topics(options.topics, options.topic_parts));
  DATELINE_ASSIGN(const Searcher searcher, Searcher::open(options.index));
  SearchedTopics searched;
  DATELINE_ASSIGN(searched.run, search_topics(searcher, topics, options.query, options.run_tag));
  for (const Topic& topic : topics) searched.ids.push_back(topic.id);
  if (!options.run.empty()) DATELINE_TRY(write_run(options.run, searched.run));
  return searched;
}

std::vector<std::string> judged_topics(const Qrels& qrels) {
  std::vector<std::string> ids;
  for (const auto& [topic, judgements] : qrels) ids.push_back(topic);
  return ids;
}

/// Takes topics without judgements out; how many there were.
std::size_t drop_unjudged(std::vector<std::string>& ids, const Qrels& qrels) {
  return std::erase_if(ids, [&](const std::string& id) { return qrels.count(id) == 0; });
}

/// What is measured: a run and the topics that it is measured on.
struct MeasuredRun {
  TrecRun run;
  std::vector<std::string> topics;
  std::size_t unjudged = 0;
};

Result<MeasuredRun> run_to_measure(const EvalOptions& options, const Qrels& qrels) {
  MeasuredRun measured;
  if (options.index.empty()) {
    DATELINE_ASSIGN(measured.run, read_run(options.run));
    measured.topics = judged_topics(qrels);
    return measured;
  }
  DATELINE_ASSIGN(SearchedTopics searched, search(options));
  DATELINE_ASSIGN(measured.run, parse_run(searched.run, "the run"));
  measured.topics = std::move(searched.ids);
  measured.unjudged = drop_unjudged(measured.topics, qrels);
  if (measured.topics.empty())
    return failure(ErrorCode::usage,
                   fmt::format("{} judges none of the topics of {}", options.qrels, options.topics),
                   "check that both use the same topic ids");
  return measured;
}

Result<EvaluationReport> evaluate(const EvalOptions& options) {
  DATELINE_ASSIGN(const Qrels qrels, read_qrels(options.qrels));
  DATELINE_ASSIGN(const MeasuredRun measured, run_to_measure(options, qrels));
  EvaluationReport report;
  report.metrics = options.metrics;
  report.per_topic = options.per_topic;
  report.unjudged_topics = measured.unjudged;
  report.evaluation = evaluate_run(measured.run, qrels, measured.topics, options.metrics);
  if (!options.compare.empty()) {
    DATELINE_ASSIGN(const TrecRun other, read_run(options.compare));
    report.other = evaluate_run(other, qrels, measured.topics, options.metrics);
  }
  return report;
}

int fail(const Error& error) {
  print_error(error, eval_program_name);
  return finish(exit_code(error.code));
}

int finish_with_gates(const EvalOptions& options, const Evaluation& evaluation) {
  const auto missed = missed_gates(options.gates, options.metrics, evaluation);
  for (const std::string& sentence : missed)
    fmt::print(stderr, "{}: {}\n", eval_program_name, sentence);
  const int code = finish(ExitCode::done);
  return code == 0 && !missed.empty() ? exit_below_gate : code;
}

int run(int argc, char** argv) {
  const auto parsed = parse_eval_options(argc, argv);
  if (!parsed) return fail(parsed.error());
  if (const auto* information = std::get_if<Information>(&*parsed)) {
    write_stdout(information->text);
    return finish(ExitCode::done);
  }
  const auto& options = std::get<EvalOptions>(*parsed);
  if (options.qrels.empty()) {
    const auto searched = search(options);
    return searched ? finish(ExitCode::done) : fail(searched.error());
  }
  const auto report = evaluate(options);
  if (!report) return fail(report.error());
  write_stdout(options.json ? report_to_json(*report) : report_to_text(*report));
  return finish_with_gates(options, report->evaluation);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  return dateline::run_program(dateline::eval_program_name, dateline::run, argc, argv);
}
