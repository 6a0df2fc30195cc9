// The configuration file: TOML as CLI11 reads it, shared with Dateline's other programs.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

/// Keeps `index` and the section of a program ([search], [serve]), and leaves the rest to the
/// programs that it is for.
/// `index` gives way to DATELINE_INDEX, as what is nearer to the command counts more.
class SectionConfig : public CLI::ConfigTOML {
 public:
  explicit SectionConfig(std::string section) : section_(std::move(section)) {}
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  [[nodiscard]] bool concerns_us(const CLI::ConfigItem& item) const;
  std::string section_;
};

}  // namespace dateline
