// A file that appears under its name only when it is whole.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

#include "common/base/file_descriptor.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Written beside its name and renamed by commit(); without commit() nothing is left. A name that
/// is not a regular file
/// (/dev/stdout, a FIFO) is written directly. Not thread-safe. Errors: io, with the name.
class AtomicFile {
 public:
  /// `mode`: permissions, whatever the umask is; without it, what the umask leaves.
  static Result<AtomicFile> create(const std::string& path,
                                   std::optional<mode_t> mode = std::nullopt);
  /// Whether a file of that name could be begun now: to be asked before work whose outcome it will
  /// hold. Nothing is left, and a name that is not a regular file is not opened.
  static Status probe(const std::string& path);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  /// Buffers; writes when enough has come together.
  Status write(std::string_view bytes);
  /// Writes what is left, syncs and renames.
  Status commit();

 private:
  AtomicFile(std::string path, std::string temporary, FileDescriptor file);
  Status flush();

  std::string path_;
  std::string temporary_;  ///< empty where the name is written directly
  FileDescriptor file_;
  std::string buffer_;
};

}  // namespace dateline
