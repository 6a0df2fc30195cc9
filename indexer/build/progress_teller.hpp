// Tells the owner of a run how far it is.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "dateline/indexer.hpp"

namespace dateline {

/// Calls back at most ten times a second while documents come, and whenever it is told to. Used by
/// the run's calling thread alone.
class ProgressTeller {
 public:
  using Callback = std::function<void(const IndexProgress&)>;
  explicit ProgressTeller(Callback callback) : callback_(std::move(callback)) {}

  void tell(const IndexProgress& progress) {
    if (!callback_) return;
    last_ = Clock::now();
    callback_(progress);
  }
  void tell_if_due(const IndexProgress& progress) {
    if (callback_ && Clock::now() - last_ >= interval) tell(progress);
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds interval{100};
  Callback callback_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace dateline
