#include "searcher/cli/config.hpp"

#include <cstdlib>

namespace dateline {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// CLI11 marks the borders of sections with such items; our section is flattened, so it has none.
bool is_border(const CLI::ConfigItem& item) {
  return item.name == "++" || item.name == "--";
}

}  // namespace

bool SectionConfig::concerns_us(const CLI::ConfigItem& item) const {
  if (is_border(item)) return false;
  if (item.parents.empty()) return item.name == "index" && !is_set("DATELINE_INDEX");
  return item.parents.size() == 1 && item.parents.front() == section_;
}

std::vector<CLI::ConfigItem> SectionConfig::from_config(std::istream& input) const {
  std::vector<CLI::ConfigItem> ours;
  for (CLI::ConfigItem& item : CLI::ConfigTOML::from_config(input)) {
    if (!concerns_us(item)) continue;
    item.parents.clear();
    ours.push_back(std::move(item));
  }
  return ours;
}

}  // namespace dateline
