// One call that changes or opens a file below the watched folder, as the preload library sees it.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

namespace dateline::torture {

/// Calls that mean the same to a file system share a kind: pwrite64 and writev are writes.
enum class IoKind {
  open,
  write,
  sync,
  truncate,
  allocate,
  rename,
  link,
  unlink,
  make_directory,
  remove_directory
};
[[nodiscard]] const char* name_of(IoKind kind) noexcept;

constexpr std::size_t longest_path = 4096;

/// An absolute path in a buffer of its own: the library is at work before the program's allocator
/// is.
struct IoPath {
  char text[longest_path] = "";
};

/// The path of an argument of an *at call.
[[nodiscard]] IoPath path_at(int directory_fd, const char* path) noexcept;
/// The path of an open file.
[[nodiscard]] IoPath path_of(int fd) noexcept;

/// Whether the path is DATELINE_IO_ROOT or below it; never where the variable is not set.
[[nodiscard]] bool is_watched(const IoPath& path) noexcept;

}  // namespace dateline::torture
