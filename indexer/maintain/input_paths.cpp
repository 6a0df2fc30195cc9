#include "indexer/maintain/input_paths.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

constexpr const char* missing_hint =
    "check that it is mounted and spelled right; nothing was read or changed";
constexpr const char* closed_hint = "nothing was read or changed";

Status require_path(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    const int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR)
      return failure(ErrorCode::not_found, "no such file or folder: " + path, missing_hint);
    auto failed = io_failure("cannot examine", path, reason);
    failed.value().hint = closed_hint;
    return failed;
  }
  const bool is_folder = S_ISDIR(status.st_mode);
  if (!is_folder && !S_ISREG(status.st_mode)) return {};  // a reject, when it is read
  if (::access(path.c_str(), is_folder ? R_OK | X_OK : R_OK) != 0) {
    auto failed = io_failure("cannot read", path, errno);
    failed.value().hint = closed_hint;
    return failed;
  }
  if (is_folder && holds_index(path))
    return failure(ErrorCode::usage, path + " is an index, which cannot be read as input",
                   "dateline-index export writes what an index holds");
  return {};
}

}  // namespace

Status require_input(const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (path != "-") DATELINE_TRY(require_path(path));
  return {};
}

}  // namespace dateline
