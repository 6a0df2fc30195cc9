#include "indexer/cli/interrupt.hpp"

#include <unistd.h>

#include <csignal>

namespace dateline {
namespace {

std::atomic<bool> stop_requested{false};
std::atomic<int> first_signal{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "signal handlers may only use atomics without locks");

constexpr int signal_exit_base = 128;

void on_signal(int number) {
  if (stop_requested.exchange(true)) ::_exit(signal_exit_base + number);
  first_signal.store(number);
}

}  // namespace

const std::atomic<bool>& handle_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // libraries that read files need not know of us
  for (const int number : {SIGINT, SIGTERM}) ::sigaction(number, &action, nullptr);
  return stop_requested;
}

int received_signal() noexcept {
  return first_signal.load();
}

}  // namespace dateline
