// The configuration file: TOML as CLI11 reads it, shared with Dateline's other programs.
#pragma once

#include <CLI/CLI.hpp>
#include <vector>

namespace dateline {

/// Keeps `index` and the sections of this program's verbs, and leaves the rest to the programs that
/// it is for. `index` gives way to DATELINE_INDEX, as what is nearer to the command counts more.
class VerbConfig : public CLI::ConfigTOML {
 public:
  explicit VerbConfig(std::vector<std::string> verbs) : verbs_(std::move(verbs)) {}
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  [[nodiscard]] bool concerns_us(const CLI::ConfigItem& item) const;
  std::vector<std::string> verbs_;
};

}  // namespace dateline
