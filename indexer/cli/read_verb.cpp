// dateline-index read: what update would make of input, as lines of JSON.
#include <fmt/format.h>

#include <memory>

#include "common/cli/command_line.hpp"
#include "common/cli/report.hpp"
#include "dateline/read.hpp"
#include "indexer/cli/interrupt.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/reader_arguments.hpp"
#include "indexer/cli/reject_printer.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

constexpr int signal_exit_base = 128;

constexpr const char* examples = R"(Examples:
  dateline-index read articles/ | head -1
  dateline-index read --quiet feed.jsonl | jq -r '[.date, .title] | @tsv'
  dateline-index read --map text=story --verbose dump.json >documents.jsonl)";

std::string optional_count(std::uint64_t count, std::string_view what) {
  return count == 0 ? std::string() : fmt::format(", {} {}", with_thousands(count), what);
}

std::uint64_t unusable_fields(const ReadReport& report) {
  std::uint64_t sum = 0;
  for (const auto& [field, unusable] : report.unusable_fields) sum += unusable.documents;
  return sum;
}

std::string unusable_lines(const ReadReport& report) {
  std::string lines;
  for (const auto& [field, unusable] : report.unusable_fields)
    lines += fmt::format("{} cannot be read in {}, first in {}; kept as an extra field\n", field,
                         count_of(unusable.documents, "document"), to_string(unusable.first));
  return lines;
}

std::string summary(const ReadReport& report, bool verbose) {
  std::string text = verbose ? unusable_lines(report) : std::string();
  for (const std::string& folder : report.index_folders)
    text += folder + " is an index: it was left out\n";
  text += count_of(report.documents, "document") + " read from " + count_of(report.files, "file");
  text += optional_count(report.without_text, "without text");
  text += optional_count(report.undated, "without a date");
  if (report.ambiguous_dates != 0)
    text += fmt::format(" ({} with an ambiguous date)", with_thousands(report.ambiguous_dates));
  text += optional_count(report.rejected, "rejected");
  text += optional_count(report.left_out.all(), "left out");
  if (const std::uint64_t unusable = unusable_fields(report); unusable != 0)
    text += ", " + count_of(unusable, "field") + " that cannot be read";
  return text + "\n";
}

/// Error cancelled where standard output accepts no more data; finish() knows why.
Status write_line(std::string_view line) {
  if (write_stdout(line)) return {};
  return failure(ErrorCode::cancelled, "standard output accepts no more data");
}

int end_of(const Result<ReadReport>& report) {
  if (!report && report.error().code != ErrorCode::cancelled) return fail(report.error());
  const bool rejected = report && report->rejected > 0;
  const int finished = finish(rejected ? ExitCode::some_rejected : ExitCode::done);
  return received_signal() != 0 ? signal_exit_base + received_signal() : finished;
}

int read_verb(const CLI::App& app, const Settings& settings, const ReaderArguments& arguments) {
  Result<ReaderOptions> reader = reader_options(arguments);
  if (!reader) return fail(with_config_place(app, std::move(reader.error())));
  RejectPrinter rejects(settings.verbose ? UINT64_MAX : RejectPrinter::default_limit);
  ReadOptions options{
      .reader = *std::move(reader),
      .paths = arguments.paths,
      .on_reject =
          [&rejects](const Reject& reject) { say(rejects.next_line(reject), Severity::warning); },
      .stop = &handle_interrupts()};
  const Result<ReadReport> report = read_documents(options, write_line);
  say(rejects.closing_line("--verbose shows all"), Severity::warning);
  if (report && !settings.quiet) say(summary(*report, settings.verbose));
  return end_of(report);
}

}  // namespace

void add_read_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb_without_index(
      app, "read", "Print the documents of files and folders as lines of JSON; needs no index");
  const auto arguments = std::make_shared<ReaderArguments>();
  add_reader_arguments(*command, *arguments);
  command->footer(formats_help() + "\n" + examples);
  program.on_chosen_without_index(command, [&app, &program, arguments] {
    return read_verb(app, program.settings, *arguments);
  });
}

}  // namespace dateline
