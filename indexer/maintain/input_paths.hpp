// The paths that an update is given, before anything is read or written.
#pragma once

#include <string>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// Done where all of the paths ("-" apart) can be read as far as one sees from outside. Errors:
/// not_found, where one is not there: a folder that is not mounted, a typo; io, where
/// one cannot be opened or listed; usage, where one is an index. What is wrong below a folder is
/// reported when it is read.
Status require_input(const std::vector<std::string>& paths);

}  // namespace dateline
