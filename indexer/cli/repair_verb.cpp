// dateline-index repair: a new generation from what a damaged one still gives.
#include <memory>

#include "common/cli/report.hpp"
#include "indexer/cli/atomic_file.hpp"
#include "indexer/cli/progress.hpp"
#include "indexer/cli/repair_report.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

struct RepairArguments {
  IndexerOptions indexer;
  std::string report_path;
};

Status write_report(const RepairReport& report, const std::string& path) {
  if (path.empty()) return {};
  if (path == "-") {
    write_stdout(repair_report_json(report));  // finish() knows whether it failed
    return {};
  }
  DATELINE_ASSIGN(AtomicFile file, AtomicFile::create(path));
  DATELINE_TRY(file.write(repair_report_json(report)));
  return file.commit();
}

bool is_whole(const RepairReport& report) {
  return report.lost.empty() && report.lost_unknown == 0 && !report.removed_may_be_back;
}

int repair_verb(const Settings& settings, const RepairArguments& arguments) {
  IndexerOptions options = arguments.indexer;
  options.index = settings.index;
  options.on_warning = warn;
  ProgressLine line(settings.quiet);
  const Result<RepairReport> report =
      repair_index(options, [&line](std::string_view step) { line.show(step); });
  line.clear();
  if (!report) return fail(report.error());
  say(repair_losses(*report));
  if (!settings.quiet) say(repair_summary(*report));
  if (const Status written = write_report(*report, arguments.report_path); !written)
    return fail(written.error());
  return finish(is_whole(*report) ? ExitCode::done : ExitCode::some_rejected);
}

}  // namespace

void add_repair_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(
      app, "repair", "Publish a new generation from what a damaged one still holds");
  const auto arguments = std::make_shared<RepairArguments>();
  command
      ->add_option("--report", arguments->report_path,
                   "What was done and which documents are lost, as JSON; \"-\": standard output")
      ->type_name("FILE");
  add_work_options(*command, arguments->indexer);
  command->footer(
      "The damaged generation is only read. Lost documents are named on standard error, and the\n"
      "exit code is then 3; an update of their input adds them again.\n"
      "Example:\n  dateline-index repair --index news.idx --report lost.json");
  program.on_chosen(command,
                    [&program, arguments] { return repair_verb(program.settings, *arguments); });
}

}  // namespace dateline
