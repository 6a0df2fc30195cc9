#include "indexer/build/index_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string>
#include <thread>

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

/// Whether the lock was got before the time was up.
Result<bool> lock_within(int fd, const std::filesystem::path& lock_file, std::chrono::seconds wait,
                         const std::atomic<bool>* stop) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds try_again_after{100};
  const auto began = Clock::now();
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return tl::unexpected(io_failure("cannot lock", lock_file, errno));
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
      return failure(ErrorCode::cancelled, "stopped while another process was writing");
    if (wait.count() >= 0 && Clock::now() - began >= wait) return false;
    std::this_thread::sleep_for(try_again_after);
  }
  return true;
}

}  // namespace

Result<IndexLock> IndexLock::acquire(const std::filesystem::path& lock_file,
                                     std::chrono::seconds wait, const std::atomic<bool>* stop) {
  FileDescriptor fd(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!fd.valid()) return tl::unexpected(io_failure("cannot open", lock_file, errno));
  DATELINE_ASSIGN(const bool locked, lock_within(fd.get(), lock_file, wait, stop));
  if (!locked)
    return failure(ErrorCode::locked,
                   lock_file.string() + " is held by " + describe_holder(fd.get()),
                   "try again when it has finished, or wait for that with --wait");
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd.get(), 0) != 0 ||
      ::pwrite(fd.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
    return tl::unexpected(io_failure("cannot write", lock_file, errno));
  return IndexLock(std::move(fd));
}

}  // namespace dateline
