#include "indexer/cli/update_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "indexer/readers/encoding/converter.hpp"

namespace dateline {
namespace {

const std::map<std::string, Format> format_names{{"auto", Format::automatic},
                                                 {"text", Format::text},
                                                 {"jsonl", Format::jsonl},
                                                 {"trec", Format::trec},
                                                 {"reuters", Format::reuters}};

/// Texts are analysed in memory, and offsets into them are 32 bits wide.
constexpr std::uint64_t most_document_bytes = std::uint64_t{1} << 30;

/// Fields of a document that a JSON name can be mapped to.
constexpr std::array<std::string_view, 9> mappable_fields{
    "key", "date", "title", "text", "source", "url", "language", "authors", "tags"};

bool is_mappable(std::string_view field) {
  return std::find(mappable_fields.begin(), mappable_fields.end(), field) != mappable_fields.end();
}

/// FIELD=NAME as (name in JSON, field of the document).
Result<std::pair<std::string, std::string>> parse_map(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string field = text.substr(0, equals);
  if (equals == std::string::npos || equals + 1 == text.size())
    return failure(ErrorCode::usage, fmt::format("--map {}: not FIELD=NAME", text),
                   "as in --map text=story");
  if (!is_mappable(field))
    return failure(ErrorCode::usage, fmt::format("--map {}: unknown field {}", text, field),
                   fmt::format("fields are {}; the name in the JSON comes after the =",
                               fmt::join(mappable_fields, ", ")));
  return std::pair(text.substr(equals + 1), field);
}

Result<std::optional<Date>> parse_default_date(const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  std::optional<Date> date = parse_date(text);
  if (!date)
    return failure(ErrorCode::usage, fmt::format("--default-date {}: not a valid date", text),
                   "as in 2024-05-14, 2024-05 or 2024");
  date->origin = DateOrigin::given;
  return date;
}

Status check_encoding(const std::string& name) {
  if (name.empty()) return {};
  const auto converter = EncodingConverter::open(name);
  if (converter) return {};
  return failure(ErrorCode::usage, "--encoding " + name + ": " + converter.error().message,
                 converter.error().hint);
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

Result<std::string> parse_name(const UpdateArguments& arguments) {
  const auto& paths = arguments.paths;
  const bool reads_standard_input = std::find(paths.begin(), paths.end(), "-") != paths.end();
  if (arguments.name.empty() || reads_standard_input) return arguments.name;
  return failure(ErrorCode::usage,
                 fmt::format("--name {}: this is a name for standard input, which is not read",
                             arguments.name),
                 "give - as a PATH; --key-prefix is for files too");
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

void add_reader_arguments(CLI::App& command, UpdateArguments& arguments) {
  command.add_option("--format", arguments.format, "auto, text, jsonl, trec or reuters")
      ->type_name("NAME")
      ->transform(CLI::CheckedTransformer(format_names, CLI::ignore_case).description(""));
  command
      .add_option("--encoding", arguments.encoding,
                  "Of input that is not UTF-8, as in windows-1251; detected by default")
      ->type_name("NAME");
  command
      .add_option("--map", arguments.maps,
                  "Name of a document's field in the JSON; may be repeated")
      ->type_name("FIELD=NAME")
      ->allow_extra_args(false);
  command
      .add_option("--max-document", arguments.max_document_bytes,
                  "Largest document, as in 500k or 16MiB (default 16MiB)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(std::uint64_t{1}, most_document_bytes).description(""));
  command
      .add_option("--max-ratio", arguments.max_ratio,
                  "Most that compressed input may inflate (default 200)")
      ->type_name("N")
      ->check(CLI::Range(1.0, 1e6).description(""));
}

void add_default_arguments(CLI::App& command, UpdateArguments& arguments) {
  command.add_option("--default-date", arguments.default_date, "For documents without a date")
      ->type_name("DATE");
  command
      .add_option("--default-source", arguments.default_source, "For documents without a source")
      ->type_name("NAME");
  command
      .add_option("--default-language", arguments.default_language,
                  "For documents without a language")
      ->type_name("TAG");
  command.add_option("--key-prefix", arguments.key_prefix, "Put before every key")
      ->type_name("TEXT");
  command
      .add_option("--name", arguments.name,
                  "Name for standard input, from which documents without ids get keys")
      ->type_name("NAME");
}

}  // namespace

void add_update_arguments(CLI::App& command, UpdateArguments& arguments) {
  command.add_option("PATH", arguments.paths, "Files, folders, or - for standard input")
      ->type_name("")
      ->required();
  add_reader_arguments(command, arguments);
  add_default_arguments(command, arguments);
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
  options.paths = arguments.paths;
  options.strict = arguments.strict;
  options.reread = arguments.reread;
  options.prune = arguments.prune;
  options.dry_run = arguments.dry_run;
  DATELINE_TRY(parse_publish_every(arguments.publish_every, options));
  DATELINE_TRY(parse_max_removed(arguments.max_removed, options.max_removed));
  ReaderOptions& reader = options.reader;
  reader.format = arguments.format;
  reader.encoding = arguments.encoding;
  reader.max_document_bytes = arguments.max_document_bytes;
  reader.max_inflation_ratio = arguments.max_ratio;
  reader.default_source = arguments.default_source;
  reader.default_language = arguments.default_language;
  reader.key_prefix = arguments.key_prefix;
  DATELINE_ASSIGN(reader.standard_input_name, parse_name(arguments));
  DATELINE_ASSIGN(reader.default_date, parse_default_date(arguments.default_date));
  DATELINE_TRY(check_encoding(arguments.encoding));
  for (const std::string& map : arguments.maps) {
    DATELINE_ASSIGN(auto pair, parse_map(map));
    reader.field_map.push_back(std::move(pair));
  }
  return options;
}

}  // namespace dateline
