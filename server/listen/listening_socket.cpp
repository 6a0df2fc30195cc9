#include "server/listen/listening_socket.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace dateline::serve {
namespace {

/// Connections that wait to be accepted. The kernel cuts it to net.core.somaxconn.
constexpr int backlog = 1024;
constexpr int first_inherited_fd = 3;  ///< SD_LISTEN_FDS_START
constexpr int most_inherited = 64;

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Result<Addresses> resolve(const ListenAddress& address) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error =
      ::getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &wanted, &found);
  if (error == 0) return Addresses(found);
  return failure(ErrorCode::usage,
                 fmt::format("--listen {}: {}", address.host, ::gai_strerror(error)),
                 "give an address of this machine, as in 127.0.0.1:7700");
}

tl::unexpected<Error> no_socket(const std::string& where, int error_number) {
  auto error = io_failure("cannot listen on", where, error_number);
  if (error_number == EADDRINUSE)
    error.value().hint = "another program listens there; choose another port";
  if (error_number == EACCES) error.value().hint = "ports below 1024 belong to root";
  return error;
}

std::string url_of(const sockaddr_storage& name) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (name.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(name);
    ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    return fmt::format("http://{}:{}/", text.data(), ntohs(v4.sin_port));
  }
  if (name.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(name);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return fmt::format("http://[{}]:{}/", text.data(), ntohs(v6.sin6_port));
  }
  return std::string("unix:") + reinterpret_cast<const sockaddr_un&>(name).sun_path;
}

/// Reads from the kernel what a socket listens on.
ListeningSocket named(FileDescriptor fd) {
  sockaddr_storage name{};
  socklen_t size = sizeof name - 1;  // a path in sun_path need not end in a zero
  ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&name), &size);
  ListeningSocket socket;
  socket.family = name.ss_family;
  socket.url = url_of(name);
  socket.fd = std::move(fd);
  return socket;
}

Result<ListeningSocket> listen_at(const addrinfo& address, const std::string& where) {
  FileDescriptor fd(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd.valid()) return no_socket(where, errno);
  const int on = 1;
  // A server that was just stopped leaves connections; they must not prevent a new one.
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(fd.get(), address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(fd.get(), backlog) != 0)
    return no_socket(where, errno);
  return named(std::move(fd));
}

Result<sockaddr_un> unix_address(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string& name = path.native();
  if (name.empty() || name.size() >= sizeof address.sun_path)
    return failure(ErrorCode::usage,
                   fmt::format("--unix {}: a path of 1 to {} bytes is needed", name,
                               sizeof address.sun_path - 1),
                   "choose a shorter one, for example in /run");
  std::copy(name.begin(), name.end(), address.sun_path);
  return address;
}

const sockaddr* generic(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

/// Makes room for the socket file: a socket that nobody listens on any more is removed.
Status clear(const std::filesystem::path& path, const sockaddr_un& address) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};  // bind() says what else is wrong
  if (!S_ISSOCK(status.st_mode))
    return failure(ErrorCode::usage, fmt::format("--unix {}: this is a file", path.native()),
                   "name a path that does not exist");
  const FileDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (::connect(probe.get(), generic(address), sizeof address) == 0 || errno == EAGAIN)
    return failure(ErrorCode::locked,
                   fmt::format("--unix {}: a server listens there", path.native()),
                   "stop it, or name another path");
  if (::unlink(path.c_str()) != 0) return io_failure("cannot remove", path.native(), errno);
  return {};
}

bool listens(int fd) {
  int value = 0;
  socklen_t size = sizeof value;
  if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &size) != 0 || value != SOCK_STREAM)
    return false;
  return ::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 && value != 0;
}

long number_in(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return 0;
  long number = 0;
  const char* end = text + std::strlen(text);
  const auto result = std::from_chars(text, end, number);
  return result.ec == std::errc() && result.ptr == end ? number : 0;
}

}  // namespace

Result<ListeningSocket> listen_on(const ListenAddress& address) {
  const std::string where = fmt::format("{}:{}", url_host(address.host), address.port);
  DATELINE_ASSIGN(const Addresses addresses, resolve(address));
  return listen_at(*addresses, where);
}

Result<ListeningSocket> listen_on(const std::filesystem::path& path, mode_t mode) {
  DATELINE_ASSIGN(const sockaddr_un address, unix_address(path));
  DATELINE_TRY(clear(path, address));
  FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd.valid()) return no_socket(path.native(), errno);
  constexpr mode_t all = 0777;
  const mode_t before = ::umask(all & ~mode);  // no moment in which others could connect
  const int bound = ::bind(fd.get(), generic(address), sizeof address);
  const int error_number = errno;
  ::umask(before);
  if (bound != 0) return no_socket(path.native(), error_number);
  if (::listen(fd.get(), backlog) != 0) return no_socket(path.native(), errno);
  return named(std::move(fd));
}

Result<std::vector<ListeningSocket>> inherited_sockets() {
  std::vector<ListeningSocket> sockets;
  const bool for_us = number_in("LISTEN_PID") == ::getpid();
  const long count = for_us ? number_in("LISTEN_FDS") : 0;
  for (const char* variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(variable);
  for (int i = 0; i < static_cast<int>(std::clamp(count, 0L, long{most_inherited})); ++i) {
    FileDescriptor fd(first_inherited_fd + i);
    if (!listens(fd.get()))
      return failure(ErrorCode::usage,
                     fmt::format("file descriptor {} is not a listening stream socket", fd.get()),
                     "in the .socket unit, use ListenStream= and Accept=no");
    ::fcntl(fd.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
    sockets.push_back(named(std::move(fd)));
  }
  return sockets;
}

}  // namespace dateline::serve
