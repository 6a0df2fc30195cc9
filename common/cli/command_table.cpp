#include "common/cli/command_table.hpp"

#include <regex>
#include <string_view>

namespace dateline {
namespace {

/// The first line, up to its first full stop.
std::string first_sentence(const std::string& text) {
  const std::string line = text.substr(0, text.find('\n'));
  const std::size_t stop = line.find(". ");
  if (stop != std::string::npos) return line.substr(0, stop);
  return line.ends_with('.') ? line.substr(0, line.size() - 1) : line;
}

/// The names in "relevance, newest or oldest", which is how descriptions list what may be chosen;
/// none where the text lists nothing.
std::vector<std::string> choices_in(const std::string& description) {
  static const std::regex list("((?:[a-z]+, )+[a-z]+ or [a-z]+)|^[a-z]+ or [a-z]+(?= \\(|$)");
  static const std::regex word("[a-z]+");
  std::smatch found;
  std::vector<std::string> choices;
  if (!std::regex_search(description, found, list)) return choices;
  const std::string names = found.str();
  for (std::sregex_iterator i(names.begin(), names.end(), word), end; i != end; ++i) {
    if (i->str() != "or") choices.push_back(i->str());
  }
  return choices;
}

ValueKind kind_of(std::string_view type_name) {
  if (type_name.starts_with("DIR")) return ValueKind::folder;
  if (type_name.starts_with("FILE") || type_name.starts_with("PATH")) return ValueKind::file;
  return ValueKind::any;
}

/// CLI11 adds what validators say of themselves to the type's name.
std::string type_name_of(const CLI::Option& option) {
  const std::string name = option.get_type_name();
  return name.substr(0, name.find_first_of(":, ["));
}

CompletedOption read_option(const CLI::Option& option) {
  CompletedOption read;
  read.long_names = option.get_lnames();
  read.short_names = option.get_snames();
  read.description = first_sentence(option.get_description());
  if (option.get_items_expected_max() == 0) return read;
  read.value_name = type_name_of(option);
  read.value = kind_of(read.value_name);
  if (read.value != ValueKind::any) return read;
  read.choices = choices_in(option.get_description());
  if (!read.choices.empty()) read.value = ValueKind::choice;
  return read;
}

}  // namespace

CompletedCommand read_command(const CLI::App& app) {
  CompletedCommand command;
  command.name = app.get_name();
  command.description = first_sentence(app.get_description());
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    if (option->get_positional()) {
      command.positional = kind_of(option->get_name(true));
    } else {
      command.options.push_back(read_option(*option));
    }
  }
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!verb->get_group().empty()) command.verbs.push_back(read_command(*verb));
  }
  return command;
}

}  // namespace dateline
