// Rejects on standard error while an update runs: the first ones whole, the rest as a number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/input.hpp"

namespace dateline {

/// Decides what is said of each reject. Not thread-safe.
class RejectPrinter {
 public:
  static constexpr std::uint64_t default_limit = 20;
  explicit RejectPrinter(std::uint64_t limit) : limit_(limit) {}

  /// The line for the next reject, safe to print; empty once `limit` have had theirs.
  [[nodiscard]] std::string next_line(const Reject& reject);
  /// `... and 7 more; see --report`; empty where every reject had a line. `hint`: where they all
  /// are.
  [[nodiscard]] std::string closing_line(std::string_view hint = "see --report") const;

 private:
  std::uint64_t limit_;
  std::uint64_t count_ = 0;
};

}  // namespace dateline
