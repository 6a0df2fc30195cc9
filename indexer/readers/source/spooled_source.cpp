#include "indexer/readers/source/spooled_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t most_in_memory = 8u << 20;
constexpr std::size_t chunk_bytes = 256u << 10;

std::string temporary_folder() {
  const char* const folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

/// A file that no folder names.
FileDescriptor make_nameless_file() {
  const std::string folder = temporary_folder();
  FileDescriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.valid()) return file;
  std::string path = folder + "/dateline-XXXXXX";  // not every file system can do without a name
  file = FileDescriptor(::mkostemp(path.data(), O_CLOEXEC));
  if (file.valid()) ::unlink(path.c_str());
  return file;
}

bool write_all(int fd, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Result<std::unique_ptr<SpooledSource>> SpooledSource::fill(InputSource& upstream,
                                                           const std::string& file) {
  std::unique_ptr<SpooledSource> spooled(new SpooledSource(file));
  for (;;) {
    auto chunk = upstream.next();
    if (!chunk) {
      spooled->upstream_fault_ = upstream.take_fault();
      if (!spooled->upstream_fault_) return tl::unexpected(std::move(chunk.error()));
      break;
    }
    if (chunk->empty()) break;
    if (spooled->keep(*chunk)) continue;
    spooled->upstream_fault_ = Reject{
        .position = {.file = file, .line = 0, .offset = spooled->size_},
        .reason = RejectReason::unreadable,
        .detail =
            io_failure("cannot buffer the input in", temporary_folder(), errno).value().message};
    break;
  }
  spooled->raw_bytes_ = upstream.raw_bytes();
  return spooled;
}

bool SpooledSource::keep(std::string_view chunk) {
  if (!disk_.valid() && memory_.size() + chunk.size() > most_in_memory && !move_to_disk())
    return false;
  if (disk_.valid()) {
    if (!write_all(disk_.get(), chunk)) return false;
  } else {
    memory_.append(chunk);
  }
  size_ += chunk.size();
  return true;
}

bool SpooledSource::move_to_disk() {
  FileDescriptor file = make_nameless_file();
  if (!file.valid() || !write_all(file.get(), memory_)) return false;
  disk_ = std::move(file);
  memory_ = std::string();
  return true;
}

std::optional<Reject> SpooledSource::upstream_fault() noexcept {
  return std::exchange(upstream_fault_, std::nullopt);
}

Result<std::size_t> SpooledSource::read_at(std::uint64_t offset, char* out, std::size_t bytes) {
  if (offset >= size_) return 0;
  bytes = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, size_ - offset));
  if (!disk_.valid()) {
    std::memcpy(out, memory_.data() + offset, bytes);
    return bytes;
  }
  return read_file_at(disk_.get(), offset, out, bytes, file_);
}

Result<std::string_view> SpooledSource::next() {
  chunk_.resize(chunk_bytes);
  const auto size = read_at(given_, chunk_.data(), chunk_.size());
  if (!size)
    return fail({.position = {.file = file_, .line = 0, .offset = given_},
                 .reason = RejectReason::unreadable,
                 .detail = size.error().message});
  given_ += *size;
  return std::string_view(chunk_).substr(0, *size);
}

}  // namespace dateline
