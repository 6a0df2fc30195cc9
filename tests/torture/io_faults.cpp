// A library to preload: counts the calls by which a program changes or opens files below
// DATELINE_IO_ROOT, kills the program or makes calls fail at a chosen one (io_plan.hpp), and logs
// what they change (io_log.hpp).
//
// The C library's wrappers are replaced by ones that make the system call themselves. Calls that
// the C library makes on its own behalf pass it by; of those only stdio writes files here, so fopen
// is replaced as well.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <optional>

#include "tests/torture/io_call.hpp"
#include "tests/torture/io_log.hpp"
#include "tests/torture/io_plan.hpp"

namespace dateline::torture {
namespace {

/// One call of the program: is it watched, does it fail, and is its outcome to be logged?
class Interception {
 public:
  Interception(IoKind kind, const IoPath& path) noexcept {
    if (!is_watched(path)) return;
    error_ = fault_at(kind, path);
    logged_ = error_ == 0 && is_logging();
    if (logged_) lock_ = hold_log();
  }
  /// True, with errno set, where the call is to fail.
  [[nodiscard]] bool fails() const noexcept {
    if (error_ != 0) errno = error_;
    return error_ != 0;
  }
  [[nodiscard]] bool logs() const noexcept { return logged_; }

 private:
  int error_ = 0;
  bool logged_ = false;
  std::unique_lock<std::recursive_mutex> lock_;
};

int open_file(int directory, const char* name, int flags, mode_t mode) noexcept {
  const IoPath path = path_at(directory, name);
  const Interception call(IoKind::open, path);
  if (call.fails()) return -1;
  const bool existed = !call.logs() || ::faccessat(directory, name, F_OK, 0) == 0;
  const int fd = static_cast<int>(::syscall(SYS_openat, directory, name, flags, mode));
  if (fd < 0 || !call.logs()) return fd;
  if (!existed)
    log_creation(fd, path);
  else if ((flags & O_TRUNC) != 0)
    log_truncation(fd, 0);
  return fd;
}

/// Where the next write() goes.
off_t write_position(int fd) noexcept {
  return ::lseek(fd, 0, (::fcntl(fd, F_GETFL) & O_APPEND) != 0 ? SEEK_END : SEEK_CUR);
}

ssize_t write_file(int fd, const void* bytes, std::size_t size, std::optional<off_t> at) noexcept {
  const Interception call(IoKind::write, path_of(fd));
  if (call.fails()) return -1;
  const off_t offset = at ? *at : call.logs() ? write_position(fd) : 0;
  const long written =
      at ? ::syscall(SYS_pwrite64, fd, bytes, size, *at) : ::syscall(SYS_write, fd, bytes, size);
  if (written > 0 && call.logs()) log_write(fd, offset, bytes, static_cast<std::size_t>(written));
  return written;
}

/// As sendfile without an offset; by way of memory, so that the bytes can be logged.
ssize_t copy_bytes(int from, int to, std::size_t size) noexcept {
  char piece[1u << 16];
  const long got = ::syscall(SYS_read, from, piece, std::min(size, sizeof piece));
  return got <= 0 ? got : write_file(to, piece, static_cast<std::size_t>(got), std::nullopt);
}

int sync_file(int fd, long number) noexcept {
  const Interception call(IoKind::sync, path_of(fd));
  if (call.fails()) return -1;
  const long outcome = ::syscall(number, fd);
  if (outcome == 0 && call.logs()) log_sync(fd);
  return static_cast<int>(outcome);
}

int truncate_file(int fd, off_t size) noexcept {
  const Interception call(IoKind::truncate, path_of(fd));
  if (call.fails()) return -1;
  const long outcome = ::syscall(SYS_ftruncate, fd, size);
  if (outcome == 0 && call.logs()) log_truncation(fd, size);
  return static_cast<int>(outcome);
}

int allocate_file(int fd, int mode, off_t offset, off_t size) noexcept {
  const Interception call(IoKind::allocate, path_of(fd));
  if (call.fails()) return -1;
  const long outcome = ::syscall(SYS_fallocate, fd, mode, offset, size);
  struct stat info {};
  if (outcome == 0 && call.logs() && ::fstat(fd, &info) == 0) log_truncation(fd, info.st_size);
  return static_cast<int>(outcome);
}

int rename_file(int from_directory, const char* from_name, int to_directory,
                const char* to_name) noexcept {
  const IoPath from = path_at(from_directory, from_name), to = path_at(to_directory, to_name);
  const Interception call(IoKind::rename, to);
  if (call.fails()) return -1;
  const long outcome =
      ::syscall(SYS_renameat2, from_directory, from_name, to_directory, to_name, 0);
  if (outcome == 0 && call.logs()) log_paths("rename", from, to);
  return static_cast<int>(outcome);
}

int link_file(int from_directory, const char* from_name, int to_directory, const char* to_name,
              int flags) noexcept {
  const IoPath from = path_at(from_directory, from_name), to = path_at(to_directory, to_name);
  const Interception call(IoKind::link, to);
  if (call.fails()) return -1;
  const long outcome =
      ::syscall(SYS_linkat, from_directory, from_name, to_directory, to_name, flags);
  if (outcome == 0 && call.logs()) log_paths("link", from, to);
  return static_cast<int>(outcome);
}

int unlink_file(int directory, const char* name, int flags) noexcept {
  const bool is_directory = (flags & AT_REMOVEDIR) != 0;
  const IoPath path = path_at(directory, name);
  const Interception call(is_directory ? IoKind::remove_directory : IoKind::unlink, path);
  if (call.fails()) return -1;
  const long outcome = ::syscall(SYS_unlinkat, directory, name, flags);
  if (outcome == 0 && call.logs()) log_path(is_directory ? "rmdir" : "unlink", path);
  return static_cast<int>(outcome);
}

int make_directory(int directory, const char* name, mode_t mode) noexcept {
  const IoPath path = path_at(directory, name);
  const Interception call(IoKind::make_directory, path);
  if (call.fails()) return -1;
  const long outcome = ::syscall(SYS_mkdirat, directory, name, mode);
  if (outcome == 0 && call.logs()) log_path("mkdir", path);
  return static_cast<int>(outcome);
}

int fd_of(void* cookie) noexcept {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(cookie));
}

ssize_t cookie_write(void* cookie, const char* bytes, std::size_t size) {
  const ssize_t written = write_file(fd_of(cookie), bytes, size, std::nullopt);
  return written < 0 ? 0 : written;  // what fopencookie(3) wants for an error
}

int cookie_seek(void* cookie, off64_t* offset, int whence) {
  const off64_t place = ::lseek(fd_of(cookie), *offset, whence);
  if (place < 0) return -1;
  *offset = place;
  return 0;
}

int cookie_close(void* cookie) {
  return ::close(fd_of(cookie));
}

/// A stream for writing whose writes come by here.
FILE* open_stream(const char* path, const char* mode) noexcept {
  const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mode[0] == 'a' ? O_APPEND : O_TRUNC);
  const int fd = open_file(AT_FDCWD, path, flags, 0666);
  if (fd < 0) return nullptr;
  return ::fopencookie(reinterpret_cast<void*>(static_cast<std::intptr_t>(fd)), "w",
                       {nullptr, cookie_write, cookie_seek, cookie_close});
}

