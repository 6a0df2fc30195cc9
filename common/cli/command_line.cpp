#include "common/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "common/cli/brackets.hpp"
#include "common/cli/config_file.hpp"
#include "common/cli/config_path.hpp"
#include "common/format/schema.hpp"

namespace dateline {

std::string version_text(std::string_view program) {
  return fmt::format("{} {} (index format {}, analysis {})", program, DATELINE_VERSION,
                     format_version, analysis_version);
}

void add_config_option(CLI::App& app, std::string section) {
  const auto path = default_config_path();
  app.set_config("--config", path ? path->string() : std::string(),
                 "Configuration file (default: ~/.config/dateline/config.toml)")
      ->type_name("FILE");
  app.config_formatter(std::make_shared<ConfigFile>(app, std::move(section)));
  app.allow_config_extras(CLI::config_extras_mode::error);
}

Status require_index(const std::string& index) {
  if (!index.empty()) return {};
  return failure(ErrorCode::usage, "no index given",
                 "give --index DIR, set DATELINE_INDEX, or put index = \"DIR\" into the "
                 "configuration file");
}

Result<std::optional<Information>> parse_command_line(CLI::App& app,
                                                      std::vector<std::string> arguments,
                                                      const ParseHints& hints) {
  arguments = keep_brackets(app, std::move(arguments));
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants it
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return Information{app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Information{std::string(version.what()) + "\n"};
  } catch (const ConfigTextError& error) {
    return failure(ErrorCode::usage, fmt::format("configuration file {}", error.what()),
                   error.hint());
  } catch (const CLI::ConfigError& error) {
    return failure(ErrorCode::usage, fmt::format("configuration file {}", error.what()),
                   fmt::format("{}; see dateline-config(5)", hints.settings));
  } catch (const CLI::ParseError& error) {
    const auto explained = hints.explain ? hints.explain(app) : std::nullopt;
    if (explained) return tl::unexpected(*explained);
    return failure(ErrorCode::usage, error.what(),
                   fmt::format("{} --help shows how to use it", hints.program));
  }
  return std::nullopt;
}

Error with_config_place(const CLI::App& app, Error error) {
  const auto* const config = dynamic_cast<const ConfigFile*>(app.get_config_formatter().get());
  if (config == nullptr || !error.message.starts_with("--")) return error;
  const std::string name = error.message.substr(2, error.message.find_first_of(" :=", 2) - 2);
  const std::string place = config->place_of(name);
  if (!place.empty())
    error.message = fmt::format("configuration file {}: {}", place, error.message);
  return error;
}

}  // namespace dateline
