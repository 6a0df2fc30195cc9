// What a command line may ask for instead of the program's work.
#pragma once

#include <string>

namespace dateline {

/// What --help, --version or --completion print; nothing else is to be done.
struct Information {
  std::string text;
};

}  // namespace dateline
