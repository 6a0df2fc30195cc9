// dateline-index: makes and looks after an index. Options in, one library call, output out.
#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/cli/brackets.hpp"
#include "common/cli/command_line.hpp"
#include "common/cli/completion.hpp"
#include "common/cli/report.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

constexpr const char* description = "Makes and maintains an index of dated news.";

constexpr const char* usage_hint = "dateline-index --help shows how to use it";

constexpr const char* footer = R"(Examples:
  dateline-index update --index news.idx articles/ archive.jsonl.zst
  zcat today.jsonl.gz | dateline-index update --index news.idx -
  dateline-index read feed.jsonl
  dateline-index remove --index news.idx agency/2024/0815
  dateline-index stats --index news.idx --format json
  dateline-index export --index news.idx --output backup.jsonl

Exit codes:
  0   done
  2   wrong use of the command, or no such index
  3   done, but some documents were rejected
  5   refused: more documents would be removed than --max-removed allows
  11  the index was made by another version of format or analysis
  70  internal error
  74  a file cannot be read or written, or the index is damaged
  75  another process is writing to the index: try again later
  130, 143  stopped by SIGINT, SIGTERM; what update had read is published

dateline-index VERB --help tells more; see also dateline-index(1), dateline-config(5).)";

void add_verbs(CLI::App& app, Program& program) {
  add_update_verb(app, program);
  add_read_verb(app, program);
  add_formats_verb(app, program);
  add_remove_verb(app, program);
  add_stats_verb(app, program);
  add_check_verb(app, program);
  add_compact_verb(app, program);
  add_rebuild_verb(app, program);
  add_export_verb(app, program);
  add_repair_verb(app, program);
  add_backup_verb(app, program);
  add_restore_verb(app, program);
  add_generations_verb(app, program);
  add_rollback_verb(app, program);
  app.require_subcommand(0, 1);
  app.get_formatter()->label("SUBCOMMAND", "VERB ...");
}

void add_configuration(CLI::App& app, Program& program) {
  app.add_option("--index", program.settings.index, "The index, for any verb")
      ->type_name("DIR")
      ->envname("DATELINE_INDEX");
  add_config_option(app, {});
}

/// Help and version end with 0 on standard output; all that is wrong with a command line with 2.
int end_parsing(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_name() == "ConfigError")
    return fail({ErrorCode::usage,
                 std::string("configuration file ") + error.what(),
                 "dateline-config(5) lists the settings of each verb",
                 {}});
  if (error.get_exit_code() == 0) {
    app.exit(error);
    return finish(ExitCode::done);
  }
  return fail({ErrorCode::usage, error.what(), usage_hint, {}});
}

int run(int argc, char** argv) {
  Program program;
  CLI::App app(description, program_name);
  app.footer(footer);
  app.set_version_flag("--version", version_text(program_name), "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.fallthrough();
  add_verbs(app, program);
  add_configuration(app, program);
  add_completion_option(app);
  try {
    std::vector<std::string> arguments = keep_brackets(app, {argv + 1, argv + argc});
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants it
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return end_parsing(app, error);
  }
  if (program.run) return program.run();
  return fail({ErrorCode::usage, "no command given", usage_hint, {}});
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  umask(umask(0) | 027);  // an index is for its owner and group
  return dateline::run_program(dateline::program_name, dateline::run, argc, argv);
}
