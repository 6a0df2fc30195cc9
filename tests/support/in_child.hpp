// Runs a function in a process of its own, so that a crash of it is an outcome and not the end of
// the test.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <string>
#include <system_error>

namespace dateline::test {

/// How the child ended.
struct ChildResult {
  int exit_code = -1;  ///< what the function returned; -1 where a signal ended the child
  int signal = 0;      ///< SIGALRM: it took longer than it might
};

/// Calls `work` in a child and waits for it; its result, 0 to 255, becomes the exit code; an
/// exception of it ends the child as a crash does. The child has no thread but the one that runs,
/// so the parent must not have started what `work` needs.
inline ChildResult in_child(unsigned limit_seconds, const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    ::alarm(limit_seconds);
    ::_exit([&]() noexcept { return work(); }());
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  }
  if (WIFSIGNALED(status)) return {-1, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

}  // namespace dateline::test
