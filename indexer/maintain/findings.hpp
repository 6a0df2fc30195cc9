// Where the parts of a check put what they find.
#pragma once

#include <string>
#include <utility>

#include "dateline/maintenance.hpp"

namespace dateline {

/// Counts every finding and keeps the first max_findings. Not thread-safe.
class Findings {
 public:
  explicit Findings(CheckReport& report) : report_(report) {}

  void add(std::string place, std::string fault) {
    ++report_.finding_count;
    if (report_.findings.size() < max_findings)
      report_.findings.push_back({std::move(place), std::move(fault)});
  }
  void add(std::string place, const Error& error) { add(std::move(place), error.message); }
  /// What is odd and does no harm.
  void warn(std::string place, std::string what) {
    ++report_.warning_count;
    if (report_.warnings.size() < max_findings)
      report_.warnings.push_back({std::move(place), std::move(what)});
  }

  [[nodiscard]] bool empty() const noexcept { return report_.finding_count == 0; }

  /// Adds `expected ..., found ...` where the two differ.
  void compare(const std::string& place, const std::string& what, std::uint64_t expected,
               std::uint64_t found) {
    if (expected == found) return;
    add(place,
        what + ": expected " + std::to_string(expected) + ", found " + std::to_string(found));
  }

 private:
  CheckReport& report_;
};

}  // namespace dateline
