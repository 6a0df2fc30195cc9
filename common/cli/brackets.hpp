// Arguments in square brackets, which CLI11 takes for a list in its own syntax.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dateline {

/// Where an option takes several values, CLI11 takes the brackets off an argument such as `[2024]`
/// and splits the rest at commas: another file or key than the one that was named. This gives the
/// arguments to parse instead, and makes all options of `app` and its subcommands read them as they
/// were typed. To be called when all options have been added.
[[nodiscard]] std::vector<std::string> keep_brackets(CLI::App& app,
                                                     std::vector<std::string> arguments);

}  // namespace dateline
