#include "common/cli/color.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace dateline {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

bool use_color(ColorChoice choice, int fd) {
  switch (choice) {
    case ColorChoice::always:
      return true;
    case ColorChoice::never:
      return false;
    case ColorChoice::automatic:
      return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && isatty(fd) == 1;
  }
  return false;
}

}  // namespace dateline
