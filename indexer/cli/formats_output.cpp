#include "indexer/cli/formats_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/fields/field_table.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/json/json_shapes.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr int formats_version = 1;
constexpr std::array<std::string_view, 6> containers{".gz", ".zst", ".bz2", ".xz", ".zip", ".tar"};

std::string without_backquotes(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '`');
  return plain;
}

template <typename Range>
std::string joined(const Range& words, std::string_view separator) {
  std::string text;
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

Json words(const auto& range) {
  Json list = Json::array();
  for (const std::string_view word : range)
    if (!word.empty()) list.push_back(word);
  return list;
}

Json format_json(const FormatRow& row) {
  return {{"name", row.name},
          {"help", row.help},
          {"suffixes", words(row.suffixes)},
          {"recognised_by", without_backquotes(row.recognised_by)},
          {"date_from", without_backquotes(row.date_from)}};
}

std::string format_text(const FormatRow& row) {
  std::string text = fmt::format("{:<12}{}\n", row.name, row.help);
  text += fmt::format("{:<12}recognised by {}\n", "", without_backquotes(row.recognised_by));
  if (const std::string names = joined(row.suffixes, ", "); !names.empty())
    text += fmt::format("{:<12}or, if its content shows no format, by {}\n", "", names);
  return text + fmt::format("{:<12}date from {}\n\n", "", without_backquotes(row.date_from));
}

}  // namespace

std::string formats_text() {
  std::string text;
  for (const FormatRow& row : known_formats()) text += format_text(row);
  text += "Compressed or in archives: " + joined(containers, ", ") + "\n\n";
  text += "JSON of these layouts is recognised by its members:\n";
  for (const JsonShape& shape : json_shapes())
    text += fmt::format("  {:<24}  {}\n", shape.name, joined(shape.members, ", "));
  text += "Other JSON is read by the names of its members:\n";
  for (const FieldSpec& field : field_table)
    if (field.named_by_input())
      text += fmt::format("  {:<9} {}\n", field.name, joined(field.input.names, ", "));
  return text;
}

std::string formats_json() {
  Json object{{"version", formats_version}, {"formats", Json::array()}};
  for (const FormatRow& row : known_formats()) object["formats"].push_back(format_json(row));
  object["json_shapes"] = Json::array();
  for (const JsonShape& shape : json_shapes())
    object["json_shapes"].push_back({{"name", shape.name}, {"members", words(shape.members)}});
  for (const FieldSpec& field : field_table)
    if (field.named_by_input())
      object["json_names"][std::string(field.name)] = words(field.input.names);
  object["containers"] = words(containers);
  return object.dump(2) + "\n";
}

std::string formats_markdown() {
  std::string text = "| `--format` | recognised by | date from |\n| --- | --- | --- |\n";
  for (const FormatRow& row : known_formats())
    text += fmt::format("| `{}` | {} | {} |\n", row.name, row.recognised_by, row.date_from);
  text += "\n| layout of JSON | recognised by its members |\n| --- | --- |\n";
  for (const JsonShape& shape : json_shapes())
    text += fmt::format("| {} | `{}` |\n", shape.name, joined(shape.members, "`, `"));
  text += "\n| field | other names in JSON |\n| --- | --- |\n";
  for (const FieldSpec& field : field_table)
    if (field.named_by_input())
      text += fmt::format("| {} | `{}` |\n", field.name, joined(field.input.names, "`, `"));
  return text;
}

}  // namespace dateline
