// Sockets that listen: of our own making, or handed over by systemd.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "common/base/file_descriptor.hpp"
#include "dateline/error.hpp"
#include "server/listen/listen_address.hpp"

namespace dateline::serve {

/// A stream socket that listens, not blocking, closed on exec.
struct ListeningSocket {
  FileDescriptor fd;
  int family = 0;   ///< AF_INET, AF_INET6 or AF_UNIX
  std::string url;  ///< for people: http://127.0.0.1:7700/ or unix:/run/dateline.sock
};

/// Errors: usage (no such address), io (also a port that is taken).
Result<ListeningSocket> listen_on(const ListenAddress& address);

/// A socket file, created with `mode` from the start. One that a server left is replaced.
/// Errors: usage (the path is too long, or there is a file that is not a socket), locked (a server
/// listens there), io.
Result<ListeningSocket> listen_on(const std::filesystem::path& path, mode_t mode);

/// What systemd hands over (LISTEN_PID, LISTEN_FDS: sd_listen_fds(3)); empty where it does not.
/// The variables are unset. Errors: usage, if one is not a listening stream socket.
Result<std::vector<ListeningSocket>> inherited_sockets();

}  // namespace dateline::serve
