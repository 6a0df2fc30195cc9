// dateline-index generations and rollback: what there is to go back to, and going back.
#include <fmt/format.h>

#include <memory>

#include "common/cli/report.hpp"
#include "indexer/cli/generations_output.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

int generations_verb(const Settings& settings, const std::string& format) {
  const auto generations = list_generations(settings.index);
  if (!generations) return fail(generations.error());
  write_stdout(format == "json" ? generations_json(*generations) : generations_text(*generations));
  return finish(ExitCode::done);
}

struct RollbackArguments {
  std::optional<std::uint64_t> generation;
  IndexerOptions indexer;
};

int rollback_verb(const Settings& settings, const RollbackArguments& arguments) {
  IndexerOptions options = arguments.indexer;
  options.index = settings.index;
  options.on_warning = warn;
  const auto generation = roll_back(options, arguments.generation);
  if (!generation) return fail(generation.error());
  if (!settings.quiet) say(fmt::format("generation {} is live\n", *generation));
  return finish(ExitCode::done);
}

}  // namespace

void add_generations_verb(CLI::App& app, Program& program) {
  CLI::App* command =
      program.add_verb(app, "generations", "List the generations that the index can go back to");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json (default text)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  program.on_chosen(command,
                    [&program, format] { return generations_verb(program.settings, *format); });
}

void add_rollback_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(app, "rollback", "Make an earlier generation the live one");
  const auto arguments = std::make_shared<RollbackArguments>();
  command
      ->add_option("N", arguments->generation,
                   "Its number (default: the one that the live one was made from)")
      ->type_name("");
  add_lock_option(*command, arguments->indexer);
  command->footer(
      "Nothing is removed: rollback to the later number undoes it, until the next\n"
      "generation is published. Searches follow at once.");
  program.on_chosen(command,
                    [&program, arguments] { return rollback_verb(program.settings, *arguments); });
}

}  // namespace dateline
