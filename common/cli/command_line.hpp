// What the programs' command lines have in common. Only command lines include it: it knows CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/cli/information.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// What --version prints, without a line break: `program 0.1.0 (index format 2, analysis 1)`.
[[nodiscard]] std::string version_text(std::string_view program);

/// Adds --config, which reads default_config_path() by default; `section` as in
/// ConfigFile. The App needs an --index.
void add_config_option(CLI::App& app, std::string section);

/// Error usage, with a hint, where neither option, environment nor configuration name an index.
Status require_index(const std::string& index);

struct ParseHints {
  std::string_view program;
  std::string_view settings;  ///< hint where the configuration file is wrong
  /// Another error for a wrong command line than CLI11's; may be empty, or find none.
  std::function<std::optional<Error>(const CLI::App&)> explain;
};

/// Parses the arguments (without the program's name). What --help and its like print, where one of
/// them ended the parsing. Errors: usage, with a hint.
Result<std::optional<Information>> parse_command_line(CLI::App& app,
                                                      std::vector<std::string> arguments,
                                                      const ParseHints& hints);

/// The error with the file and line of the setting that it is about, where its message begins with
/// an option (`--sort x: no such value`) whose value came from the configuration file.
[[nodiscard]] Error with_config_place(const CLI::App& app, Error error);

}  // namespace dateline
