#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

namespace dateline::test {
namespace {

constexpr int patience_ms = 10'000;

FileDescriptor connected(int family, const sockaddr* address, socklen_t size) {
  FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd.valid() || ::connect(fd.get(), address, size) != 0)
    throw std::system_error(errno, std::generic_category(), "connect");
  return fd;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

std::size_t number_of(const std::string& text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Takes status line and fields apart; `header` is without the empty line.
HttpReply parse_header(const std::string& header) {
  HttpReply reply;
  if (header.size() > 12) reply.status = static_cast<unsigned>(number_of(header.substr(9, 3)));
  for (std::size_t at = header.find("\r\n"); at != std::string::npos;) {
    const std::size_t begin = at + 2;
    at = header.find("\r\n", begin);
    const std::string line = header.substr(begin, at == std::string::npos ? at : at - begin);
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos)
      reply.fields[lowered(line.substr(0, colon))] = line.substr(colon + 2);
  }
  return reply;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socket_ = connected(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

HttpClient::HttpClient(const std::string& unix_path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  unix_path.copy(address.sun_path, sizeof address.sun_path - 1);
  socket_ = connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void HttpClient::finish_sending() {
  ::shutdown(socket_.get(), SHUT_WR);
}

bool HttpClient::receive() {
  pollfd ready{socket_.get(), POLLIN, 0};
  if (::poll(&ready, 1, patience_ms) <= 0) return false;
  std::array<char, 65536> bytes;
  const ssize_t got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
  if (got <= 0) return false;
  received_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

HttpReply HttpClient::read_reply(bool has_body) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos)
    if (!receive()) return {};
  HttpReply reply = parse_header(received_.substr(0, end));
  received_.erase(0, end + 4);
  const std::size_t length = has_body ? number_of(reply.field("content-length")) : 0;
  while (received_.size() < length)
    if (!receive()) return {};
  reply.body = received_.substr(0, length);
  received_.erase(0, length);
  return reply;
}

bool HttpClient::is_closed_within(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd ready{socket_.get(), POLLIN, 0};
    if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 4096> bytes;
    if (::recv(socket_.get(), bytes.data(), bytes.size(), 0) <= 0) return true;
  }
}

HttpReply HttpClient::ask(const std::string& method, const std::string& target,
                          const std::vector<std::string>& lines) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
  for (const std::string& line : lines) request += line + "\r\n";
  send(request + "\r\n");
  return read_reply(method != "HEAD");
}

}  // namespace dateline::test
