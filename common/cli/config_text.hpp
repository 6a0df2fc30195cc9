// The text of a configuration file -> sections, settings and values, each with its line. TOML is
// read by a library, and only the file below this header knows which one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// No file that a person writes is larger.
inline constexpr std::size_t max_config_bytes = std::size_t{1} << 20;

enum class ConfigKind {
  text,
  whole_number,
  number,   ///< with a fraction
  boolean,  ///< text is "true" or "false"
  date,     ///< a day, or a day and a time
  time,     ///< of no day
  list,
  section,
};

/// A value, or a section. Lines count from 1.
struct ConfigValue {
  ConfigKind kind = ConfigKind::text;
  std::string name;  ///< empty within a list
  std::size_t line = 0;
  std::string text;                ///< as it would stand on a command line; none of lists, sections
  std::vector<ConfigValue> parts;  ///< of a list in its order; of a section by line
};

/// The whole file as a section without a name. A byte order mark is passed over. Error usage, whose
/// message begins with "line N, column N: ", where the text is not TOML 1.0 or is too long.
Result<ConfigValue> parse_config_text(std::string_view text);

}  // namespace dateline
