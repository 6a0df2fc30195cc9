// Reports to the owner of a run how far it is.
#pragma once

#include <chrono>
#include <functional>
#include <utility>

namespace dateline {

/// Calls back with a Progress: at once for report(), at most ten times a second for
/// report_if_due(). Used by the run's calling thread alone.
template <typename Progress>
class ProgressReporter {
 public:
  using Callback = std::function<void(const Progress&)>;
  /// The callback may be empty.
  explicit ProgressReporter(Callback callback) : callback_(std::move(callback)) {}

  void report(const Progress& progress) {
    if (!callback_) return;
    last_ = Clock::now();
    callback_(progress);
  }
  /// `progress()` is called only if it is due.
  template <typename Make>
  void report_if_due(Make&& progress) {
    if (callback_ && Clock::now() - last_ >= interval) report(progress());
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds interval{100};
  Callback callback_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace dateline
