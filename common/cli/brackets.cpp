#include "common/cli/brackets.hpp"

#include <functional>

namespace dateline {
namespace {

/// Stands before what must not begin with a bracket; a unit separator, which nobody types.
constexpr char guard = '\x1F';

void remove_guards(CLI::App& app) {
  for (CLI::Option* option : app.get_options())
    option->transform(CLI::Validator(
        [](std::string& value) {
          if (!value.empty() && value.front() == guard) value.erase(0, 1);
          return std::string();
        },
        std::string()));
  const std::function<bool(CLI::App*)> all;
  for (CLI::App* command : app.get_subcommands(all)) remove_guards(*command);
}

}  // namespace

std::vector<std::string> keep_brackets(CLI::App& app, std::vector<std::string> arguments) {
  for (std::string& argument : arguments)
    if (argument.starts_with('[') || argument.starts_with(guard)) argument.insert(0, 1, guard);
  remove_guards(app);
  return arguments;
}

}  // namespace dateline
