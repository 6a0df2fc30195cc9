#include "server/connection/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <exception>
#include <list>
#include <string>
#include <utility>

#include "common/cli/report.hpp"
#include "server/connection/connection.hpp"
#include "server/program_name.hpp"

namespace dateline::serve {
namespace {

namespace asio = boost::asio;
using Protocol = Connection::Protocol;
using Acceptor = asio::basic_socket_acceptor<Protocol>;
constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
/// After an accept that failed for want of descriptors or memory.
constexpr auto pause_after_failure = std::chrono::milliseconds(50);
constexpr int one_thread = 1;
/// Below everything that a person waits for.
constexpr int bulk_niceness = 10;

constexpr std::string_view refusal =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

/// `127.0.0.1`, or `unix`.
std::string client_name(int fd) {
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&name), &size) != 0) return "-";
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* address = nullptr;
  if (name.ss_family == AF_INET) address = &reinterpret_cast<sockaddr_in&>(name).sin_addr;
  if (name.ss_family == AF_INET6) address = &reinterpret_cast<sockaddr_in6&>(name).sin6_addr;
  if (address == nullptr) return "unix";
  return ::inet_ntop(name.ss_family, address, text.data(), text.size());
}

class Server {
 public:
  Server(std::vector<ListeningSocket> sockets, const ServerSettings& settings, Router& router,
         AccessLog log)
      : settings_(settings),
        router_(router),
        log_(std::move(log)),
        registry_(settings.connections),
        queue_(settings.threads, settings.queue),
        bulk_queue_((settings.threads + 1) / 2, settings.queue, bulk_niceness),
        context_{settings_, router_, queue_, bulk_queue_, registry_, metrics_, log_},
        signals_(io_, SIGTERM, SIGINT, SIGHUP),
        drain_limit_(io_) {
    for (ListeningSocket& socket : sockets)
      acceptors_.emplace_back(io_, Protocol(socket.family, IPPROTO_IP), socket.fd.release());
    router_.set_metrics([this] {
      const std::size_t waiting = queue_.waiting() + bulk_queue_.waiting();
      return metrics_.to_text({registry_.size(), waiting, router_.generation()});
    });
  }

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() { router_.set_metrics(nullptr); }

  void run() {
    for (Acceptor& acceptor : acceptors_) spawn(accept_from(acceptor));
    spawn(obey_signals());
    io_.run();
  }

 private:
  void spawn(asio::awaitable<void> task) {
    asio::co_spawn(io_, std::move(task), [](const std::exception_ptr& thrown) {
      if (thrown) std::rethrow_exception(thrown);  // out of run(): a bug
    });
  }

  asio::awaitable<void> accept_from(Acceptor& acceptor) {
    asio::steady_timer pause(io_);
    while (acceptor.is_open()) {
      auto [error, socket] = co_await acceptor.async_accept(as_values);
      if (!error) {
        admit(std::move(socket));
      } else if (acceptor.is_open()) {
        pause.expires_after(pause_after_failure);
        co_await pause.async_wait(as_values);
      }
    }
  }

  void admit(Protocol::socket socket) {
    metrics_.count_accepted();
    if (registry_.full() && !make_room()) return refuse(socket);
    const int on = 1;
    const int fd = socket.native_handle();
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // a Unix socket has no such thing
    auto connection = std::make_shared<Connection>(std::move(socket), client_name(fd), context_);
    registry_.add(connection);
    asio::co_spawn(io_, connection->run(),
                   [this, connection](const std::exception_ptr&) { forget(connection); });
  }

  void forget(const std::shared_ptr<Connection>& connection) {
    registry_.remove(*connection);
    finish_draining();
  }

  bool make_room() {
    const auto evicted = registry_.evict();
    if (!evicted) return false;
    metrics_.count_evicted();
    evicted->close();
    return true;
  }

  void refuse(Protocol::socket& socket) {
    metrics_.count_refused();
    ::send(socket.native_handle(), refusal.data(), refusal.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  asio::awaitable<void> obey_signals() {
    while (!is_drained()) {
      const auto [error, number] = co_await signals_.async_wait(as_values);
      if (error) co_return;
      if (number == SIGHUP)
        reopen_log();
      else if (context_.draining)
        io_.stop();
      else
        drain();
    }
  }

  void reopen_log() {
    if (const auto opened = log_.reopen(); !opened) print_error(opened.error(), serve_program_name);
  }

  void drain() {
    context_.draining = true;
    router_.set_draining();
    for (Acceptor& acceptor : acceptors_) acceptor.close();
    registry_.evict_waiting([](Connection& connection) { connection.close(); });
    drain_limit_.expires_after(settings_.drain_time);
    drain_limit_.async_wait([this](const boost::system::error_code& error) {
      if (!error) io_.stop();
    });
    finish_draining();
  }

  [[nodiscard]] bool is_drained() const { return context_.draining && registry_.size() == 0; }

  /// Once no request is under way, nothing may keep run() from returning.
  void finish_draining() {
    if (!is_drained()) return;
    drain_limit_.cancel();
    signals_.cancel();
  }

  ServerSettings settings_;
  Router& router_;
  AccessLog log_;
  Metrics metrics_;
  asio::io_context io_{one_thread};
  // After io_, which connections belong to and jobs post to: what is declared later goes first.
  ConnectionRegistry registry_;
  WorkQueue queue_;
  WorkQueue bulk_queue_;
  ConnectionContext context_;
  std::list<Acceptor> acceptors_;
  asio::signal_set signals_;
  asio::steady_timer drain_limit_;
};

}  // namespace

Status serve(std::vector<ListeningSocket> sockets, const ServerSettings& settings, Router& router,
             AccessLog log) {
  try {
    Server server(std::move(sockets), settings, router, std::move(log));
    server.run();
    router.cancel_searches();  // those that are left would only be waited for
    return {};
  } catch (const std::exception& exception) {
    return failure(ErrorCode::internal, exception.what());
  }
}

}  // namespace dateline::serve
