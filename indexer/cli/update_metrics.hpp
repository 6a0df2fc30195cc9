// What an update did, for node_exporter's textfile collector.
#pragma once

#include <cstdint>
#include <string>

#include "dateline/update.hpp"

namespace dateline {

/// How a run ended, whatever its outcome.
struct RunEnd {
  std::int64_t time = 0;  ///< seconds since 1970
  double seconds = 0;     ///< since it began
  int exit_code = 0;
};

/// Prometheus' text format. `report` is null where the run failed; `previous` is the text that the
/// last run wrote, or empty: the time of the last success is taken from there unless this run is
/// one (exit code 0 or 3).
[[nodiscard]] std::string update_metrics(const UpdateReport* report, const RunEnd& end,
                                         const std::string& previous);

/// Writes it to the file with mode 0644, whole or not at all.
Status write_update_metrics(const std::string& path, const UpdateReport* report, const RunEnd& end);

}  // namespace dateline
