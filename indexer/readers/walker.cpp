#include "indexer/readers/walker.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include "indexer/readers/text/names.hpp"

namespace dateline {
namespace {

/// Deeper folders are a mistake or an attack; bounds the recursion.
constexpr int max_depth = 128;

struct CloseDirectory {
  void operator()(DIR* directory) const noexcept { ::closedir(directory); }
};

struct FolderNames {
  std::vector<std::string> names;  ///< in byte order, hidden ones left out
  std::uint64_t hidden = 0;
};

bool is_the_folder_or_its_parent(std::string_view name) noexcept {
  return name == "." || name == "..";
}

/// An errno where the folder cannot be read.
tl::expected<FolderNames, int> names_in(FileDescriptor folder) {
  const std::unique_ptr<DIR, CloseDirectory> directory(::fdopendir(folder.get()));
  if (!directory) return tl::unexpected(errno);
  (void)folder.release();
  FolderNames found;
  errno = 0;
  while (const dirent* const entry = ::readdir(directory.get())) {
    if (entry->d_name[0] != '.')
      found.names.emplace_back(entry->d_name);
    else if (!is_the_folder_or_its_parent(entry->d_name))
      ++found.hidden;
    errno = 0;
  }
  if (errno != 0) return tl::unexpected(errno);
  std::sort(found.names.begin(), found.names.end());
  return found;
}

std::string message_of(const std::string& what, const std::string& path, int error_number) {
  return io_failure(what, path, error_number).value().message;
}

std::string file_name_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

Status Walker::walk(const std::string& path) {
  open_folders_.clear();
  seen_folders_.clear();
  return visit(path, {}, 0);
}

Status Walker::visit(const std::string& path, const std::string& relative, int depth) {
  // O_NONBLOCK: opening a FIFO would wait for a writer.
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  const int open_error = errno;
  struct stat status {};
  if (!file.valid()) {
    // Sockets cannot be opened, but do not count as unreadable files.
    const bool other =
        ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
    if (other) return reject(path, RejectReason::not_a_file, "it is neither a file nor a folder");
    return reject(path, RejectReason::unreadable, message_of("cannot open", path, open_error));
  }
  if (::fstat(file.get(), &status) != 0)
    return reject(path, RejectReason::unreadable, message_of("cannot examine", path, errno));
  if (S_ISDIR(status.st_mode))
    return visit_folder(std::move(file), {status.st_dev, status.st_ino}, path, relative, depth);
  if (!S_ISREG(status.st_mode))
    return reject(path, RejectReason::not_a_file, "it is neither a file nor a folder");
  return on_file_(std::move(file), path, relative.empty() ? file_name_of(path) : relative);
}

Status Walker::visit_folder(FileDescriptor folder, FolderId id, const std::string& path,
                            const std::string& relative, int depth) {
  if (open_folders_.contains(id))
    return reject(path, RejectReason::unreadable, "the folder contains itself, through a link");
  if (depth == max_depth)
    return reject(path, RejectReason::unreadable,
                  "folders are nested more than " + std::to_string(max_depth) + " deep");
  if (!seen_folders_.insert(id).second) return {};
  if (leaves_out_ && leaves_out_(path)) return {};
  const auto found = names_in(std::move(folder));
  if (!found)
    return reject(path, RejectReason::unreadable, message_of("cannot list", path, found.error()));
  if (found->hidden != 0) on_hidden_(found->hidden);
  open_folders_.insert(id);
  const std::string base = path.ends_with('/') ? path : path + "/";
  const std::string relative_base = relative.empty() ? relative : relative + "/";
  for (const auto& name : found->names)
    DATELINE_TRY(visit(base + name, relative_base + name, depth + 1));
  open_folders_.erase(id);
  return {};
}

Status Walker::reject(const std::string& path, RejectReason reason, std::string detail) {
  return on_reject_(
      path, {{.file = clean_name(path), .line = 0, .offset = 0}, reason, clean_name(detail)});
}

}  // namespace dateline
