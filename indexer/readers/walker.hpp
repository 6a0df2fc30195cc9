// Finds the files below a path, in byte order of names.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "common/base/file_descriptor.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// Follows symbolic links; a folder that is found again below the same path is not read again, and
/// one that holds itself is a reject. Never blocks on what is not a regular file. Not thread-safe.
class Walker {
 public:
  /// An open regular file, its path, and its path below the folder that was given.
  using OnFile =
      std::function<Status(FileDescriptor, const std::string& path, const std::string& relative)>;
  using OnReject = std::function<Status(const std::string& path, Reject&&)>;
  /// Whether a folder is to be left out, with all that is below it.
  using LeavesOut = std::function<bool(const std::string& path)>;

  /// So many files and folders in a folder that are hidden: their names begin with a dot.
  using OnHidden = std::function<void(std::uint64_t count)>;

  /// Without `leaves_out` every folder is walked.
  Walker(OnFile on_file, OnReject on_reject, OnHidden on_hidden, LeavesOut leaves_out = {})
      : on_file_(std::move(on_file)),
        on_reject_(std::move(on_reject)),
        on_hidden_(std::move(on_hidden)),
        leaves_out_(std::move(leaves_out)) {}

  /// Errors: those of the two functions.
  Status walk(const std::string& path);

 private:
  using FolderId = std::pair<std::uint64_t, std::uint64_t>;  ///< device and inode

  Status visit(const std::string& path, const std::string& relative, int depth);
  Status visit_folder(FileDescriptor folder, FolderId id, const std::string& path,
                      const std::string& relative, int depth);
  Status reject(const std::string& path, RejectReason reason, std::string detail);

  OnFile on_file_;
  OnReject on_reject_;
  OnHidden on_hidden_;
  LeavesOut leaves_out_;
  std::set<FolderId> open_folders_;  ///< from the given one down to the present one
  std::set<FolderId> seen_folders_;
};

}  // namespace dateline
