#include "indexer/readers/source/file_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t chunk_bytes = 256u << 10;

/// Small files get small buffers: folders may hold very many of them.
std::size_t buffer_bytes(int fd) noexcept {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return chunk_bytes;
  constexpr off_t least = 4096;
  return static_cast<std::size_t>(
      std::clamp(status.st_size, least, static_cast<off_t>(chunk_bytes)));
}

bool is_set(const std::atomic<bool>* flag) noexcept {
  return flag != nullptr && flag->load(std::memory_order_relaxed);
}

/// Waits until there is something to read, or `stop` is set. Regular files always have something.
void wait_for_input(int fd, const std::atomic<bool>* stop) noexcept {
  constexpr int look_again_ms = 200;
  pollfd wait{.fd = fd, .events = POLLIN, .revents = 0};
  while (!is_set(stop) && ::poll(&wait, 1, look_again_ms) <= 0) {
  }
}

/// read() that is not interrupted by signals, unless they set `stop` (errno is then ECANCELED).
ssize_t read_some(int fd, std::vector<char>& buffer, const std::atomic<bool>* stop) noexcept {
  for (;;) {
    wait_for_input(fd, stop);
    if (is_set(stop)) {
      errno = ECANCELED;
      return -1;
    }
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count >= 0) return count;
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return count;
  }
}

}  // namespace

struct FileSource::Hasher {
  Hasher() : state(XXH3_createState()) { XXH3_128bits_reset(state); }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher() { XXH3_freeState(state); }
  XXH3_state_t* state;
};

FileSource::FileSource(int fd, std::string name, const ReaderOptions& options)
    : fd_(fd),
      name_(std::move(name)),
      options_(options),
      buffer_(buffer_bytes(fd)),
      hasher_(std::make_unique<Hasher>()) {
  struct stat status {};
  regular_ =
      ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode) && ::lseek(fd_, 0, SEEK_CUR) == 0;
  if (regular_) size_ = static_cast<std::uint64_t>(status.st_size);
  ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

Result<std::string_view> FileSource::next() {
  const ssize_t count = read_some(fd_, buffer_, options_.stop);
  if (count < 0)
    return fail({.position = {.file = name_, .line = 0, .offset = bytes_},
                 .reason = RejectReason::unreadable,
                 .detail = io_failure("cannot read", name_, errno).value().message});
  const auto size = static_cast<std::size_t>(count);
  bytes_ += size;
  XXH3_128bits_update(hasher_->state, buffer_.data(), size);
  tell_read(size);
  return std::string_view(buffer_.data(), size);
}

/// What was read at some place is read again for the hash, and counts once.
void FileSource::tell_read(std::size_t bytes) noexcept {
  std::uint64_t fresh = bytes;
  if (counted_at_places_) fresh = std::min<std::uint64_t>(fresh, size_ - std::min(size_, counted_));
  counted_ += fresh;
  if (options_.bytes_read != nullptr)
    options_.bytes_read->fetch_add(fresh, std::memory_order_relaxed);
}

Result<std::size_t> FileSource::read_at(std::uint64_t offset, char* out, std::size_t bytes) {
  if (is_set(options_.stop)) return failure(ErrorCode::cancelled, "the update was asked to stop");
  DATELINE_ASSIGN(const std::size_t there, read_file_at(fd_, offset, out, bytes, name_));
  counted_at_places_ = true;
  tell_read(there);
  return there;
}

FileSource::~FileSource() = default;

Result<ContentHash> FileSource::hash_to_end() {
  for (;;) {
    DATELINE_ASSIGN(const std::string_view chunk, next());
    if (!chunk.empty()) continue;
    const XXH128_hash_t hash = XXH3_128bits_digest(hasher_->state);
    return ContentHash{hash.low64, hash.high64};
  }
}

}  // namespace dateline
