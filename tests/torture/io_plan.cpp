#include "tests/torture/io_plan.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace dateline::torture {
namespace {

enum class Fault { none, kill, once, forever };

struct Plan {
  Fault fault = Fault::none;
  int error = 0;
  unsigned long at = 0;
};

Plan parse_plan(const char* text) noexcept {
  Plan plan;
  if (text == nullptr) return plan;
  if (std::sscanf(text, "kill:%lu", &plan.at) == 1)
    plan.fault = Fault::kill;
  else if (std::sscanf(text, "once:%d:%lu", &plan.error, &plan.at) == 2)
    plan.fault = Fault::once;
  else if (std::sscanf(text, "forever:%d:%lu", &plan.error, &plan.at) == 2)
    plan.fault = Fault::forever;
  return plan;
}

/// Past all wrappers, so that the report is neither counted nor failed.
void report(unsigned long number, IoKind kind, const IoPath& path) noexcept {
  const char* file = std::getenv("DATELINE_IO_REPORT");
  if (file == nullptr) return;
  const long fd =
      ::syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  char line[longest_path + 64];
  const int length =
      std::snprintf(line, sizeof line, "%lu %s %s\n", number, name_of(kind), path.text);
  ::syscall(SYS_write, fd, line, static_cast<std::size_t>(length));
  ::syscall(SYS_close, fd);
}

}  // namespace

int fault_at(IoKind kind, const IoPath& path) noexcept {
  static const Plan plan = parse_plan(std::getenv("DATELINE_IO_FAULT"));
  static std::atomic<unsigned long> calls{0};
  const unsigned long number = ++calls;
  const bool is_later_sync = number > plan.at && kind == IoKind::sync;
  if (plan.fault == Fault::none || number == plan.at || is_later_sync) report(number, kind, path);
  switch (plan.fault) {
    case Fault::none:
      return 0;
    case Fault::kill:
      if (number == plan.at) ::kill(::getpid(), SIGKILL);
      // The other threads' calls are not to be finished while the signal is on its way.
      while (number >= plan.at) ::pause();
      return 0;
    case Fault::once:
      return number == plan.at ? plan.error : 0;
    case Fault::forever:
      return number >= plan.at ? plan.error : 0;
  }
  return 0;
}

}  // namespace dateline::torture
