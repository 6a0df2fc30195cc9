// What is in an index, as lines for people and as JSON for programs.
#pragma once

#include <string>

#include "dateline/maintenance.hpp"

namespace dateline {

/// One object with its version, pretty-printed, a line break at the end.
[[nodiscard]] std::string stats_json(const IndexStats& stats);
/// `name  value` lines, safe to print.
[[nodiscard]] std::string stats_text(const IndexStats& stats);

}  // namespace dateline
