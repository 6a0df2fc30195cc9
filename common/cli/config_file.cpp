#include "common/cli/config_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <set>
#include <string_view>

#include "common/base/edit_distance.hpp"

namespace dateline {
namespace {

/// Sections of any of Dateline's programs; which settings belong into those of others is theirs to
/// check. tests/cli holds that no verb is missing.
constexpr std::array<std::string_view, 16> shared_sections{
    "update", "remove",  "stats",       "check",    "compact", "rebuild", "export", "repair",
    "backup", "restore", "generations", "rollback", "search",  "serve",   "read",   "formats"};

constexpr const char* index_setting = "index";

/// Thrown here only, where CLI11 expects it; the file's name comes in front of it.
[[noreturn]] void fail(std::size_t line, std::string_view message) {
  throw CLI::ConfigError(fmt::format("line {}: {}", line, message));
}

[[noreturn]] void fail_unknown(std::size_t line, std::string_view what, std::string_view nearest) {
  fail(line,
       nearest.empty() ? std::string(what) : fmt::format("{}; did you mean {}?", what, nearest));
}

// ---- which kinds of values an option takes

/// Names of types whose values are numbers on the command line.
bool takes_numbers_only(std::string_view type) {
  return type == "N" || type == "MB" || type == "SECONDS";
}

/// And those whose values may be numbers, without a doubt about what they would mean.
bool takes_numbers_too(std::string_view type) {
  return type == "SIZE" || type == "N|N%" || type == "INTERVAL" || type == "DATE" || type == "ID" ||
         type == "[=SECONDS]";
}

bool is_flag(const CLI::Option& option) {
  return option.get_items_expected_max() == 0;
}

bool takes_lists(const CLI::Option& option) {
  return option.get_items_expected_max() > 1;
}

std::string type_of(const CLI::Option& option) {
  const std::string name = option.get_type_name();
  // Validators follow it, after a colon or in separate brackets.
  return name.substr(0, name.find_first_of(": ", name.starts_with("[") ? 2 : 0));
}

/// Texts of the user's own, of which none is one.
bool may_be_empty(std::string_view type) {
  return type == "NAME" || type == "TEXT";
}

std::string wanted_by(const CLI::Option& option) {
  const std::string type = type_of(option);
  if (is_flag(option)) return takes_numbers_too(type) ? "true, false or a number" : "true or false";
  if (takes_numbers_only(type)) return "a number, without quotation marks";
  if (takes_lists(option)) return "text in quotation marks, or a list: [\"one\", \"two\"]";
  return "text in quotation marks";
}

bool fits(const CLI::Option& option, ConfigKind kind) {
  const std::string type = type_of(option);
  switch (kind) {
    case ConfigKind::text:
      return !is_flag(option) && !takes_numbers_only(type);
    case ConfigKind::whole_number:
      return takes_numbers_only(type) || takes_numbers_too(type);
    case ConfigKind::number:
      return takes_numbers_only(type);
    case ConfigKind::boolean:
      return is_flag(option);
    case ConfigKind::date:
      return type == "DATE";
    case ConfigKind::time:
    case ConfigKind::section:
      return false;
    case ConfigKind::list:
      return takes_lists(option);
  }
  return false;
}

void check_kind(const CLI::Option& option, const std::string& name, const ConfigValue& value) {
  const bool finite = value.kind != ConfigKind::number || value.text.find('n') == std::string::npos;
  if (!fits(option, value.kind) || !finite)
    fail(value.line, fmt::format("{} must be {}", name, wanted_by(option)));
  if (value.kind == ConfigKind::text && value.text.empty() && !may_be_empty(type_of(option)))
    fail(value.line, fmt::format("{} must not be empty", name));
  for (const ConfigValue& part : value.parts) {
    if (part.kind == ConfigKind::list || !fits(option, part.kind))
      fail(part.line, fmt::format("{} must be a list of text in quotation marks", name));
  }
}

// ---- handing a value to its option

CLI::Option* find_option(CLI::App& app, const std::string& name) {
  CLI::Option* option = app.get_option_no_throw("--" + name);
  return option != nullptr && option->get_configurable() ? option : nullptr;
}

std::vector<std::string> setting_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_configurable()) continue;
    const auto& long_names = option->get_lnames();
    names.insert(names.end(), long_names.begin(), long_names.end());
  }
  return names;
}

bool is_in_environment(const CLI::Option& option) {
  const std::string variable = option.get_envname();
  if (variable.empty()) return false;
  const char* value = std::getenv(variable.c_str());
  return value != nullptr && *value != '\0';
}

