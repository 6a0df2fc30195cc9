// Completion for shells, made from a program's own options.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace dateline {

enum class Shell { bash, zsh, fish };

/// A script for the shell that completes verbs, options and, where an option says of which kind it
/// is (DIR, FILE, PATH, or "a, b or c" in its description), its value.
[[nodiscard]] std::string completion_script(const CLI::App& app, Shell shell);

/// Adds --completion SHELL, which prints that script and ends the program as --version does. Call
/// it when all other options are there; the App must live as long as it parses.
void add_completion_option(CLI::App& app);

}  // namespace dateline
