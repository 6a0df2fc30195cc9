#include "common/cli/config_path.hpp"

#include <cstdlib>
#include <system_error>

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// The variable as an absolute path; the XDG specification says that relative ones are to be
/// ignored.
std::optional<fs::path> absolute_path_from(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr) return std::nullopt;
  fs::path path(value);
  if (!path.is_absolute()) return std::nullopt;
  return path;
}

std::optional<fs::path> config_home() {
  if (auto xdg = absolute_path_from("XDG_CONFIG_HOME")) return xdg;
  if (auto home = absolute_path_from("HOME")) return *home / ".config";
  return std::nullopt;
}

}  // namespace

std::optional<fs::path> default_config_path() {
  const auto home = config_home();
  if (!home) return std::nullopt;
  fs::path path = *home / "dateline" / "config.toml";
  std::error_code unreadable;  // a folder that we may not look into is as good as no file
  if (!fs::is_regular_file(path, unreadable)) return std::nullopt;
  return path;
}

}  // namespace dateline