FILE* open_any_stream(const char* path, const char* mode) noexcept {
  using Open = FILE* (*)(const char*, const char*);
  static const auto next = reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "fopen"));
  const IoPath whole = path_at(AT_FDCWD, path);
  if (!is_watched(whole)) return next(path, mode);
  if (mode[0] != 'r') return open_stream(path, mode);
  const Interception call(IoKind::open, whole);
  return call.fails() ? nullptr : next(path, mode);
}

mode_t mode_argument(int flags, std::va_list arguments) noexcept {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace
}  // namespace dateline::torture

using namespace dateline::torture;  // the rest is one line for each of the C library's names

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  return open_file(AT_FDCWD, path, flags, mode);
}
int openat(int directory, const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_argument(flags, arguments);
  va_end(arguments);
  return open_file(directory, path, flags, mode);
}
int open64(const char* path, int flags, ...) __attribute__((alias("open")));
int openat64(int directory, const char* path, int flags, ...) __attribute__((alias("openat")));

ssize_t write(int fd, const void* bytes, size_t size) {
  return write_file(fd, bytes, size, std::nullopt);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  return write_file(fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t offset)
    __attribute__((alias("pwrite")));
/// One piece at a time is a short write, which is allowed.
ssize_t writev(int fd, const iovec* pieces, int count) {
  for (int i = 0; i < count; ++i)
    if (pieces[i].iov_len > 0)
      return write_file(fd, pieces[i].iov_base, pieces[i].iov_len, std::nullopt);
  return 0;
}
ssize_t sendfile(int to, int from, off_t* offset, size_t size) {
  if (offset != nullptr && ::lseek(from, *offset, SEEK_SET) < 0) return -1;
  const ssize_t copied = copy_bytes(from, to, size);
  if (offset != nullptr && copied > 0) *offset += copied;
  return copied;
}
ssize_t sendfile64(int to, int from, off_t* offset, size_t size) __attribute__((alias("sendfile")));
/// Callers fall back on another way to copy.
ssize_t copy_file_range(int, off64_t*, int, off64_t*, size_t, unsigned) {
  errno = ENOSYS;
  return -1;
}

int fsync(int fd) {
  return sync_file(fd, SYS_fsync);
}
int fdatasync(int fd) {
  return sync_file(fd, SYS_fdatasync);
}
int ftruncate(int fd, off_t size) noexcept {
  return truncate_file(fd, size);
}
int ftruncate64(int fd, off_t size) noexcept __attribute__((alias("ftruncate")));
int fallocate(int fd, int mode, off_t offset, off_t size) {
  return allocate_file(fd, mode, offset, size);
}
int fallocate64(int fd, int mode, off_t offset, off_t size) __attribute__((alias("fallocate")));

int rename(const char* from, const char* to) noexcept {
  return rename_file(AT_FDCWD, from, AT_FDCWD, to);
}
int renameat(int from_directory, const char* from, int to_directory, const char* to) noexcept {
  return rename_file(from_directory, from, to_directory, to);
}
int link(const char* from, const char* to) noexcept {
  return link_file(AT_FDCWD, from, AT_FDCWD, to, 0);
}
int linkat(int from_directory, const char* from, int to_directory, const char* to,
           int flags) noexcept {
  return link_file(from_directory, from, to_directory, to, flags);
}
int unlink(const char* path) noexcept {
  return unlink_file(AT_FDCWD, path, 0);
}
int unlinkat(int directory, const char* path, int flags) noexcept {
  return unlink_file(directory, path, flags);
}
int remove(const char* path) noexcept {
  const int outcome = unlink_file(AT_FDCWD, path, 0);
  return outcome != 0 && errno == EISDIR ? unlink_file(AT_FDCWD, path, AT_REMOVEDIR) : outcome;
}
int rmdir(const char* path) noexcept {
  return unlink_file(AT_FDCWD, path, AT_REMOVEDIR);
}
int mkdir(const char* path, mode_t mode) noexcept {
  return make_directory(AT_FDCWD, path, mode);
}
int mkdirat(int directory, const char* path, mode_t mode) noexcept {
  return make_directory(directory, path, mode);
}

FILE* fopen(const char* path, const char* mode) {
  return open_any_stream(path, mode);
}
FILE* fopen64(const char* path, const char* mode) __attribute__((alias("fopen")));

}  // extern "C"
