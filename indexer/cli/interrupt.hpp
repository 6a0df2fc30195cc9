// SIGINT and SIGTERM during an update: the first asks it to finish, the second ends the program.
#pragma once

#include <atomic>

namespace dateline {

/// Handles both signals from now on. The flag becomes true with the first signal. With the second
/// the process ends at once with 128 + its number: what was not published is lost, what was
/// published is untouched.
const std::atomic<bool>& handle_interrupts();

/// The number of the first signal; 0 if there was none.
int received_signal() noexcept;

}  // namespace dateline
