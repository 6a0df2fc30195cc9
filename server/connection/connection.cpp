#include "server/connection/connection.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "server/answer/answer_bytes.hpp"
#include "server/answer/problem.hpp"

namespace dateline::serve {
namespace {

namespace asio = boost::asio;
constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_bytes = 4096;
constexpr std::size_t most_lingering_bytes = max_body_bytes;
constexpr auto lingering_time = std::chrono::milliseconds(500);

HttpAnswer queue_is_full() {
  return to_answer({503, "overloaded", "too many requests are waiting", "try again in a second"});
}

HttpAnswer fault_answer(const RequestFault& fault) {
  return to_answer({fault.status, "bad_request", fault.detail});
}

}  // namespace

void Connection::close() {
  stream_.close();
}

asio::awaitable<void> Connection::run() {
  for (;;) {
    context_.registry.set_waiting(*this, served_);
    const Received received = co_await receive();
    context_.registry.set_busy(*this);
    if (std::holds_alternative<Gone>(received)) break;
    if (const auto* fault = std::get_if<RequestFault>(&received)) {
      co_await answer(*fault);
      break;
    }
    if (!co_await answer(std::get<HttpRequest>(received))) break;
    served_ = true;
  }
  close();
}

asio::awaitable<Connection::Received> Connection::receive() {
  // A new client has its time from the start, a known one from its request's first byte on.
  Clock::time_point header_deadline = Clock::now() + context_.settings.header_time;
  bool idle = served_ && received_.empty();
  std::array<char, read_bytes> bytes;
  for (;;) {
    auto parsed = parse_request(received_);
    if (auto* fault = std::get_if<RequestFault>(&parsed)) co_return std::move(*fault);
    if (auto* request = std::get_if<ParsedRequest>(&parsed)) {
      received_.erase(0, request->consumed);
      co_return std::move(request->request);
    }
    stream_.expires_at(idle ? Clock::now() + context_.settings.idle_time : header_deadline);
    const auto [error, size] = co_await stream_.async_read_some(asio::buffer(bytes), as_values);
    // Beast closes the socket when time is up: there is no saying 408.
    if (error || context_.draining) co_return Gone{};
    if (std::exchange(idle, false)) header_deadline = Clock::now() + context_.settings.header_time;
    received_.append(bytes.data(), size);
  }
}

asio::awaitable<HttpAnswer> Connection::run_job(Routed::Job job, WorkQueue& queue) {
  auto start = [&queue, job = std::move(job)](auto handler) mutable {
    auto executor = asio::get_associated_executor(handler);
    // std::function wants to be copied, which a handler cannot be.
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    auto finish = [shared, executor, guard = asio::make_work_guard(executor)](HttpAnswer made) {
      asio::post(executor, [shared, made = std::move(made)]() mutable {
        std::move (*shared)(std::move(made));
      });
    };
    if (!queue.submit([job = std::move(job), finish] { finish(job()); })) finish(queue_is_full());
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(HttpAnswer)>(std::move(start),
                                                                               asio::use_awaitable);
}

asio::awaitable<bool> Connection::answer(const HttpRequest& request) {
  const Clock::time_point start = Clock::now();
  const Clock::time_point deadline = start + context_.settings.request_time;
  Routed routed = context_.router.route(request);
  HttpAnswer made;
  if (auto* ready = std::get_if<HttpAnswer>(&routed.what))
    made = std::move(*ready);
  else
    made = co_await run_job(std::move(std::get<Routed::Job>(routed.what)),
                            routed.is_bulk ? context_.bulk_queue : context_.queue);
  const bool keep_alive = request.keep_alive && !context_.draining;
  stream_.expires_at(deadline);
  const bool sent = co_await send(made, request.method != Method::head, keep_alive, request);
  record(request, routed.name, made, start);
  if (sent && !keep_alive) co_await linger();
  co_return sent&& keep_alive;
}

asio::awaitable<void> Connection::answer(const RequestFault& fault) {
  const Clock::time_point start = Clock::now();
  HttpRequest unread;  // what could not be read is not guessed at
  const HttpAnswer made = fault_answer(fault);
  stream_.expires_at(start + context_.settings.header_time);
  const bool sent = co_await send(made, true, false, unread);
  record(unread, RouteName::none, made, start);
  if (sent) co_await linger();
}

asio::awaitable<bool> Connection::send(const HttpAnswer& answer, bool with_body, bool keep_alive,
                                       const HttpRequest& request) {
  const std::string header =
      header_of(answer, {keep_alive, request.version, context_.router.allowed_origin(request),
                         context_.router.origins_differ()});
  const std::array<asio::const_buffer, 2> buffers{
      asio::buffer(header), with_body ? asio::buffer(answer.body) : asio::const_buffer()};
  const auto [error, size] = co_await asio::async_write(stream_, buffers, as_values);
  co_return !error;
}

asio::awaitable<void> Connection::linger() {
  // Closing with unread bytes makes the kernel send a reset, which may overtake the answer.
  boost::system::error_code ignored;
  stream_.socket().shutdown(Protocol::socket::shutdown_send, ignored);
  stream_.expires_after(lingering_time);
  std::array<char, read_bytes> bytes;
  for (std::size_t total = 0; total < most_lingering_bytes;) {
    const auto [error, size] = co_await stream_.async_read_some(asio::buffer(bytes), as_values);
    if (error) break;
    total += size;
  }
}

void Connection::record(const HttpRequest& request, RouteName route, const HttpAnswer& answer,
                        Clock::time_point start) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  context_.metrics.count_request(route, answer.status, took);
  const std::size_t bytes = request.method == Method::head ? 0 : answer.body.size();
  context_.log.write({client_, request.method_name, request.target, request.user_agent,
                      answer.status, bytes, took});
}

}  // namespace dateline::serve
