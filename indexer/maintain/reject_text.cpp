// Positions and rejects as people and log files read them.
#include <fmt/format.h>

#include "dateline/input.hpp"

namespace dateline {

std::string to_string(const InputPosition& position) {
  if (position.line != 0) return fmt::format("{}:{}", position.file, position.line);
  if (position.offset != 0) return fmt::format("{}: byte {}", position.file, position.offset);
  return position.file;
}

std::string to_string(const Reject& reject) {
  return fmt::format("{}: {}: {}", to_string(reject.position), to_string(reject.reason),
                     reject.detail);
}

}  // namespace dateline
