// What completion needs to know of a command line, read from CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dateline {

/// What may follow an option.
enum class ValueKind { none, any, folder, file, choice };

struct CompletedOption {
  std::vector<std::string> long_names;   ///< without dashes
  std::vector<std::string> short_names;  ///< likewise
  std::string description;               ///< one line
  std::string value_name;                ///< DIR, N, ...
  ValueKind value = ValueKind::none;
  std::vector<std::string> choices;  ///< with ValueKind::choice
};

struct CompletedCommand {
  std::string name;
  std::string description;
  std::vector<CompletedOption> options;
  ValueKind positional = ValueKind::any;
  std::vector<CompletedCommand> verbs;
};

/// Hidden options and verbs (of an empty group) are left out.
[[nodiscard]] CompletedCommand read_command(const CLI::App& app);

}  // namespace dateline
