// dateline-index update: reads input into the index and publishes it.
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <sstream>
#include <utility>

#include "common/analysis/analyzer.hpp"
#include "common/base/terminal_text.hpp"
#include "common/cli/command_line.hpp"
#include "common/cli/report.hpp"
#include "dateline/update.hpp"
#include "indexer/cli/atomic_file.hpp"
#include "indexer/cli/interrupt.hpp"
#include "indexer/cli/progress.hpp"
#include "indexer/cli/reject_printer.hpp"
#include "indexer/cli/update_arguments.hpp"
#include "indexer/cli/update_metrics.hpp"
#include "indexer/cli/update_report.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

constexpr int signal_exit_base = 128;

constexpr const char* examples = R"(Examples:
  dateline-index update --index news.idx articles/
  dateline-index update --index news.idx --map text=story --map date=when feed.jsonl
  dateline-index update --quiet --index news.idx --report news.json /srv/news)";

constexpr std::size_t help_columns = 80;

/// Words in lines that fit a terminal.
std::string wrap(const std::string& words) {
  std::istringstream input(words);
  std::string text, line, word;
  while (input >> word) {
    if (line.size() + word.size() + 1 > help_columns) text += std::exchange(line, {}) + "\n";
    line += " " + word;
  }
  return text + line;
}

std::string footer() {
  return formats_help() + "\nLanguages: none, an ISO 639 code as en, or one of\n" +
         wrap(stemmer_languages()) + "\n\n" + examples;
}

std::string_view name_of(DocumentChange change) noexcept {
  switch (change) {
    case DocumentChange::added:
      return "add";
    case DocumentChange::replaced:
      return "replace";
    case DocumentChange::removed:
      break;
  }
  return "remove";
}

/// Reports on standard error while the update runs, and its outcome.
class Talk {
 public:
  explicit Talk(const Settings& settings)
      : settings_(settings),
        line_(settings.quiet),
        rejects_(settings.verbose ? UINT64_MAX : RejectPrinter::default_limit) {}

  void listen(UpdateOptions& options) {
    if (options.dry_run && settings_.verbose)
      options.on_change = [](std::string_view key, DocumentChange change) {
        write_stdout(std::string(name_of(change)) + " " + escape_controls(key) + "\n");
      };
    if (line_.shown())
      options.on_progress = [this](const UpdateProgress& progress) {
        line_.show(format_progress(progress));
      };
    options.on_reject = [this](const Reject& reject) { say_above(rejects_.next_line(reject)); };
    options.indexer.on_warning = [this](std::string_view warning) {
      line_.clear();
      warn(warning);
    };
  }

  void conclude(const UpdateReport& report, bool dry_run) {
    say_above(rejects_.closing_line());
    line_.clear();
    if (!settings_.quiet) say(update_summary(report, settings_.verbose, dry_run));
  }

 private:
  void say_above(const std::string& text) {
    if (text.empty()) return;
    line_.clear();
    say(text, Severity::warning);
  }

  const Settings& settings_;
  ProgressLine line_;
  RejectPrinter rejects_;
};

/// An update that could not be reported afterwards is not begun.
Status probe_reports(const UpdateArguments& arguments) {
  if (!arguments.report.empty() && arguments.report != "-")
    DATELINE_TRY(AtomicFile::probe(arguments.report));
  if (!arguments.metrics.empty() && !arguments.dry_run)
    DATELINE_TRY(AtomicFile::probe(arguments.metrics));
  return {};
}

Status write_report(const std::string& path, const std::string& json) {
  if (path.empty()) return {};
  if (path == "-") {
    write_stdout(json);
    return {};
  }
  DATELINE_ASSIGN(AtomicFile file, AtomicFile::create(path));
  DATELINE_TRY(file.write(json));
  return file.commit();
}

/// Reports for machines are written of failed runs too: yesterday's would say that all is well.
Status write_reports(const UpdateArguments& arguments, const Result<UpdateReport>& report,
                     const RunEnd& end) {
  DATELINE_TRY(
      write_report(arguments.report, report ? update_report_json(*report, arguments.dry_run)
                                            : update_error_json(report.error(), end.exit_code)));
  if (arguments.metrics.empty() || arguments.dry_run) return {};
  return write_update_metrics(arguments.metrics, report ? &*report : nullptr, end);
}

Result<UpdateReport> run_update(const Settings& settings, UpdateOptions& options) {
  options.stop = &handle_interrupts();
  Talk talk(settings);
  talk.listen(options);
  DATELINE_ASSIGN(UpdateReport report, update(options));
  talk.conclude(report, options.dry_run);
  return report;
}

int code_of(const Result<UpdateReport>& report) {
  if (received_signal() != 0 && (!report || report->interrupted))
    return signal_exit_base + received_signal();
  if (!report) return static_cast<int>(exit_code(report.error().code));
  return static_cast<int>(report->rejected == 0 ? ExitCode::done : ExitCode::some_rejected);
}

/// The run is over, and only the report of it is missing.
Error without_report(Error error, const Result<UpdateReport>& report, bool dry_run) {
  if (report && !dry_run)
    error.hint =
        fmt::format("generation {} is live; only the report is missing", report->generation);
  return error;
}

int update_verb(const CLI::App& app, const Settings& settings, const UpdateArguments& arguments) {
  Result<UpdateOptions> options = update_options(settings, arguments);
  if (!options) return fail(with_config_place(app, std::move(options.error())));
  if (const Status possible = probe_reports(arguments); !possible) return fail(possible.error());
  const auto began = std::chrono::steady_clock::now();
  const Result<UpdateReport> report = run_update(settings, *options);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const int code = code_of(report);
  if (!report) fail(report.error());
  const Status written = write_reports(
      arguments, report, {.time = std::time(nullptr), .seconds = took.count(), .exit_code = code});
  if (report && !written) return fail(without_report(written.error(), report, arguments.dry_run));
  if (!written) say(describe_error(written.error(), program_name), Severity::error);
  const int finished = finish(ExitCode::done);
  return finished == static_cast<int>(ExitCode::done) ? code : finished;
}

}  // namespace

void add_update_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb(
      app, "update",
      "Read files and folders; add new documents, replace changed ones, publish a generation");
  const auto arguments = std::make_shared<UpdateArguments>();
  add_update_arguments(*command, *arguments);
  command->footer(footer());
  program.on_chosen(command, [&app, &program, arguments] {
    return update_verb(app, program.settings, *arguments);
  });
}

}  // namespace dateline
