// When a search ends before it is done: at its deadline, or because its caller gave up.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <utility>

namespace dateline {

/// Polled by the loops of a search. One thread at a time.
class StopCheck {
 public:
  using Clock = std::chrono::steady_clock;
  /// What a search may still take after its deadline to make a page of what it has.
  static constexpr std::chrono::milliseconds grace{20};

  /// Never stops.
  StopCheck() = default;
  StopCheck(std::optional<Clock::time_point> deadline, std::stop_token token)
      : deadline_(deadline), token_(std::move(token)) {}

  [[nodiscard]] bool can_stop() const noexcept { return deadline_ || token_.stop_possible(); }

  /// Whether to look at no further document. Once true, it stays so. Costs a nanosecond: the clock
  /// is read at the first of every 16 calls.
  [[nodiscard]] bool reached() noexcept {
    if (!can_stop() || reached_) return reached_;
    if (polls_++ % 16 == 0) reached_ = is_cancelled() || is_behind(std::chrono::milliseconds(0));
    return reached_;
  }
  /// Whether the grace is over too. Reads the clock.
  [[nodiscard]] bool overdue() const noexcept { return is_cancelled() || is_behind(grace); }
  [[nodiscard]] bool is_cancelled() const noexcept { return token_.stop_requested(); }
  /// Whether reached() was ever true, which is when a result lacks something.
  [[nodiscard]] bool was_reached() const noexcept { return reached_; }

 private:
  [[nodiscard]] bool is_behind(std::chrono::milliseconds extra) const noexcept {
    return deadline_ && Clock::now() >= *deadline_ + extra;
  }

  std::optional<Clock::time_point> deadline_;
  std::stop_token token_;
  unsigned polls_ = 0;
  bool reached_ = false;
};

/// Thrown through Xapian's matcher, which has no other way out, and caught where it was called.
struct MatchStopped {};

}  // namespace dateline
