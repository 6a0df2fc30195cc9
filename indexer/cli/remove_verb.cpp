// dateline-index remove: takes documents out by their keys.
#include <fmt/format.h>

#include <memory>

#include "common/base/terminal_text.hpp"
#include "common/cli/report.hpp"
#include "dateline/update.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

struct RemoveArguments {
  std::vector<std::string> keys;
  IndexerOptions indexer;
};

void say_what_was_removed(const Settings& settings, const RemoveReport& report) {
  for (const std::string& key : report.missing)
    say(fmt::format("no document has the key {}\n", escape_controls(key)));
  if (settings.quiet) return;
  say(fmt::format("generation {}: {} removed\n", report.generation,
                  with_thousands(report.removed)));
}

int remove_verb(const Settings& settings, const RemoveArguments& arguments) {
  IndexerOptions options = arguments.indexer;
  options.index = settings.index;
  options.on_warning = warn;
  const Result<RemoveReport> report = remove_keys(options, arguments.keys);
  if (!report) return fail(report.error());
  say_what_was_removed(settings, *report);
  return finish(report->missing.empty() ? ExitCode::done : ExitCode::some_rejected);
}

}  // namespace

void add_remove_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(app, "remove", "Remove documents by key and publish");
  const auto arguments = std::make_shared<RemoveArguments>();
  command->add_option("KEY", arguments->keys, "Keys as search results show them")
      ->type_name("")
      ->required();
  add_work_options(*command, arguments->indexer);
  command->footer(
      "A key that no document has is named on standard error, and the exit code is 3.\n"
      "Example:\n  dateline-index remove --index news.idx agency/2024/0815");
  program.on_chosen(command,
                    [&program, arguments] { return remove_verb(program.settings, *arguments); });
}

}  // namespace dateline
