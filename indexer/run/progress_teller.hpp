// Tells the owner of a run how far it is.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

namespace dateline {

/// Calls back with a Progress, at most ten times a second while documents come, and whenever it is
/// told to. Used by the run's calling thread alone.
template <typename Progress>
class ProgressTeller {
 public:
  using Callback = std::function<void(const Progress&)>;
  /// The callback may be empty.
  explicit ProgressTeller(Callback callback) : callback_(std::move(callback)) {}

  void tell(const Progress& progress) {
    if (!callback_) return;
    last_ = Clock::now();
    callback_(progress);
  }
  /// `progress()` is called only if it is due.
  template <typename Make>
  void tell_if_due(Make&& progress) {
    if (callback_ && Clock::now() - last_ >= interval) tell(progress());
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds interval{100};
  Callback callback_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace dateline
