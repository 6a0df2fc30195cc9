#include "tests/torture/io_call.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace dateline::torture {

const char* name_of(IoKind kind) noexcept {
  switch (kind) {
    case IoKind::open:
      return "open";
    case IoKind::write:
      return "write";
    case IoKind::sync:
      return "sync";
    case IoKind::truncate:
      return "truncate";
    case IoKind::allocate:
      return "allocate";
    case IoKind::rename:
      return "rename";
    case IoKind::link:
      return "link";
    case IoKind::unlink:
      return "unlink";
    case IoKind::make_directory:
      return "mkdir";
    case IoKind::remove_directory:
      return "rmdir";
  }
  return "?";
}

IoPath path_of(int fd) noexcept {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  IoPath path;
  const ssize_t length = ::readlink(link, path.text, sizeof path.text - 1);
  path.text[length > 0 ? length : 0] = '\0';
  return path;
}

IoPath path_at(int directory_fd, const char* name) noexcept {
  IoPath path;
  if (name[0] == '/') {
    std::snprintf(path.text, sizeof path.text, "%s", name);
    return path;
  }
  if (directory_fd == AT_FDCWD) {
    if (::getcwd(path.text, sizeof path.text) == nullptr) path.text[0] = '\0';
  } else {
    path = path_of(directory_fd);
  }
  const std::size_t length = std::strlen(path.text);
  std::snprintf(path.text + length, sizeof path.text - length, "/%s", name);
  return path;
}

bool is_watched(const IoPath& path) noexcept {
  const char* root = std::getenv("DATELINE_IO_ROOT");
  if (root == nullptr) return false;
  const std::size_t length = std::strlen(root);
  return std::strncmp(path.text, root, length) == 0 &&
         (path.text[length] == '/' || path.text[length] == '\0');
}

}  // namespace dateline::torture
