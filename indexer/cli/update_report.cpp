#include "indexer/cli/update_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "indexer/cli/quantities.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr int report_version = 1;
/// The rate of a small input says only how long publishing takes.
constexpr std::uint64_t least_rated_bytes = 1'000'000;

Json reject_json(const Reject& reject) {
  Json object;
  object["file"] = reject.position.file;
  if (reject.position.line != 0) object["line"] = reject.position.line;
  object["offset"] = reject.position.offset;
  object["reason"] = to_string(reject.reason);
  object["detail"] = reject.detail;
  return object;
}

void add_counts(Json& object, const IndexCounts& counts) {
  object["added"] = counts.added;
  object["replaced"] = counts.replaced;
  object["unchanged"] = counts.unchanged;
  object["superseded"] = counts.superseded;
  object["removed"] = counts.removed;
  object["kept_apart"] = counts.kept_apart;
  object["ids_in_several_files"] = counts.ids_in_several_files;
}

void add_rejects(Json& object, const UpdateReport& report) {
  object["rejected"] = report.rejected;
  Json& by_reason = object["rejected_by_reason"] = Json::object();
  for (const auto& [reason, count] : report.rejected_by_reason)
    by_reason[std::string(to_string(reason))] = count;
  Json& rejects = object["rejects"] = Json::array();
  for (const Reject& reject : report.rejects) rejects.push_back(reject_json(reject));
}

void add_left_out(Json& object, const LeftOutCounts& counts) {
  Json& left_out = object["left_out"] = Json::object();
  for (const LeftOutKind& kind : all_left_out)
    left_out[std::string(kind.name)] = counts.*kind.count;
}

void add_unusable_fields(Json& object, const UpdateReport& report) {
  Json& fields = object["unusable_fields"] = Json::object();
  for (const auto& [field, unusable] : report.unusable_fields)
    fields[field] = {{"documents", unusable.documents},
                     {"first", {{"file", unusable.first.file}, {"line", unusable.first.line}}}};
}

void add_remarks(Json& object, const IndexCounts& counts) {
  object["without_text"] = counts.without_text;
  object["undated"] = counts.undated;
  object["ambiguous_dates"] = counts.ambiguous_dates;
  object["disputed_dates"] = counts.disputed_dates;
  object["suspicious_dates"] = counts.suspicious_dates;
  object["repaired_encodings"] = counts.repaired_encodings;
  object["dropped_words"] = counts.dropped_words;
}

std::string rate_text(const UpdateReport& report) {
  if (report.seconds < 0.1 || report.bytes_read < least_rated_bytes) return {};
  return fmt::format(" ({:.1f} MB/s)",
                     static_cast<double>(report.bytes_read) / report.seconds / 1e6);
}

/// `, 3 things` where there are any.
std::string optional_count(std::uint64_t count, std::string_view what) {
  return count == 0 ? std::string() : fmt::format(", {} {}", with_thousands(count), what);
}

std::string remark_line(const IndexCounts& counts) {
  return fmt::format("{} with a suspicious date, {} with repaired encoding; {} dropped\n",
                     with_thousands(counts.suspicious_dates),
                     with_thousands(counts.repaired_encodings),
                     count_of(counts.dropped_words, "overlong word"));
}

std::string left_out_line(const LeftOutCounts& counts) {
  std::string list;
  for (const LeftOutKind& kind : all_left_out) {
    const std::uint64_t count = counts.*kind.count;
    if (count == 0) continue;
    list += fmt::format("{}{} {}", list.empty() ? "left out: " : ", ", with_thousands(count),
                        count == 1 ? kind.one : kind.several);
  }
  return list.empty() ? list : list + "\n";
}

std::string disputed_dates(const IndexCounts& counts) {
  if (counts.disputed_dates == 0) return {};
  return fmt::format("; {} with dates that disagree", count_of(counts.disputed_dates, "document"));
}

