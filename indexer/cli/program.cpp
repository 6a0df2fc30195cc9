#include "indexer/cli/program.hpp"

#include <cstdio>
#include <utility>

#include "common/cli/report.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_memory_mb = 64;
constexpr std::size_t most_memory_mb = 1u << 20;
constexpr unsigned most_jobs = 256;

}  // namespace

CLI::App* Program::add_verb(CLI::App& app, const std::string& name,
                            const std::string& description) {
  CLI::App* command = app.add_subcommand(name, description);
  command->group("Verbs");
  command->set_help_flag("-h,--help", "Print this help and exit");
  command->add_option("--index", settings.index, "The index [DATELINE_INDEX]")->type_name("DIR");
  command->add_flag("-q,--quiet", settings.quiet, "Say nothing but errors and rejects");
  command->add_flag("-v,--verbose", settings.verbose, "Say more");
  return command;
}

void Program::on_chosen(CLI::App* command, std::function<int()> verb) {
  command->callback([this, chosen = std::move(verb)] {
    run = [this, chosen] {
      if (const Status named = require_index_setting(settings); !named) return fail(named.error());
      return chosen();
    };
  });
}

void add_work_options(CLI::App& command, IndexerOptions& options) {
  command.add_option("--jobs", options.jobs, "Worker threads; 0: one for each core")
      ->type_name("N")
      ->check(CLI::Range(0u, most_jobs).description(""));
  command
      .add_option("--memory", options.memory_mb,
                  "Working memory in MB; the process stays below it plus 128 (default 512)")
      ->type_name("MB")
      ->check(CLI::Range(least_memory_mb, most_memory_mb).description(""));
}

int fail(const Error& error) {
  print_error(error, program_name);
  return finish(exit_code(error.code));
}

void say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

Status require_index_setting(const Settings& settings) {
  if (!settings.index.empty()) return {};
  return failure(ErrorCode::usage, "no index is named",
                 "give --index DIR, set DATELINE_INDEX, or put index = \"DIR\" into the "
                 "configuration file");
}

}  // namespace dateline
