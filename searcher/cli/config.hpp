// The configuration file: TOML as CLI11 reads it, shared with Dateline's other programs.
#pragma once

#include <CLI/CLI.hpp>
#include <vector>

namespace dateline {

/// Keeps `index` and the section [search], and leaves the rest to the programs that it is for.
/// `index` gives way to DATELINE_INDEX, as what is nearer to the command counts more.
class SearchConfig : public CLI::ConfigTOML {
 public:
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;
};

}  // namespace dateline
