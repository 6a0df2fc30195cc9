// dateline-index check: is the live generation sound?
#include <fmt/format.h>

#include <memory>

#include "common/base/terminal_text.hpp"
#include "common/cli/report.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/cli/progress.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

std::string finding_lines(const CheckReport& report) {
  std::string text;
  for (const Finding& finding : report.findings)
    text += escape_controls(finding.place + ": " + finding.fault) + "\n";
  if (report.finding_count > report.findings.size())
    text += fmt::format("... and {} more\n",
                        with_thousands(report.finding_count - report.findings.size()));
  return text;
}

std::string warning_lines(const CheckReport& report) {
  std::string text;
  for (const Finding& warning : report.warnings)
    text += escape_controls("warning: " + warning.place + ": " + warning.fault) + "\n";
  if (report.warning_count > report.warnings.size())
    text += fmt::format("... and {} more\n",
                        with_thousands(report.warning_count - report.warnings.size()));
  return text;
}

std::string conclusion(const CheckReport& report, bool full) {
  std::string text = fmt::format("generation {}: {}, {}", report.generation,
                                 count_of(report.files, "file"), as_megabytes(report.bytes));
  if (full) text += ", " + count_of(report.documents, "document") + " compared";
  text += "; " + (report.finding_count == 0 ? "no fault" : count_of(report.finding_count, "fault"));
  if (report.warning_count > 0) text += ", " + count_of(report.warning_count, "warning");
  return text + "\n";
}

int check_verb(const Settings& settings, CheckOptions options) {
  ProgressLine line(settings.quiet);
  options.on_step = [&line](std::string_view step) { line.show(step); };
  const Result<CheckReport> report = check_index(settings.index, options);
  line.clear();
  if (!report) return fail(report.error());
  write_stdout(finding_lines(*report));
  say(warning_lines(*report), Severity::warning);
  if (!settings.quiet) say(conclusion(*report, options.full));
  return finish(report->finding_count == 0 ? ExitCode::done : ExitCode::io);
}

}  // namespace

void add_check_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(app, "check", "Look for damage in the live generation");
  const auto options = std::make_shared<CheckOptions>();
  command->add_flag("--full", options->full,
                    "Also read every file and compare every document with what is indexed of it");
  command->footer(
      "Faults are printed on standard output, one a line; the exit code is then 74. Files that\n"
      "other programs left in the index are warnings on standard error, if they do no harm.\n"
      "dateline-index repair makes a new generation from what is undamaged.");
  program.on_chosen(command,
                    [&program, options] { return check_verb(program.settings, *options); });
}

}  // namespace dateline
