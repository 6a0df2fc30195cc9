// Where the programs look for their configuration.
#pragma once

#include <filesystem>
#include <optional>

namespace dateline {

/// `$XDG_CONFIG_HOME/dateline/config.toml`, or `~/.config/dateline/config.toml` where the variable
/// is unset or no absolute path; nothing where there is no such file. Reads the environment: call
/// it before threads start.
[[nodiscard]] std::optional<std::filesystem::path> default_config_path();

}  // namespace dateline
