#include "tests/torture/io_log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace dateline::torture {
namespace {

/// A log that lacks an entry would prove nothing.
void append(const void* bytes, std::size_t size) noexcept {
  static const long fd = ::syscall(SYS_openat, AT_FDCWD, std::getenv("DATELINE_IO_LOG"),
                                   O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (::syscall(SYS_write, fd, bytes, size) != static_cast<long>(size)) std::abort();
}

void append_line(const char* line, int length) noexcept {
  append(line, static_cast<std::size_t>(length));
}

struct stat status_of(int fd) noexcept {
  struct stat info {};
  if (::fstat(fd, &info) != 0) std::abort();
  return info;
}

}  // namespace

bool is_logging() noexcept {
  return std::getenv("DATELINE_IO_LOG") != nullptr;
}

std::unique_lock<std::recursive_mutex> hold_log() {
  static std::recursive_mutex mutex;
  return std::unique_lock(mutex);
}

void log_path(const char* entry, const IoPath& path) noexcept {
  char line[longest_path + 64];
  append_line(line, std::snprintf(line, sizeof line, "%s %zu %s\n", entry, std::strlen(path.text),
                                  path.text));
}

void log_paths(const char* entry, const IoPath& from, const IoPath& to) noexcept {
  char line[2 * longest_path + 64];
  append_line(line,
              std::snprintf(line, sizeof line, "%s %zu %zu %s %s\n", entry, std::strlen(from.text),
                            std::strlen(to.text), from.text, to.text));
}

void log_creation(int fd, const IoPath& path) noexcept {
  char line[longest_path + 64];
  append_line(line, std::snprintf(line, sizeof line, "create %llu %zu %s\n",
                                  static_cast<unsigned long long>(status_of(fd).st_ino),
                                  std::strlen(path.text), path.text));
}

void log_write(int fd, off_t offset, const void* bytes, std::size_t size) noexcept {
  char line[128];
  append_line(line, std::snprintf(line, sizeof line, "write %llu %lld %zu\n",
                                  static_cast<unsigned long long>(status_of(fd).st_ino),
                                  static_cast<long long>(offset), size));
  append(bytes, size);
}

void log_truncation(int fd, off_t size) noexcept {
  char line[128];
  append_line(line, std::snprintf(line, sizeof line, "truncate %llu %lld\n",
                                  static_cast<unsigned long long>(status_of(fd).st_ino),
                                  static_cast<long long>(size)));
}

void log_sync(int fd) noexcept {
  const struct stat info = status_of(fd);
  if (S_ISDIR(info.st_mode)) return log_path("syncdir", path_of(fd));
  char line[128];
  append_line(line, std::snprintf(line, sizeof line, "sync %llu\n",
                                  static_cast<unsigned long long>(info.st_ino)));
}

}  // namespace dateline::torture
