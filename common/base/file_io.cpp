#include "common/base/file_io.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "common/base/file_descriptor.hpp"

namespace dateline {
namespace {

/// Calls consume(bytes) until the end of the file.
template <typename Consume>
Status read_pieces(const std::filesystem::path& path, Consume&& consume) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return io_failure("cannot open", path, errno);
  std::vector<char> buffer(1u << 20);
  for (;;) {
    const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_failure("cannot read", path, errno);
    if (got == 0) return {};
    DATELINE_TRY(consume(std::string_view(buffer.data(), static_cast<std::size_t>(got))));
  }
}

Status write_all(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_failure("cannot write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  std::string content;
  DATELINE_TRY(read_pieces(path, [&](std::string_view bytes) -> Status {
    if (content.size() + bytes.size() > limit)
      return failure(ErrorCode::io, path.string() + fmt::format(" is over {} bytes", limit));
    content.append(bytes);
    return {};
  }));
  return content;
}

Status write_file_synced(const std::filesystem::path& path, std::string_view bytes) {
  FileDescriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
  if (!fd.valid()) return io_failure("cannot create", path, errno);
  DATELINE_TRY(write_all(fd.get(), bytes, path));
  if (::fsync(fd.get()) != 0) return io_failure("cannot sync", path, errno);
  if (::close(fd.release()) != 0) return io_failure("cannot close", path, errno);
  return {};
}

Status sync_path(const std::filesystem::path& path) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return io_failure("cannot open", path, errno);
  if (::fsync(fd.get()) != 0) return io_failure("cannot sync", path, errno);
  return {};
}

Status make_directories(const std::filesystem::path& path) {
  std::error_code error;
  if (path.empty() || std::filesystem::is_directory(path, error)) return {};
  DATELINE_TRY(make_directories(path.parent_path()));
  if (::mkdir(path.c_str(), 0750) == 0) return {};
  const int reason = errno;
  // Somebody else may have made it meanwhile; that there is a folder is what counts.
  if (std::filesystem::is_directory(path, error)) return {};
  return io_failure("cannot create", path, reason);
}

Status limit_permissions(const std::filesystem::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return io_failure("cannot examine", path, errno);
  const mode_t allowed = S_ISDIR(info.st_mode) ? 0750 : 0640;
  if ((info.st_mode & 07777 & ~allowed) == 0) return {};
  if (::chmod(path.c_str(), info.st_mode & allowed) != 0)
    return io_failure("cannot set permissions of", path, errno);
  return {};
}

Status move_path(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    return io_failure("cannot rename " + from.string() + " to", to, errno);
  return {};
}

Status rename_synced(const std::filesystem::path& from, const std::filesystem::path& to) {
  DATELINE_TRY(move_path(from, to));
  return sync_path(to.parent_path());
}

bool link_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  return ::link(from.c_str(), to.c_str()) == 0;
}

Status copy_whole_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::copy_file(from, to, error);
  if (error) return io_failure("cannot copy " + from.string() + " to", to, error.value());
  return {};
}

Result<FileChecksum> checksum_file(const std::filesystem::path& path) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  FileChecksum checksum{};
  DATELINE_TRY(read_pieces(path, [&](std::string_view bytes) -> Status {
    XXH3_128bits_update(state.get(), bytes.data(), bytes.size());
    checksum.bytes += bytes.size();
    return {};
  }));
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  checksum.xxh3 = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  return checksum;
}

}  // namespace dateline
