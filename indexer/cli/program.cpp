#include "indexer/cli/program.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "common/base/terminal_text.hpp"
#include "common/cli/command_line.hpp"
#include "common/cli/report.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_memory_mb = 64;
constexpr std::size_t most_memory_mb = 1u << 20;
constexpr unsigned most_jobs = 256;
constexpr std::size_t most_kept_generations = 10'000;

/// Whether standard error goes to systemd's journal (systemd.exec(5), JOURNAL_STREAM).
bool is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0) return false;
  return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

}  // namespace

CLI::App* Program::add_verb(CLI::App& app, const std::string& name,
                            const std::string& description) {
  CLI::App* command = add_verb_without_index(app, name, description);
  command->add_option("--index", settings.index, "The index [DATELINE_INDEX]")->type_name("DIR");
  return command;
}

CLI::App* Program::add_verb_without_index(CLI::App& app, const std::string& name,
                                          const std::string& description) {
  CLI::App* command = app.add_subcommand(name, description);
  command->group("Verbs");
  command->set_help_flag("-h,--help", "Print this help and exit");
  command->add_flag("-q,--quiet", settings.quiet, "Print only errors and rejects");
  command->add_flag("-v,--verbose", settings.verbose, "Say more");
  return command;
}

void Program::on_chosen(CLI::App* command, std::function<int()> verb) {
  on_chosen_without_index(command, [this, chosen = std::move(verb)] {
    if (const Status named = require_index(settings.index); !named) return fail(named.error());
    return chosen();
  });
}

void Program::on_chosen_without_index(CLI::App* command, std::function<int()> verb) {
  command->callback([this, chosen = std::move(verb)] { run = chosen; });
}

void add_lock_option(CLI::App& command, IndexerOptions& options) {
  command
      .add_flag_function(
          "--wait{-1}",
          [&options](std::int64_t seconds) { options.wait = std::chrono::seconds(seconds); },
          "Wait for another writer to finish, for at most this many seconds if a number is given")
      ->type_name("[=SECONDS]");
}

void add_work_options(CLI::App& command, IndexerOptions& options) {
  add_lock_option(command, options);
  command
      .add_option("--keep", options.keep, "Generations to keep, the new one included (default 2)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, most_kept_generations).description(""));
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
  say(describe_error(error, program_name), Severity::error);
  return finish(exit_code(error.code));
}

void warn(std::string_view warning) {
  say(fmt::format("{}: warning: {}\n", program_name, escape_controls(std::string(warning))),
      Severity::warning);
}

void say(std::string_view text, Severity severity) {
  static const bool to_journal = is_journal();
  const std::string prefix =
      to_journal ? "<" + std::to_string(static_cast<int>(severity)) + ">" : std::string();
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.append(prefix).append(text.substr(0, end));
    text.remove_prefix(end);
  }
  std::fwrite(lines.data(), 1, lines.size(), stderr);  // nowhere is left to complain
}

}  // namespace dateline
