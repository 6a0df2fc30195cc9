// dateline-index stats: what the live generation holds.
#include <memory>

#include "common/cli/report.hpp"
#include "indexer/cli/stats_output.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

struct StatsArguments {
  std::string format = "text";
  std::size_t sources = 20;
};

int stats_verb(const Settings& settings, const StatsArguments& arguments) {
  const Result<IndexStats> stats = index_stats(settings.index, arguments.sources);
  if (!stats) return fail(stats.error());
  write_stdout(arguments.format == "json" ? stats_json(*stats) : stats_text(*stats));
  return finish(ExitCode::done);
}

}  // namespace

void add_stats_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(app, "stats", "Show what the live generation holds");
  const auto arguments = std::make_shared<StatsArguments>();
  command->add_option("--format", arguments->format, "text or json (default text)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  command->add_option("--sources", arguments->sources, "List this many sources (default 20)")
      ->type_name("N");
  program.on_chosen(command,
                    [&program, arguments] { return stats_verb(program.settings, *arguments); });
}

}  // namespace dateline
