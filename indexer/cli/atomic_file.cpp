#include "indexer/cli/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t flush_bytes = 1u << 20;
constexpr mode_t file_mode = 0666;  // less the umask

bool exists_but_is_no_regular_file(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
}

}  // namespace

AtomicFile::AtomicFile(std::string path, std::string temporary, FileDescriptor file)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)) {}

Result<AtomicFile> AtomicFile::create(const std::string& path, std::optional<mode_t> mode) {
  const bool direct = exists_but_is_no_regular_file(path);
  std::string temporary = direct ? std::string() : path + ".tmp." + std::to_string(::getpid());
  const std::string& name = direct ? path : temporary;
  FileDescriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, file_mode));
  if (!file.valid()) return io_failure("cannot write", path, errno);
  if (mode && !direct && ::fchmod(file.get(), *mode) != 0)
    return io_failure("cannot set the permissions of", path, errno);
  return AtomicFile(path, std::move(temporary), std::move(file));
}

Status AtomicFile::probe(const std::string& path) {
  if (exists_but_is_no_regular_file(path)) return {};
  return create(path).map([](const AtomicFile&) {});
}

AtomicFile::~AtomicFile() {
  if (file_.valid() && !temporary_.empty()) ::unlink(temporary_.c_str());
}

Status AtomicFile::write(std::string_view bytes) {
  buffer_.append(bytes);
  return buffer_.size() < flush_bytes ? Status() : flush();
}

Status AtomicFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_failure("cannot write", path_, errno);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

Status AtomicFile::commit() {
  DATELINE_TRY(flush());
  if (!temporary_.empty()) {
    if (::fsync(file_.get()) != 0) return io_failure("cannot write", path_, errno);
    if (::rename(temporary_.c_str(), path_.c_str()) != 0)
      return io_failure("cannot rename to", path_, errno);
  }
  if (::close(file_.release()) != 0) return io_failure("cannot write", path_, errno);
  return {};
}

}  // namespace dateline
