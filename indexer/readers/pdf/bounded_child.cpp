#include "indexer/readers/pdf/bounded_child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "common/base/file_descriptor.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

void limit(__rlimit_resource resource, rlim_t value) noexcept {
  const rlimit both{value, value};
  ::setrlimit(resource, &both);
}

/// The address space that the process has; 0 where that is not known.
std::size_t present_memory() noexcept {
  std::size_t pages = 0;
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  if (std::fscanf(file, "%zu", &pages) != 1) pages = 0;
  std::fclose(file);
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Ends the process without what the parent would have done at its end.
[[noreturn]] void run_child(const ChildLimits& limits, const std::function<bool(int fd)>& work,
                            int fd) noexcept {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds.count()));
  if (const std::size_t present = present_memory(); present != 0)
    limit(RLIMIT_AS, present + limits.memory_bytes);
  bool done = false;
  try {
    done = work(fd);
  } catch (...) {
    done = false;
  }
  ::_exit(done ? 0 : 1);
}

/// Reads up to the end, the deadline or the limit; false at the last two.
bool gather(int fd, const ChildLimits& limits, std::string& out) {
  const auto deadline = Clock::now() + 2 * limits.seconds;
  std::array<char, 1u << 16> buffer;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{fd, POLLIN, 0};
    const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) return true;
    out.append(buffer.data(), static_cast<std::size_t>(got));
    if (out.size() > limits.output_bytes) return false;
  }
}

/// Whether the child ended as it should.
bool wait_for(pid_t child) noexcept {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Result<std::string> run_bounded(const ChildLimits& limits,
                                const std::function<bool(int fd)>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return failure(ErrorCode::io, "a pipe cannot be made");
  const FileDescriptor in(ends[0]);
  FileDescriptor out(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) return failure(ErrorCode::io, "a process cannot be started");
  if (child == 0) run_child(limits, work, out.get());
  out = FileDescriptor();
  std::string text;
  const bool whole = gather(in.get(), limits, text);
  if (!whole) ::kill(child, SIGKILL);
  const bool ended = wait_for(child);
  if (whole && ended) return text;
  return failure(ErrorCode::bad_input,
                 fmt::format("it cannot be read within {} seconds and {} MB",
                             limits.seconds.count(), limits.memory_bytes >> 20));
}

}  // namespace dateline
