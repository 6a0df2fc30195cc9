#include "indexer/readers/file_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t chunk_bytes = 256u << 10;

/// Small files get small buffers: folders may hold very many of them.
std::size_t buffer_bytes(int fd) noexcept {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return chunk_bytes;
  constexpr off_t least = 4096;
  return static_cast<std::size_t>(
      std::clamp(status.st_size, least, static_cast<off_t>(chunk_bytes)));
}

/// read() that is not interrupted and, for standard input that somebody made non-blocking, waits.
ssize_t read_some(int fd, std::vector<char>& buffer) noexcept {
  for (;;) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count >= 0) return count;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd wait{.fd = fd, .events = POLLIN, .revents = 0};
      ::poll(&wait, 1, -1);
    } else if (errno != EINTR) {
      return count;
    }
  }
}

}  // namespace

FileSource::FileSource(int fd, std::string name, std::atomic<std::uint64_t>* bytes_read)
    : fd_(fd), name_(std::move(name)), bytes_read_(bytes_read), buffer_(buffer_bytes(fd)) {
  ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

Result<std::string_view> FileSource::next() {
  const ssize_t count = read_some(fd_, buffer_);
  if (count < 0)
    return fail({.position = {.file = name_, .line = 0, .offset = bytes_},
                 .reason = RejectReason::unreadable,
                 .detail = io_failure("cannot read", name_, errno).value().message});
  const auto size = static_cast<std::size_t>(count);
  bytes_ += size;
  if (bytes_read_ != nullptr) bytes_read_->fetch_add(size, std::memory_order_relaxed);
  return std::string_view(buffer_.data(), size);
}

}  // namespace dateline
