#include "indexer/cli/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dateline {

std::string as_megabytes(std::uint64_t bytes) {
  if (bytes < 100'000) return with_thousands(bytes) + " bytes";
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string as_clock(double seconds) {
  constexpr double longest_s = 359'999;  // 99:59:59
  const auto whole = static_cast<unsigned>(std::lround(std::clamp(seconds, 0.0, longest_s)));
  const unsigned hours = whole / 3600, minutes = whole / 60 % 60, rest = whole % 60;
  if (hours != 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, rest);
  return fmt::format("{}:{:02}", minutes, rest);
}

std::string count_of(std::uint64_t number, const std::string& noun) {
  return with_thousands(number) + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace dateline
