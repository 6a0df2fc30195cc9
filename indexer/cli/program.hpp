// What the verbs of dateline-index share: settings, and how a chosen verb gets to run.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "dateline/error.hpp"
#include "dateline/indexer.hpp"

namespace dateline {

inline constexpr const char* program_name = "dateline-index";

/// Filled by the command line, the environment and the configuration file.
struct Settings {
  std::string index;
  bool quiet = false;
  bool verbose = false;
};

/// The settings, and the verb that the command line chose.
struct Program {
  Settings settings;
  std::function<int()> run;  ///< does the work, and returns what main() returns

  /// Adds a verb with --index, --quiet and --verbose to the command line.
  CLI::App* add_verb(CLI::App& app, const std::string& name, const std::string& description);
  /// Makes `verb` what will run when `command` is chosen.
  void on_chosen(CLI::App* command, std::function<int()> verb);
  /// Likewise of verbs that look at no index.
  CLI::App* add_verb_without_index(CLI::App& app, const std::string& name,
                                   const std::string& description);
  void on_chosen_without_index(CLI::App* command, std::function<int()> verb);
};

/// --wait, for the verbs that take the index's lock.
void add_lock_option(CLI::App& command, IndexerOptions& options);

/// --wait, --keep, --jobs and --memory, for the verbs that write.
void add_work_options(CLI::App& command, IndexerOptions& options);

/// Prints the error to standard error, and gives the exit code for it.
int fail(const Error& error);

/// Prints what went wrong without harm to what was published: `dateline-index: warning: ...`.
void warn(std::string_view warning);

/// Levels as syslog numbers them.
enum class Severity { error = 3, warning = 4, info = 6 };

/// Writes to standard error. Where that is systemd's journal, each line gets its level.
void say(std::string_view text, Severity severity = Severity::info);

}  // namespace dateline
