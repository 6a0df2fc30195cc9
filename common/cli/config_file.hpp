// The configuration file: which of its settings are for this program, and whether they are right.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/cli/config_text.hpp"

namespace dateline {

/// The file is not TOML. Other faults are about settings, and share a hint.
class ConfigTextError : public CLI::ConfigError {
 public:
  ConfigTextError(std::string message, std::string hint)
      : CLI::ConfigError(std::move(message)), hint_(std::move(hint)) {}
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  std::string hint_;
};

/// Reads TOML for an App and gives its options what the command line and the environment leave
/// open. The file is shared with Dateline's other programs: their sections are passed over. All
/// that is wrong with it is a CLI::ConfigError that names the file and the line.
class ConfigFile : public CLI::Config {
 public:
  /// `section` holds the settings of the App; where it is empty, those of each subcommand stand in
  /// a section of its name, and only those of the subcommand on the command line come into force.
  ConfigFile(CLI::App& app, std::string section) : app_(app), section_(std::move(section)) {}

  /// Hands settings over to the options itself, as CLI11 would lose their lines: returns none.
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;
  [[nodiscard]] std::string to_config(const CLI::App*, bool, bool, std::string) const override {
    return {};
  }

  /// `FILE, line N` of the setting that gave the option of that name (without --) its value; empty
  /// where none did.
  [[nodiscard]] std::string place_of(const std::string& name) const;

 private:
  [[nodiscard]] CLI::App* app_of(const std::string& section) const;
  [[nodiscard]] std::vector<std::string> sections() const;
  void read(const ConfigValue& file) const;
  void read_section(const ConfigValue& section) const;
  void read_index(const ConfigValue& setting) const;
  void give(CLI::Option& option, const ConfigValue& setting) const;

  CLI::App& app_;
  std::string section_;
  // CLI11 reads through a const function.
  mutable std::string path_;
  mutable std::map<std::string, std::size_t> lines_;  ///< of the settings that options took
};

}  // namespace dateline
