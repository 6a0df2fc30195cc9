// Work that is done in a process of its own, because nobody can say what it will need.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "dateline/error.hpp"

namespace dateline {

struct ChildLimits {
  std::size_t memory_bytes = 512u << 20;  ///< besides what the process has already
  std::chrono::seconds seconds{30};       ///< of the processor, and twice as long by the clock
  std::size_t output_bytes = 64u << 20;
};

/// What `work` writes to the descriptor, run in a child that can open no further files for writing.
/// Errors: bad_input, where it fails, takes too long, or needs or writes too much.
Result<std::string> run_bounded(const ChildLimits& limits, const std::function<bool(int fd)>& work);

}  // namespace dateline
