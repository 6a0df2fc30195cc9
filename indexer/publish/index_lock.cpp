#include "indexer/publish/index_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string>
#include <thread>

#include "common/base/file_io.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_lock_text = 64;

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

/// Whether a writer of ours made the file: what else is in the folder may change at any time then,
/// and is looked at under the lock.
bool is_lock_of_a_writer(const std::filesystem::path& lock_file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(lock_file, error)))
    return false;
  const auto text = read_file(lock_file, longest_lock_text);
  return text && is_writers_lock_text(*text);
}

Status write_pid(int fd, const std::filesystem::path& lock_file) {
  const std::string text = lock_text(::getpid());
  if (::pwrite(fd, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) &&
      ::ftruncate(fd, static_cast<off_t>(text.size())) == 0)
    return {};
  return io_failure("cannot write", lock_file, errno);
}

}  // namespace

Result<IndexLock> IndexLock::acquire(const IndexLayout& layout, std::chrono::seconds wait,
                                     const std::atomic<bool>* stop) {
  const std::filesystem::path lock_file = layout.lock();
  const bool is_new = !is_lock_of_a_writer(lock_file);
  if (is_new) DATELINE_TRY(require_place_for_index(layout));
  DATELINE_TRY(make_directories(layout.root));
  FileDescriptor fd(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
  if (!fd.valid()) return tl::unexpected(io_failure("cannot open", lock_file, errno));
  DATELINE_ASSIGN(const bool locked, lock_within(fd.get(), lock_file, wait, stop));
  if (!locked)
    return failure(ErrorCode::locked,
                   lock_file.string() + " is held by " + describe_holder(fd.get()),
                   "try again when it has finished, or wait for that with --wait");
  DATELINE_TRY(require_place_for_index(layout));
  DATELINE_TRY(write_pid(fd.get(), lock_file));
  if (is_new) {
    // It says whose the folder is, before there is anything else in it.
    DATELINE_TRY(sync_path(lock_file));
    DATELINE_TRY(sync_path(layout.root));
  }
  return IndexLock(std::move(fd));
}

}  // namespace dateline
