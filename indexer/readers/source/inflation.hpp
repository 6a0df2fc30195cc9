// The guard against input that inflates to far more than it is.
#pragma once

#include <cstdint>

namespace dateline {

/// Counts what comes out of one member against what went in. Not thread-safe.
class InflationGuard {
 public:
  explicit InflationGuard(double max_ratio) : max_ratio_(max_ratio) {}

  /// Whether all members together gave more than they may.
  [[nodiscard]] bool is_spent(std::uint64_t raw) const noexcept {
    return !is_proportionate(of_all_, raw);
  }

  void start_member() noexcept { of_member_ = 0; }
  /// Counts bytes that were inflated from the member. False if the member gives too much for the
  /// `taken` bytes that it has taken so far, or all members together, through all levels of
  /// nesting, for the `raw` bytes of the file.
  [[nodiscard]] bool allows(std::uint64_t out, std::uint64_t taken, std::uint64_t raw) noexcept {
    of_member_ += out;
    of_all_ += out;
    return is_proportionate(of_member_, taken) && is_proportionate(of_all_, raw);
  }

 private:
  /// Small members are not judged: short runs of spaces compress very well.
  static constexpr std::uint64_t judged_from = 1u << 20;

  [[nodiscard]] bool is_proportionate(std::uint64_t out, std::uint64_t in) const noexcept {
    return out <= judged_from || static_cast<double>(out) <= max_ratio_ * static_cast<double>(in);
  }

  double max_ratio_;
  std::uint64_t of_member_ = 0;
  std::uint64_t of_all_ = 0;
};

}  // namespace dateline