/// What may surprise: documents that a search finds by their title alone, or by no date.
std::string missing_parts(const IndexCounts& counts) {
  std::string text;
  if (counts.without_text != 0)
    text = "; " + count_of(counts.without_text, "document") + " without text";
  if (counts.undated == 0) return text;
  text += text.empty() ? "; " + count_of(counts.undated, "document") + " without a date"
                       : fmt::format(", {} without a date", with_thousands(counts.undated));
  if (counts.ambiguous_dates == 0) return text;
  return text + fmt::format(" ({} with an ambiguous date)", with_thousands(counts.ambiguous_dates));
}

std::uint64_t unusable_fields(const UpdateReport& report) {
  std::uint64_t sum = 0;
  for (const auto& [field, unusable] : report.unusable_fields) sum += unusable.documents;
  return sum;
}

std::string unusable_lines(const UpdateReport& report) {
  std::string lines;
  for (const auto& [field, unusable] : report.unusable_fields)
    lines += fmt::format("{} cannot be read in {}, first in {}; kept as an extra field\n", field,
                         count_of(unusable.documents, "document"), to_string(unusable.first));
  return lines;
}

std::string reason_lines(const UpdateReport& report) {
  std::string lines;
  for (const auto& [reason, count] : report.rejected_by_reason)
    lines += fmt::format("rejected, {}: {}\n", to_string(reason), with_thousands(count));
  return lines;
}

}  // namespace

std::string update_report_json(const UpdateReport& report, bool dry_run) {
  Json object;
  object["version"] = report_version;
  object["generation"] = report.generation;
  object["interrupted"] = report.interrupted;
  object["dry_run"] = dry_run;
  object["documents"] = report.documents;
  object["files"] = report.files;
  object["skipped_files"] = report.skipped_files;
  object["skipped_bytes"] = report.skipped_bytes;
  object["index_folders"] = report.index_folders;
  add_counts(object, report.counts);
  object["doubtful"] = report.doubtful;
  add_rejects(object, report);
  add_left_out(object, report.left_out);
  add_unusable_fields(object, report);
  add_remarks(object, report.counts);
  object["bytes"] = report.bytes_read;
  object["text_bytes"] = report.counts.text_bytes;
  object["seconds"] = report.seconds;
  object["publish_seconds"] = report.publish_seconds;
  object["index_documents"] = report.index_documents;
  object["index_bytes"] = report.index_bytes;
  object["warnings"] = report.warnings;
  // Names of files are bytes of any kind.
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string update_error_json(const Error& error, int exit_code) {
  Json object;
  object["version"] = report_version;
  object["error"] = {{"message", error.message}, {"hint", error.hint}};
  object["exit_code"] = exit_code;
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string update_summary(const UpdateReport& report, bool verbose, bool dry_run) {
  const IndexCounts& counts = report.counts;
  std::string text;
  if (verbose)
    text = remark_line(counts) + left_out_line(report.left_out) + reason_lines(report) +
           unusable_lines(report);
  for (const std::string& folder : report.index_folders)
    text += folder + " is an index: it was left out\n";
  text += fmt::format("{}{}generation {}: {} added, {} replaced, {} unchanged",
                      dry_run ? "dry run; " : "", report.interrupted ? "interrupted; " : "",
                      report.generation, with_thousands(counts.added),
                      with_thousands(counts.replaced), with_thousands(counts.unchanged));
  text += optional_count(counts.superseded, "superseded");
  text += optional_count(counts.removed, "removed");
  text += optional_count(counts.kept_apart, "under a longer key");
  if (counts.ids_in_several_files != 0)
    text += ", " + count_of(counts.ids_in_several_files, "id") + " in several files";
  text += optional_count(report.rejected, "rejected");
  text += optional_count(counts.repaired_encodings, "with a repaired encoding");
  text += optional_count(report.left_out.all(), "left out");
  if (const std::uint64_t unusable = unusable_fields(report); unusable != 0)
    text += ", " + count_of(unusable, "field") + " that cannot be read";
  text += missing_parts(counts) + disputed_dates(counts);
  text += fmt::format("; {} of input in {:.1f} s{}", as_megabytes(report.bytes_read),
                      report.seconds, rate_text(report));
  if (counts.text_bytes != 0)
    text += fmt::format(", {} of text added", as_megabytes(counts.text_bytes));
  return text + "\n";
}

}  // namespace dateline
