#include "indexer/build/index_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string>

namespace dateline {
namespace {

std::string describe_holder(int fd) {
  std::array<char, 32> pid{};
  struct stat info {};
  const ssize_t length = ::pread(fd, pid.data(), pid.size() - 1, 0);
  if (length <= 0 || ::fstat(fd, &info) != 0) return "another process";
  const std::string digits(pid.data(),
                           std::string_view(pid.data()).find_first_not_of("0123456789"));
  return fmt::format("process {} (for {} s)", digits, std::time(nullptr) - info.st_mtime);
}

}  // namespace

Result<IndexLock> IndexLock::acquire(const std::filesystem::path& lock_file) {
  FileDescriptor fd(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!fd.valid()) return tl::unexpected(io_failure("cannot open", lock_file, errno));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return tl::unexpected(io_failure("cannot lock", lock_file, errno));
    return failure(ErrorCode::locked,
                   lock_file.string() + " is held by " + describe_holder(fd.get()),
                   "try again when it has finished");
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd.get(), 0) != 0 ||
      ::pwrite(fd.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
    return tl::unexpected(io_failure("cannot write", lock_file, errno));
  return IndexLock(std::move(fd));
}

}  // namespace dateline
