#include "server/answer/access_log.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "common/base/terminal_text.hpp"

namespace dateline::serve {
namespace {

/// Within quotes.
std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escape_controls(escaped);
}

Result<FileDescriptor> open_log(const std::string& path) {
  constexpr mode_t mode = 0640;
  const int fd = path == "-"
                     ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                     : ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode);
  if (fd < 0) return io_failure("cannot write the access log", path, errno);
  return FileDescriptor(fd);
}

}  // namespace

std::string access_line(const AccessEntry& entry) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {} \"{} {}\" {} {} {}us \"{}\"\n",
                     fmt::gmtime(std::time(nullptr)), entry.client, quoted(entry.method),
                     quoted(entry.target), entry.status, entry.bytes, entry.took.count(),
                     quoted(entry.user_agent));
}

Result<AccessLog> AccessLog::open(const std::string& path) {
  AccessLog log;
  log.path_ = path;
  if (path.empty()) return log;
  DATELINE_ASSIGN(log.file_, open_log(path));
  return log;
}

void AccessLog::write(const AccessEntry& entry) {
  if (!file_.valid()) return;
  const std::string line = access_line(entry);
  // A log that cannot be written (a full disk) must not stop the answers.
  [[maybe_unused]] const ssize_t written = ::write(file_.get(), line.data(), line.size());
}

Status AccessLog::reopen() {
  if (path_.empty() || path_ == "-") return {};
  DATELINE_ASSIGN(file_, open_log(path_));
  return {};
}

}  // namespace dateline::serve
