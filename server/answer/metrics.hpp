// What the server counted, in the text format of Prometheus.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "server/answer/routes.hpp"

namespace dateline::serve {

/// What is read at the moment when metrics are asked for.
struct Gauges {
  std::size_t connections = 0;
  std::size_t waiting_requests = 0;
  std::uint64_t generation = 0;
};

/// One thread only.
class Metrics {
 public:
  void count_request(RouteName route, unsigned status, std::chrono::microseconds took);
  void count_accepted() noexcept { ++accepted_; }
  /// A connection that was closed to make room for another one.
  void count_evicted() noexcept { ++evicted_; }
  /// A connection that was turned away, as all others were busy.
  void count_refused() noexcept { ++refused_; }

  [[nodiscard]] std::string to_text(const Gauges& gauges) const;

 private:
  /// Upper bounds in microseconds; the last bucket of each is without one.
  static constexpr std::array<std::uint64_t, 12> bounds_us{500,     1'000,   2'500,     5'000,
                                                           10'000,  25'000,  50'000,    100'000,
                                                           250'000, 500'000, 1'000'000, 5'000'000};
  struct Histogram {
    std::array<std::uint64_t, bounds_us.size() + 1> buckets{};
    std::uint64_t sum_us = 0;
    std::uint64_t count = 0;
  };

  void append_requests(std::string& text) const;
  void append_durations(std::string& text) const;

  std::map<std::pair<RouteName, unsigned>, std::uint64_t> requests_;
  std::map<RouteName, Histogram> durations_;
  std::uint64_t accepted_ = 0;
  std::uint64_t evicted_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace dateline::serve
