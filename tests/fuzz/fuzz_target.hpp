// What a fuzz target is, and what all of them use. One folder up from a target's regressions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::fuzz {

/// One entry point for hostile bytes.
struct FuzzTarget {
  std::string_view name;
  /// Takes any bytes. What must never happen ends the process: a signal, a sanitizer's report, or
  /// require().
  void (*run)(std::string_view bytes);
  /// Good inputs and known bad ones, a few dozen at most; vary() makes more of them.
  std::vector<std::string> (*examples)();
};

/// All of them, in the order of their names.
[[nodiscard]] std::span<const FuzzTarget> fuzz_targets() noexcept;
/// Null if there is none of this name.
[[nodiscard]] const FuzzTarget* find_fuzz_target(std::string_view name) noexcept;

/// A property that holds for every input. Where it does not: says so and aborts, so that the fuzzer
/// keeps the input.
void require(bool holds, const char* property);

}  // namespace dateline::fuzz
