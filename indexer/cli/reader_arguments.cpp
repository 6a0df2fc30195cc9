#include "indexer/cli/reader_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "common/fields/field_table.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/formats.hpp"

namespace dateline {
namespace {

std::map<std::string, Format> format_names() {
  std::map<std::string, Format> names{{"auto", Format::automatic}};
  for (const FormatRow& row : known_formats()) names.emplace(row.name, row.format);
  return names;
}

/// As in "auto, text or trec": completion reads it, too.
std::string format_choices() {
  std::string choices = "auto";
  const auto rows = known_formats();
  for (const FormatRow& row : rows)
    choices.append(&row == &rows.back() ? " or " : ", ").append(row.name);
  return choices;
}

/// Texts are analysed in memory, and offsets into them are 32 bits wide.
constexpr std::uint64_t most_document_bytes = std::uint64_t{1} << 30;

/// FIELD=NAME as (name in JSON, field of the document).
Result<std::pair<std::string, std::string>> parse_map(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string field = text.substr(0, equals);
  if (equals == std::string::npos || equals + 1 == text.size())
    return failure(ErrorCode::usage, fmt::format("--map {}: not FIELD=NAME", text),
                   "as in --map text=story");
  if (input_field(field) == nullptr)
    return failure(
        ErrorCode::usage, fmt::format("--map {}: unknown field {}", text, field),
        fmt::format("fields are {}; the name in the JSON comes after the =", input_field_list()));
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

Result<std::string> parse_name(const ReaderArguments& arguments) {
  const auto& paths = arguments.paths;
  const bool reads_standard_input = std::find(paths.begin(), paths.end(), "-") != paths.end();
  if (arguments.name.empty() || reads_standard_input) return arguments.name;
  return failure(ErrorCode::usage,
                 fmt::format("--name {}: this is a name for standard input, which is not read",
                             arguments.name),
                 "give - as a PATH; --key-prefix is for files too");
}

void add_layout_arguments(CLI::App& command, ReaderArguments& arguments) {
  command.add_option("--format", arguments.format, format_choices())
      ->type_name("NAME")
      ->transform(CLI::CheckedTransformer(format_names(), CLI::ignore_case).description(""));
  command
      .add_option("--encoding", arguments.encoding,
                  "Of input that is not UTF-8, as in windows-1251; detected by default")
      ->type_name("NAME");
  command
      .add_option("--map", arguments.maps,
                  "Name of a document's field in JSON or a table; may be repeated")
      ->type_name("FIELD=NAME")
      ->allow_extra_args(false);
  command.add_flag("--articles-only", arguments.articles_only,
                   "Leave out pages that are not articles");
  command
      .add_option("--query", arguments.query, "SQL that selects the documents of SQLite databases")
      ->type_name("SQL");
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

void add_default_arguments(CLI::App& command, ReaderArguments& arguments) {
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

void add_reader_arguments(CLI::App& command, ReaderArguments& arguments) {
  command.add_option("PATH", arguments.paths, "Files, folders, or - for standard input")
      ->type_name("")
      ->required();
  add_layout_arguments(command, arguments);
  add_default_arguments(command, arguments);
}

Result<ReaderOptions> reader_options(const ReaderArguments& arguments) {
  ReaderOptions reader;
  reader.format = arguments.format;
  reader.encoding = arguments.encoding;
  reader.query = arguments.query;
  reader.articles_only = arguments.articles_only;
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
  return reader;
}

std::string formats_help() {
  std::string text = "Formats:\n";
  for (const FormatRow& row : known_formats())
    text += fmt::format("  {:<8} {}\n", row.name, row.help);
  return text;
}

}  // namespace dateline
