#include "common/format/segment/segment_files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "common/base/file_descriptor.hpp"

namespace dateline {

/// A whole file, mapped read-only.
class SegmentFiles::Mapping {
 public:
  static Result<std::unique_ptr<Mapping>> open(const std::filesystem::path& path) {
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (!fd.valid() || fstat(fd.get(), &info) != 0) return io_failure("cannot open", path, errno);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size < segment_header_bytes)
      return failure(ErrorCode::corrupt, path.string() + " is shorter than its header");
    void* data = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
    if (data == MAP_FAILED) return io_failure("cannot map", path, errno);
    return std::unique_ptr<Mapping>(new Mapping(static_cast<const char*>(data), size));
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(const_cast<char*>(data_), size_); }

  [[nodiscard]] std::string_view bytes() const noexcept { return {data_, size_}; }
  /// The number in the header.
  [[nodiscard]] std::uint64_t header_number() const noexcept {
    std::uint64_t number;
    std::memcpy(&number, data_ + 8, sizeof number);
    return number;
  }
  /// To be called with each place that is about to be read, where pages are not to stay: a fault
  /// maps a window of pages, of which some are had at a time. What is unmapped is mapped again by
  /// the next read, mostly from the page cache.
  void touch(std::size_t offset) const noexcept {
    const std::size_t window = offset / window_bytes;
    if (last_window_.exchange(window, std::memory_order_relaxed) == window) return;
    if (windows_.fetch_add(1, std::memory_order_relaxed) < most_windows) return;
    windows_.store(0, std::memory_order_relaxed);
    ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
  }

 private:
  static constexpr std::size_t window_bytes = 64u << 10;  // Linux's fault_around_bytes
  static constexpr unsigned most_windows = 64;

  Mapping(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_;
  std::size_t size_;
  mutable std::atomic<std::size_t> last_window_{0};
  mutable std::atomic<unsigned> windows_{0};
};

namespace {

Status damaged(const std::filesystem::path& path, const std::string& what) {
  return failure(ErrorCode::corrupt, path.string() + ": " + what,
                 "run dateline-index check --full on the index");
}

Status check_header(const std::filesystem::path& path, std::string_view bytes,
                    std::string_view magic) {
  if (bytes.substr(0, magic.size()) != magic)
    return damaged(path, "does not begin with the right magic bytes");
  return {};
}

}  // namespace

Result<SegmentFiles> SegmentFiles::open(const std::filesystem::path& segment, Residence residence) {
  const auto documents_path = segment / "documents";
  const auto tokens_path = segment / "tokens";
  DATELINE_ASSIGN(auto documents, Mapping::open(documents_path));
  DATELINE_ASSIGN(auto tokens, Mapping::open(tokens_path));
  DATELINE_TRY(check_header(documents_path, documents->bytes(), documents_magic));
  DATELINE_TRY(check_header(tokens_path, tokens->bytes(), tokens_magic));
  const std::size_t record_bytes = documents->bytes().size() - segment_header_bytes;
  if (record_bytes % sizeof(DocumentRecord) != 0 ||
      record_bytes / sizeof(DocumentRecord) != documents->header_number())
    return tl::unexpected(
        damaged(documents_path, "does not hold as many records as it states").error());
  if (tokens->header_number() != tokens->bytes().size())
    return tl::unexpected(damaged(tokens_path, "does not have the length that it states").error());
  SegmentFiles files(std::move(documents), std::move(tokens));
  files.residence_ = residence;
  return files;
}

SegmentFiles::SegmentFiles(std::unique_ptr<Mapping> documents, std::unique_ptr<Mapping> tokens)
    : documents_(std::move(documents)),
      tokens_(std::move(tokens)),
      records_(reinterpret_cast<const DocumentRecord*>(documents_->bytes().data() +
                                                       segment_header_bytes)),
      count_(static_cast<std::uint32_t>(documents_->header_number())) {}

SegmentFiles::SegmentFiles(SegmentFiles&&) noexcept = default;
SegmentFiles& SegmentFiles::operator=(SegmentFiles&&) noexcept = default;
SegmentFiles::~SegmentFiles() = default;

std::string_view SegmentFiles::stream(std::uint32_t docid) const noexcept {
  const std::string_view bytes = tokens_->bytes();
  const std::uint64_t begin = record(docid).stream_offset();
  const std::uint64_t end = docid < count_ ? record(docid + 1).stream_offset() : bytes.size();
  if (begin < segment_header_bytes || begin > end || end > bytes.size()) return {};
  if (residence_ == Residence::lean) tokens_->touch(begin);
  return bytes.substr(begin, end - begin);
}

std::optional<std::uint32_t> SegmentFiles::find(DocumentNumber number) const noexcept {
  const DocumentRecord* end = records_ + count_;
  const DocumentRecord* found = std::lower_bound(
      records_, end, number,
      [](const DocumentRecord& record, DocumentNumber n) { return record.number < n; });
  if (found == end || found->number != number) return std::nullopt;
  return static_cast<std::uint32_t>(found - records_) + 1;
}

}  // namespace dateline
