// One client: reads a request, has it answered, writes the answer, and again.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "server/answer/access_log.hpp"
#include "server/answer/metrics.hpp"
#include "server/connection/connection_registry.hpp"
#include "server/connection/server_settings.hpp"
#include "server/connection/work_queue.hpp"
#include "server/request/parse_request.hpp"
#include "server/route/router.hpp"

namespace dateline::serve {

/// What all connections share. Touched by the thread that serves connections only.
struct ConnectionContext {
  const ServerSettings& settings;
  const Router& router;
  WorkQueue& queue;
  WorkQueue& bulk_queue;  ///< for requests that ask for much
  ConnectionRegistry& registry;
  Metrics& metrics;
  AccessLog& log;
  bool draining = false;  ///< no answer keeps its connection
};

/// TCP or a Unix socket. All functions are called on the thread that serves connections.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Protocol = boost::asio::generic::stream_protocol;
  Connection(Protocol::socket socket, std::string client, ConnectionContext& context)
      : stream_(std::move(socket)), client_(std::move(client)), context_(context) {}

  /// Serves the client until it leaves, is at fault, or takes too long.
  boost::asio::awaitable<void> run();
  /// Ends whatever run() is waiting for.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  /// The client has gone, or has sent nothing for too long.
  struct Gone {};
  using Received = std::variant<Gone, HttpRequest, RequestFault>;

  boost::asio::awaitable<Received> receive();
  /// False where the connection cannot be used any more.
  boost::asio::awaitable<bool> answer(const HttpRequest& request);
  boost::asio::awaitable<void> answer(const RequestFault& fault);
  boost::asio::awaitable<HttpAnswer> run_job(Routed::Job job, WorkQueue& queue);
  boost::asio::awaitable<bool> send(const HttpAnswer& answer, bool with_body, bool keep_alive,
                                    const HttpRequest& request);
  /// Lets the client read the last answer although it may have sent more than was read.
  boost::asio::awaitable<void> linger();
  void record(const HttpRequest& request, RouteName route, const HttpAnswer& answer,
              Clock::time_point start);

  boost::beast::basic_stream<Protocol> stream_;
  std::string client_;
  ConnectionContext& context_;
  std::string received_;  ///< bytes that are not yet taken as a request
  bool served_ = false;
};

}  // namespace dateline::serve
