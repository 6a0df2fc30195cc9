// What a repair did, as lines for people and as JSON for programs.
#pragma once

#include <string>

#include "dateline/repair.hpp"

namespace dateline {

/// The object that --report writes, with its version, pretty-printed, a line break at the end.
/// Always valid UTF-8.
[[nodiscard]] std::string repair_report_json(const RepairReport& report);

/// The first lost documents and what is damaged, a line each; empty where nothing is lost.
[[nodiscard]] std::string repair_losses(const RepairReport& report);

/// `generation 4 from generation 3: 12,345 documents; 12 lost`, on one line.
[[nodiscard]] std::string repair_summary(const RepairReport& report);

}  // namespace dateline
