#include "indexer/readers/source/random_access.hpp"

#include <unistd.h>

#include <cerrno>

namespace dateline {

Result<std::size_t> read_file_at(int fd, std::uint64_t offset, char* out, std::size_t bytes,
                                 const std::string& name) {
  std::size_t done = 0;
  while (done < bytes) {
    const ssize_t count = ::pread(fd, out + done, bytes - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_failure("cannot read", name, errno);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

}  // namespace dateline
