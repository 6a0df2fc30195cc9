#include "indexer/cli/update_metrics.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <sstream>
#include <string_view>

#include "common/base/file_io.hpp"
#include "indexer/cli/atomic_file.hpp"

namespace dateline {
namespace {

/// Of the run before; ours have a few kilobytes, devices no end.
constexpr std::size_t longest_metrics = 1u << 20;
constexpr std::string_view last_success = "dateline_update_last_success_timestamp_seconds";

/// Everything is a gauge: each run starts again.
void begin_metric(std::string& text, std::string_view name, std::string_view help) {
  text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
}

template <typename Number>
void add_metric(std::string& text, std::string_view name, std::string_view help, Number value) {
  begin_metric(text, name, help);
  text += fmt::format("{} {}\n", name, value);
}

std::int64_t success_in(const std::string& previous) {
  std::istringstream lines(previous);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(last_success) || line.size() <= last_success.size()) continue;
    std::int64_t time = 0;
    const char* const number = line.data() + last_success.size() + 1;
    if (std::from_chars(number, line.data() + line.size(), time).ec == std::errc()) return time;
  }
  return 0;
}

void add_documents(std::string& text, const IndexCounts& counts) {
  constexpr std::string_view name = "dateline_update_documents";
  begin_metric(text, name, "Documents of the last run, by outcome.");
  const std::array<std::pair<std::string_view, std::uint64_t>, 5> outcomes{
      {{"added", counts.added},
       {"replaced", counts.replaced},
       {"unchanged", counts.unchanged},
       {"superseded", counts.superseded},
       {"removed", counts.removed}}};
  for (const auto& [outcome, count] : outcomes)
    text += fmt::format("{}{{outcome=\"{}\"}} {}\n", name, outcome, count);
}

void add_rejects(std::string& text, const UpdateReport& report) {
  constexpr std::string_view name = "dateline_update_rejects";
  begin_metric(text, name, "Rejects of the last run, by reason.");
  for (const RejectReason reason : all_reject_reasons) {
    const auto found = report.rejected_by_reason.find(reason);
    const std::uint64_t count = found == report.rejected_by_reason.end() ? 0 : found->second;
    text += fmt::format("{}{{reason=\"{}\"}} {}\n", name, to_string(reason), count);
  }
}

void add_report(std::string& text, const UpdateReport& report) {
  add_documents(text, report.counts);
  add_rejects(text, report);
  add_metric(text, "dateline_update_files", "Input files that the last run found.", report.files);
  add_metric(text, "dateline_update_skipped_files", "Of these, unchanged ones that were not read.",
             report.skipped_files);
  add_metric(text, "dateline_update_read_bytes", "Bytes of input that the last run read.",
             report.bytes_read);
  add_metric(text, "dateline_update_skipped_bytes", "Bytes of input in files that were not read.",
             report.skipped_bytes);
  add_metric(text, "dateline_update_text_bytes", "Bytes of text that the last run added.",
             report.counts.text_bytes);
  add_metric(text, "dateline_update_documents_without_text",
             "New and changed documents of the last run that have only a title.",
             report.counts.without_text);
  add_metric(text, "dateline_update_undated_documents",
             "New and changed documents of the last run that have no date.", report.counts.undated);
  add_metric(text, "dateline_update_left_out",
             "Hidden files, links and the like that the last run left out.", report.left_out.all());
  add_metric(text, "dateline_update_publish_seconds", "How long publishing took.",
             report.publish_seconds);
  add_metric(text, "dateline_update_warnings",
             "Failures after the last run had published, which do not affect the generation.",
             report.warnings.size());
  add_metric(text, "dateline_index_generation", "Number of the live generation.",
             report.generation);
  add_metric(text, "dateline_index_documents", "Documents in the live generation.",
             report.index_documents);
  add_metric(text, "dateline_index_bytes", "Bytes of the live generation's files.",
             report.index_bytes);
}

}  // namespace

std::string update_metrics(const UpdateReport* report, const RunEnd& end,
                           const std::string& previous) {
  const bool succeeded = report != nullptr && !report->interrupted;
  std::string text;
  add_metric(text, last_success, "When a run last ended with success; 0: never.",
             succeeded ? end.time : success_in(previous));
  add_metric(text, "dateline_update_last_run_timestamp_seconds", "When a run last ended.",
             end.time);
  add_metric(text, "dateline_update_exit_code", "Exit code of the last run.", end.exit_code);
  add_metric(text, "dateline_update_duration_seconds", "How long the last run took.", end.seconds);
  if (report != nullptr) add_report(text, *report);
  return text;
}

Status write_update_metrics(const std::string& path, const UpdateReport* report,
                            const RunEnd& end) {
  const std::string previous = read_file(path, longest_metrics).value_or(std::string());
  constexpr mode_t readable_by_all = 0644;  // the collector is another user
  DATELINE_ASSIGN(AtomicFile file, AtomicFile::create(path, readable_by_all));
  DATELINE_TRY(file.write(update_metrics(report, end, previous)));
  return file.commit();
}

}  // namespace dateline
