#include "server/connection/connection_registry.hpp"

namespace dateline::serve {
namespace {

/// An honest client sends its first request at once.
constexpr auto grace = std::chrono::milliseconds(250);

}  // namespace

void ConnectionRegistry::add(const std::shared_ptr<Connection>& connection) {
  connections_[connection.get()] = {connection, State::fresh, Clock::now()};
}

void ConnectionRegistry::set_waiting(const Connection& connection, bool was_served) {
  const auto found = connections_.find(&connection);
  if (found == connections_.end()) return;
  found->second.state = was_served ? State::idle : State::fresh;
  found->second.since = Clock::now();
}

void ConnectionRegistry::set_busy(const Connection& connection) {
  const auto found = connections_.find(&connection);
  if (found != connections_.end()) found->second.state = State::busy;
}

std::shared_ptr<Connection> ConnectionRegistry::evict() {
  const Clock::time_point now = Clock::now();
  if (auto slow = oldest(is_fresh, now - grace)) return slow;
  if (auto idle = oldest(is_idle, now)) return idle;
  return oldest(is_fresh, now);
}

std::shared_ptr<Connection> ConnectionRegistry::oldest(Accepts accepts, Clock::time_point limit) {
  auto found = connections_.end();
  for (auto entry = connections_.begin(); entry != connections_.end(); ++entry) {
    if (!accepts(entry->second.state) || entry->second.since > limit) continue;
    if (found == connections_.end() || entry->second.since < found->second.since) found = entry;
  }
  if (found == connections_.end()) return nullptr;
  auto connection = std::move(found->second.connection);
  connections_.erase(found);
  return connection;
}

}  // namespace dateline::serve
