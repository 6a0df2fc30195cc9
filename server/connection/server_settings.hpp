// Limits of the server, which keep a hostile client from harming the others.
#pragma once

#include <chrono>
#include <cstddef>

namespace dateline::serve {

struct ServerSettings {
  std::size_t threads = 2;        ///< that answer, half as many for bulk; one for all connections
  std::size_t queue = 64;         ///< requests that wait for them; further ones get 503
  std::size_t connections = 256;  ///< open at the same time
  std::chrono::milliseconds header_time{5'000};    ///< from a request's first byte to its last
  std::chrono::milliseconds idle_time{60'000};     ///< between two requests
  std::chrono::milliseconds request_time{30'000};  ///< from the header to the answer's last byte
  std::chrono::milliseconds drain_time{10'000};    ///< for running requests when asked to stop
};

}  // namespace dateline::serve
