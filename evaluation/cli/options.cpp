#include "evaluation/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "common/cli/command_line.hpp"
#include "common/cli/completion.hpp"
#include "dateline/search_parameters.hpp"

namespace dateline {
namespace {

constexpr const char* description =
    "Measures how well an index, or the run of any engine, answers judged topics.";
constexpr std::size_t usual_depth = 1000;

constexpr const char* footer = R"(Examples:
  dateline-eval --index news.idx --topics topics.jsonl --qrels qrels.tsv
  dateline-eval --index news.idx --topics topics.sgml --topic-parts title,desc --qrels qrels.txt
  dateline-eval --index news.idx --topics topics.tsv --qrels qrels.tsv --run today.run
  dateline-eval --run today.run --qrels qrels.tsv --compare yesterday.run --per-topic
  dateline-eval --index news.idx --topics t.tsv --qrels q.tsv --fail-below ndcg@10=0.45

Exit codes:
  0   done
  2   wrong use of the command, or a file that does not hold topics, qrels or a run
  4   a mean is below --fail-below
  11  the index was made by another version of format or analysis
  70  internal error
  74  a file cannot be read or written, or the index is damaged

dateline-eval(1) describes the files and the metrics.)";

/// What CLI11 fills, before it is checked.
struct EvalArguments {
  std::string metrics = "map,ndcg@10,p@10,recall@1000,mrr";
  std::vector<std::string> gates;
  std::string topic_parts = "title";
  std::size_t depth = usual_depth;
  std::string format = "text";
  std::string recency;
};

void add_input_options(CLI::App& app, EvalArguments& arguments, EvalOptions& options) {
  app.add_option("--index", options.index, "The index to search; without it, --run is read")
      ->type_name("DIR");
  app.add_option("--topics", options.topics, "Topics to search for: TREC SGML, TSV or JSON Lines")
      ->type_name("FILE");
  app.add_option("--topic-parts", arguments.topic_parts,
                 "Parts of TREC topics: title,desc,narr (default title)")
      ->type_name("PARTS");
  app.add_option("--qrels", options.qrels, "What is relevant: TREC or BEIR qrels")
      ->type_name("FILE");
  app.add_option("--run", options.run, "TREC run: written with --index, else evaluated")
      ->type_name("FILE");
  app.add_option("--compare", options.compare, "TREC run to compare with")->type_name("RUN");
  app.add_option("--depth", arguments.depth, "Hits for each topic (default 1000)")
      ->type_name("N")
      ->check(CLI::Range(1, static_cast<int>(max_rank)));
  app.add_flag("--feedback", options.query.feedback, "Search as dateline-search --feedback does");
  app.add_option("--recency", arguments.recency, "Search as dateline-search --recency does")
      ->type_name("HOW");
  app.add_option("--run-tag", options.run_tag, "Last field of --run (default dateline)")
      ->type_name("TAG");
}

void add_output_options(CLI::App& app, EvalArguments& arguments, EvalOptions& options) {
  app.add_option("--metrics", arguments.metrics,
                 "Separated by commas (default " + arguments.metrics + ")")
      ->type_name("METRICS");
  app.add_flag("--per-topic", options.per_topic, "Show each topic as well");
  app.add_option("--fail-below", arguments.gates, "Exit code 4 if the mean is lower")
      ->type_name("METRIC=VALUE")
      ->allow_extra_args(false);
  app.add_option("--format", arguments.format, "text or json")->type_name("FORMAT");
}

std::vector<std::string> split_at_commas(const std::string& list) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    items.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return items;
}

void add_metric(const Metric& metric, std::vector<Metric>& metrics) {
  const auto same = [&](const Metric& other) { return other.name == metric.name; };
  if (std::none_of(metrics.begin(), metrics.end(), same)) metrics.push_back(metric);
}

Result<TopicParts> parse_topic_parts(const std::string& list) {
  TopicParts parts{false, false, false};
  for (const std::string& name : split_at_commas(list)) {
    bool* const part = name == "title"  ? &parts.title
                       : name == "desc" ? &parts.description
                       : name == "narr" ? &parts.narrative
                                        : nullptr;
    if (part == nullptr)
      return failure(ErrorCode::usage, fmt::format("--topic-parts {}: no such part", name),
                     "parts are title, desc and narr, separated by commas");
    *part = true;
  }
  return parts;
}

Status convert(const EvalArguments& arguments, EvalOptions& options) {
  for (const std::string& name : split_at_commas(arguments.metrics)) {
    DATELINE_ASSIGN(const Metric metric, parse_metric(name));
    add_metric(metric, options.metrics);
  }
  for (const std::string& text : arguments.gates) {
    DATELINE_ASSIGN(QualityGate gate, parse_gate(text));
    add_metric(gate.metric, options.metrics);
    options.gates.push_back(std::move(gate));
  }
  DATELINE_ASSIGN(options.topic_parts, parse_topic_parts(arguments.topic_parts));
  options.query.limit = arguments.depth;
  DATELINE_TRY(set_parameter(*find_search_parameter("recency", ParameterPlace::cli),
                             ParameterPlace::cli, arguments.recency, options.query));
  options.json = arguments.format == "json";
  if (!options.json && arguments.format != "text")
    return failure(ErrorCode::usage, fmt::format("--format {}: no such value", arguments.format),
                   "--format is text or json");
  return {};
}

Status check_combination(const EvalOptions& options) {
  if (options.run_tag.empty())
    return failure(ErrorCode::usage, "--run-tag must not be empty",
                   "each line of a run has six fields");
  if (options.index.empty() && options.run.empty())
    return failure(ErrorCode::usage, "nothing to evaluate",
                   "give --index DIR and --topics FILE, or --run FILE");
  if (options.index.empty() != options.topics.empty())
    return failure(ErrorCode::usage, "--index and --topics must be given together",
                   "to evaluate an existing run, give only --run and --qrels");
  if (options.qrels.empty() && (options.index.empty() || options.run.empty()))
    return failure(ErrorCode::usage, "no qrels to measure with",
                   "give --qrels FILE; only --index, --topics and --run together need none");
  if (options.qrels.empty() && (!options.gates.empty() || !options.compare.empty()))
    return failure(ErrorCode::usage, "--fail-below and --compare need qrels", "give --qrels FILE");
  return {};
}

}  // namespace

Result<std::variant<EvalOptions, Information>> parse_eval_options(int argc,
                                                                  const char* const* argv) {
  using Parsed = std::variant<EvalOptions, Information>;
  CLI::App app(description, eval_program_name);
  EvalArguments arguments;
  EvalOptions options;
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(footer);
  app.set_version_flag("--version", version_text(eval_program_name));
  add_input_options(app, arguments, options);
  add_output_options(app, arguments, options);
  add_completion_option(app);
  DATELINE_ASSIGN(
      auto information,
      parse_command_line(app, {argv + 1, argv + argc},
                         {.program = eval_program_name, .settings = {}, .explain = {}}));
  if (information) return Parsed(std::move(*information));
  DATELINE_TRY(convert(arguments, options));
  DATELINE_TRY(check_combination(options));
  return Parsed(std::move(options));
}

}  // namespace dateline
