#include "indexer/cli/config.hpp"

#include <algorithm>
#include <cstdlib>

namespace dateline {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::vector<CLI::ConfigItem> VerbConfig::from_config(std::istream& input) const {
  std::vector<CLI::ConfigItem> found = CLI::ConfigTOML::from_config(input);
  std::erase_if(found, [this](const CLI::ConfigItem& item) { return !concerns_us(item); });
  return found;
}

bool VerbConfig::concerns_us(const CLI::ConfigItem& item) const {
  if (item.parents.empty()) return item.name == "index" && !is_set("DATELINE_INDEX");
  return std::find(verbs_.begin(), verbs_.end(), item.parents.front()) != verbs_.end();
}

}  // namespace dateline
