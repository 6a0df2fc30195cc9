// What an update did, as a line for people and as JSON for programs.
#pragma once

#include <string>

#include "dateline/update.hpp"

namespace dateline {

/// The object that --report writes, with its version, pretty-printed, a line break at the end.
/// Always valid UTF-8.
[[nodiscard]] std::string update_report_json(const UpdateReport& report, bool dry_run = false);
/// The same of a run that failed: version, error and exit_code.
[[nodiscard]] std::string update_error_json(const Error& error, int exit_code);

/// `generation 3: 12 added, 3 replaced, 100 unchanged, 2 rejected; 1 document without text, 5
/// without a date; 12.3 MB of input in 4.0 s (3.1 MB/s), 9.8 MB of text added`, on one line;
/// `verbose`: more lines before that.
[[nodiscard]] std::string update_summary(const UpdateReport& report, bool verbose,
                                         bool dry_run = false);

}  // namespace dateline
