#include "indexer/cli/update_arguments.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "common/analysis/analyzer.hpp"

namespace dateline {
namespace {

Status check_language(const std::string& name) {
  if (name.empty()) return {};
  const auto analyzer = Analyzer::create(name);
  if (analyzer) return {};
  return failure(ErrorCode::usage, "--language " + name + ": " + analyzer.error().message,
                 analyzer.error().hint);
}

/// The number at the beginning, and what follows it.
std::optional<std::pair<double, std::string_view>> split_number(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !std::isfinite(number) || number < 0) return std::nullopt;
  return std::pair(number, std::string_view(end));
}

Status parse_publish_every(const std::string& text, UpdateOptions& options) {
  if (text.empty()) return {};
  const auto wrong =
      failure(ErrorCode::usage, fmt::format("--publish-every {}: not an interval", text),
              "as in 600 or 10m (time), or 50000docs (documents); 0 is never");
  constexpr std::array<std::pair<std::string_view, double>, 4> units{
      {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}}};
  constexpr double most = 1e9;
  const auto parts = split_number(text);
  if (!parts || parts->first > most) return wrong;
  const auto [number, unit_text] = *parts;
  if (unit_text == "docs") {
    options.publish_every = std::chrono::seconds(0);
    options.publish_every_documents = static_cast<std::uint64_t>(number);
    return {};
  }
  for (const auto& [name, seconds] : units) {
    if (name != unit_text) continue;
    options.publish_every = std::chrono::seconds(static_cast<std::int64_t>(number * seconds));
    return {};
  }
  return wrong;
}

Status parse_max_removed(const std::string& text, RemovalLimit& limit) {
  if (text.empty()) return {};
  const auto parts = split_number(text);
  constexpr double most = 4e9;
  if (parts && parts->second == "%") {
    limit.percent = parts->first;
    return {};
  }
  const bool is_whole = parts && parts->second.empty() && parts->first <= most &&
                        text.find_first_not_of("0123456789") == std::string::npos;
  if (!is_whole)
    return failure(ErrorCode::usage,
                   fmt::format("--max-removed {}: neither a number nor a share", text),
                   "as in 500 or 10%");
  limit.documents = static_cast<std::uint64_t>(parts->first);
  return {};
}

void add_prune_arguments(CLI::App& command, UpdateArguments& arguments) {
  command.add_flag(
      "--prune", arguments.prune,
      "Remove the documents of files below PATH that are gone, and of records that are");
  command
      .add_option("--max-removed", arguments.max_removed,
                  "Refuse to remove more documents than that (default 10%)")
      ->type_name("N|N%");
  command.add_flag("--dry-run", arguments.dry_run,
                   "Say what would happen, and change nothing; with --verbose, each key");
}

void add_report_arguments(CLI::App& command, UpdateArguments& arguments) {
  command
      .add_option("--report", arguments.report, "Write what was done as JSON; - is standard output")
      ->type_name("FILE");
  command
      .add_option("--metrics", arguments.metrics,
                  "Write what was done for node_exporter's textfile collector")
      ->type_name("FILE");
  command
      .add_option("--publish-every", arguments.publish_every,
                  "How often a long run publishes: 600, 10m, 50000docs (default 10m); 0: never")
      ->type_name("INTERVAL");
}

}  // namespace

void add_update_arguments(CLI::App& command, UpdateArguments& arguments) {
  add_reader_arguments(command, arguments.reader);
  command
      .add_option("--language", arguments.indexer.language,
                  "Stemmer of a new index, listed below (default en)")
      ->type_name("NAME");
  add_work_options(command, arguments.indexer);
  add_prune_arguments(command, arguments);
  add_report_arguments(command, arguments);
  command.add_flag("--reread", arguments.reread,
                   "Read every file, even those that the index knows to be unchanged");
  command.add_flag("--strict", arguments.strict,
                   "The first rejected document ends the run, and nothing is published");
}

Result<UpdateOptions> update_options(const Settings& settings, const UpdateArguments& arguments) {
  UpdateOptions options;
  options.indexer = arguments.indexer;
  options.indexer.index = settings.index;
  options.paths = arguments.reader.paths;
  options.strict = arguments.strict;
  options.reread = arguments.reread;
  options.prune = arguments.prune;
  options.dry_run = arguments.dry_run;
  DATELINE_TRY(parse_publish_every(arguments.publish_every, options));
  DATELINE_TRY(parse_max_removed(arguments.max_removed, options.max_removed));
  DATELINE_TRY(check_language(arguments.indexer.language));
  DATELINE_ASSIGN(options.reader, reader_options(arguments.reader));
  return options;
}

}  // namespace dateline