std::vector<std::string> inputs_of(const ConfigValue& value) {
  if (value.kind != ConfigKind::list) return {value.text};
  std::vector<std::string> inputs;
  for (const ConfigValue& part : value.parts) inputs.push_back(part.text);
  return inputs;
}

/// Whether the option took the value. What is nearer to the command counts more: command line,
/// environment, configuration.
bool apply(CLI::Option& option, const ConfigValue& value) {
  if (!option.empty() || is_in_environment(option)) return false;
  if (value.kind == ConfigKind::list && value.parts.empty()) return false;
  if (value.kind == ConfigKind::boolean && value.text == "false") return false;
  try {
    if (is_flag(option)) {
      // Without a text a flag gets what it has on the command line, as --wait is --wait=-1.
      const bool is_bare = value.kind == ConfigKind::boolean;
      option.add_result(option.get_flag_value(value.name, is_bare ? std::string() : value.text));
    } else {
      option.add_result(inputs_of(value));
      option.run_callback();
    }
  } catch (const CLI::ParseError& error) {
    fail(value.line, error.what());
  }
  return true;
}

std::string read_all(std::istream& input) {
  std::string text(max_config_bytes + 1, '\0');
  input.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(input.gcount()));
  return text;
}

}  // namespace

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream& input) const {
  path_ = app_.get_config_ptr()->as<std::string>();
  lines_.clear();
  const auto parsed = parse_config_text(read_all(input));
  if (!parsed)
    throw ConfigTextError(fmt::format("{}, {}", path_, parsed.error().message),
                          parsed.error().hint);
  try {
    read(*parsed);
  } catch (const CLI::ConfigError& error) {
    throw CLI::ConfigError(fmt::format("{}, {}", path_, error.what()));
  }
  return {};
}

std::string ConfigFile::place_of(const std::string& name) const {
  const auto line = lines_.find(name);
  return line == lines_.end() ? std::string() : fmt::format("{}, line {}", path_, line->second);
}

CLI::App* ConfigFile::app_of(const std::string& section) const {
  if (!section_.empty()) return section == section_ ? &app_ : nullptr;
  const auto named =
      app_.get_subcommands([&](CLI::App* verb) { return verb->get_name() == section; });
  return named.empty() ? nullptr : named.front();
}

std::vector<std::string> ConfigFile::sections() const {
  std::vector<std::string> names(shared_sections.begin(), shared_sections.end());
  for (const CLI::App* verb : app_.get_subcommands([](CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return names;
}

void ConfigFile::read(const ConfigValue& file) const {
  const std::vector<std::string> known = sections();
  const ConfigValue* index = nullptr;
  for (const ConfigValue& part : file.parts) {
    const bool names_section = std::find(known.begin(), known.end(), part.name) != known.end();
    if (part.kind == ConfigKind::section) {
      if (!names_section)
        fail_unknown(part.line, fmt::format("unknown section [{}]", part.name),
                     nearest_name(part.name, known));
      read_section(part);
    } else if (names_section) {
      fail(part.line, fmt::format("{0} is a section: write [{0}] on a separate line", part.name));
    } else if (part.name != index_setting) {
      fail(part.line,
           fmt::format("unknown setting {} before the first section; only index is allowed there",
                       part.name));
    } else {
      index = &part;
    }
  }
  if (index != nullptr) read_index(*index);  // after that of the section, which counts more
}

void ConfigFile::read_section(const ConfigValue& section) const {
  CLI::App* const app = app_of(section.name);
  if (app == nullptr) return;
  const bool in_force = app == &app_ || app->parsed();
  for (const ConfigValue& setting : section.parts) {
    CLI::Option* const option = find_option(*app, setting.name);
    if (option == nullptr)
      fail_unknown(setting.line, fmt::format("unknown setting {}.{}", section.name, setting.name),
                   nearest_name(setting.name, setting_names(*app)));
    check_kind(*option, setting.name, setting);
    if (!in_force) continue;
    if (setting.name == index_setting && option->empty()) {
      read_index(setting);
    } else {
      give(*option, setting);
    }
  }
}

void ConfigFile::read_index(const ConfigValue& setting) const {
  CLI::Option* const option = app_.get_option("--index");
  check_kind(*option, setting.name, setting);
  give(*option, setting);
}

void ConfigFile::give(CLI::Option& option, const ConfigValue& setting) const {
  if (apply(option, setting)) lines_[setting.name] = setting.line;
}

}  // namespace dateline
