#include "common/cli/config_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

// Header only, and without exceptions: the library of Debian would be one more to install.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace dateline {
namespace {

std::size_t line_of(const toml::source_region& region) {
  return std::max<std::size_t>(1, region.begin.line);
}

template <typename T>
std::string printed(const T& value) {
  std::ostringstream out;
  out << value;
  return std::move(out).str();
}

ConfigValue converted(const toml::node& node);

void sort_by_line(std::vector<ConfigValue>& parts) {
  std::stable_sort(parts.begin(), parts.end(),
                   [](const ConfigValue& a, const ConfigValue& b) { return a.line < b.line; });
}

/// The library keeps settings by name; whoever reads an error wants the first one by line.
void convert_parts(const toml::table& table, ConfigValue& section) {
  for (const auto& [key, node] : table) {
    ConfigValue& part = section.parts.emplace_back(converted(node));
    part.name = key.str();
    part.line = line_of(key.source());
  }
  sort_by_line(section.parts);
}

/// Recursion ends where the library's own limit on nesting does (256).
ConfigValue converted(const toml::node& node) {
  ConfigValue value;
  value.line = line_of(node.source());
  const auto scalar = [&value](ConfigKind kind, std::string text) {
    value.kind = kind;
    value.text = std::move(text);
  };
  if (const auto* table = node.as_table()) {
    value.kind = ConfigKind::section;
    convert_parts(*table, value);
  } else if (const auto* list = node.as_array()) {
    value.kind = ConfigKind::list;
    for (const toml::node& part : *list) value.parts.push_back(converted(part));
  } else if (const auto* text = node.as_string()) {
    scalar(ConfigKind::text, text->get());
  } else if (const auto* whole = node.as_integer()) {
    scalar(ConfigKind::whole_number, std::to_string(whole->get()));
  } else if (const auto* number = node.as_floating_point()) {
    scalar(ConfigKind::number, fmt::format("{}", number->get()));
  } else if (const auto* boolean = node.as_boolean()) {
    scalar(ConfigKind::boolean, boolean->get() ? "true" : "false");
  } else if (const auto* date = node.as_date()) {
    scalar(ConfigKind::date, printed(date->get()));
  } else if (const auto* date_time = node.as_date_time()) {
    scalar(ConfigKind::date, printed(date_time->get()));
  } else if (const auto* time = node.as_time()) {
    scalar(ConfigKind::time, printed(time->get()));
  }
  return value;
}

}  // namespace

Result<ConfigValue> parse_config_text(std::string_view text) {
  if (text.size() > max_config_bytes)
    return failure(ErrorCode::usage, fmt::format("it is longer than {} bytes", max_config_bytes),
                   "is it a configuration file?");
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) return converted(parsed.table());
  const toml::parse_error& error = parsed.error();
  return failure(
      ErrorCode::usage,
      fmt::format("line {}, column {}: {}", line_of(error.source()), error.source().begin.column,
                  error.description()),
      "a line is [section], name = \"text\", name = 10 or name = true, and each name stands "
      "once; see dateline-config(5)");
}

}  // namespace dateline
