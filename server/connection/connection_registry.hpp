// Which connections are open, how many may be, and which one gives way when there are too many.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <unordered_map>

namespace dateline::serve {

class Connection;

/// One thread only. Clients that hold connections without asking for anything (slowly, or not at
/// all) never keep others out: the one that has waited longest is closed to make room.
class ConnectionRegistry {
 public:
  using Clock = std::chrono::steady_clock;
  explicit ConnectionRegistry(std::size_t most) : most_(most) {}

  [[nodiscard]] std::size_t size() const noexcept { return connections_.size(); }
  [[nodiscard]] bool full() const noexcept { return connections_.size() >= most_; }

  void add(const std::shared_ptr<Connection>& connection);
  void remove(const Connection& connection) { connections_.erase(&connection); }

  /// The connection is between requests (or before its first one) since now.
  void set_waiting(const Connection& connection, bool was_served);
  /// It has a request that is being answered: it is not closed for another one.
  void set_busy(const Connection& connection);

  /// Takes a connection out that another one may have the place of; the caller closes it. Null
  /// where all are busy. First those that have not sent a whole request for a quarter of a second,
  /// then the one that is idle for longest, as clients ask again where a kept connection was closed
  /// (RFC 9112, 9.3.1). A new connection whose request is under way comes last.
  [[nodiscard]] std::shared_ptr<Connection> evict();
  /// Takes out all that wait.
  template <typename Close>
  void evict_waiting(const Close& close) {
    while (const auto connection = oldest(any_state, Clock::now())) close(*connection);
  }

 private:
  enum class State { busy, fresh, idle };
  struct Entry {
    std::shared_ptr<Connection> connection;
    State state = State::fresh;
    Clock::time_point since;
  };
  using Accepts = bool (*)(State);
  static bool any_state(State state) noexcept { return state != State::busy; }
  static bool is_fresh(State state) noexcept { return state == State::fresh; }
  static bool is_idle(State state) noexcept { return state == State::idle; }

  /// Takes out the one that waits longest among those whose state is accepted and that waited
  /// before `limit`; null if there is none.
  std::shared_ptr<Connection> oldest(Accepts accepts, Clock::time_point limit);

  std::size_t most_;
  std::unordered_map<const Connection*, Entry> connections_;
};

}  // namespace dateline::serve
