#include "indexer/cli/update_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "common/analysis/analyzer.hpp"

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
    return failure(ErrorCode::usage, fmt::format("--map {}: this is not FIELD=NAME", text),
                   "as in --map text=story");
  if (!is_mappable(field))
    return failure(ErrorCode::usage, fmt::format("--map {}: there is no field {}", text, field),
                   fmt::format("fields are {}; the name in the JSON stands behind the =",
                               fmt::join(mappable_fields, ", ")));
  return std::pair(text.substr(equals + 1), field);
}

Result<std::optional<Date>> parse_default_date(const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  std::optional<Date> date = parse_date(text);
  if (!date)
    return failure(ErrorCode::usage, fmt::format("--default-date {}: this is no date", text),
                   "as in 2024-05-14, 2024-05 or 2024");
  date->origin = DateOrigin::given;
  return date;
}

void add_reader_arguments(CLI::App& command, UpdateArguments& arguments) {
  command.add_option("--format", arguments.format, "auto, text, jsonl, trec or reuters")
      ->type_name("NAME")
      ->transform(CLI::CheckedTransformer(format_names, CLI::ignore_case).description(""));
  command
      .add_option("--map", arguments.maps,
                  "A document's field is what the JSON calls NAME; may be repeated")
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
  command
      .add_option("--report", arguments.report, "Write what was done as JSON; - is standard output")
      ->type_name("FILE");
  command.add_flag("--strict", arguments.strict,
                   "The first rejected document ends the run, and nothing is published");
}

Result<UpdateOptions> update_options(const Settings& settings, const UpdateArguments& arguments) {
  UpdateOptions options;
  options.indexer = arguments.indexer;
  options.indexer.index = settings.index;
  options.paths = arguments.paths;
  options.strict = arguments.strict;
  ReaderOptions& reader = options.reader;
  reader.format = arguments.format;
  reader.max_document_bytes = arguments.max_document_bytes;
  reader.max_inflation_ratio = arguments.max_ratio;
  reader.default_source = arguments.default_source;
  reader.default_language = arguments.default_language;
  reader.key_prefix = arguments.key_prefix;
  DATELINE_ASSIGN(reader.default_date, parse_default_date(arguments.default_date));
  for (const std::string& map : arguments.maps) {
    DATELINE_ASSIGN(auto pair, parse_map(map));
    reader.field_map.push_back(std::move(pair));
  }
  return options;
}

}  // namespace dateline
