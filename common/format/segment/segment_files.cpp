#include "common/format/segment/segment_files.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string>
#include <utility>

#include "common/base/mapped_file.hpp"

namespace dateline {

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

/// The number in the header.
std::uint64_t header_number(const MappedFile& file) noexcept {
  std::uint64_t number;
  std::memcpy(&number, file.bytes().data() + 8, sizeof number);
  return number;
}

}  // namespace

/// Keeps few pages of a file mapped: a fault maps a window of pages, of which some are kept at a
/// time.
class SegmentFiles::PageLimit {
 public:
  /// To be called with each place that is about to be read.
  void touch(const MappedFile& file, std::size_t offset) noexcept {
    const std::size_t window = offset / window_bytes;
    if (last_window_.exchange(window, std::memory_order_relaxed) == window) return;
    if (windows_.fetch_add(1, std::memory_order_relaxed) < most_windows) return;
    windows_.store(0, std::memory_order_relaxed);
    file.unmap_pages();
  }

 private:
  static constexpr std::size_t window_bytes = 64u << 10;  // Linux's fault_around_bytes
  static constexpr unsigned most_windows = 64;

  std::atomic<std::size_t> last_window_{0};
  std::atomic<unsigned> windows_{0};
};

Result<SegmentFiles> SegmentFiles::open(const std::filesystem::path& segment, Residence residence) {
  const auto documents_path = segment / "documents";
  const auto tokens_path = segment / "tokens";
  DATELINE_ASSIGN(auto documents, MappedFile::open(documents_path, segment_header_bytes));
  DATELINE_ASSIGN(auto tokens, MappedFile::open(tokens_path, segment_header_bytes));
  DATELINE_TRY(check_header(documents_path, documents.bytes(), documents_magic));
  DATELINE_TRY(check_header(tokens_path, tokens.bytes(), tokens_magic));
  const std::size_t record_bytes = documents.bytes().size() - segment_header_bytes;
  if (record_bytes % sizeof(DocumentRecord) != 0 ||
      record_bytes / sizeof(DocumentRecord) != header_number(documents))
    return tl::unexpected(
        damaged(documents_path, "does not hold as many records as it states").error());
  if (header_number(tokens) != tokens.bytes().size())
    return tl::unexpected(damaged(tokens_path, "does not have the length that it states").error());
  SegmentFiles files(std::move(documents), std::move(tokens));
  if (residence == Residence::lean) files.page_limit_ = std::make_unique<PageLimit>();
  return files;
}

SegmentFiles::SegmentFiles(MappedFile documents, MappedFile tokens)
    : documents_(std::move(documents)),
      tokens_(std::move(tokens)),
      records_(reinterpret_cast<const DocumentRecord*>(documents_.bytes().data() +
                                                       segment_header_bytes)),
      count_(static_cast<std::uint32_t>(header_number(documents_))) {}

SegmentFiles::SegmentFiles(SegmentFiles&&) noexcept = default;
SegmentFiles& SegmentFiles::operator=(SegmentFiles&&) noexcept = default;
SegmentFiles::~SegmentFiles() = default;

std::string_view SegmentFiles::stream(std::uint32_t docid) const noexcept {
  const std::string_view bytes = tokens_.bytes();
  const std::uint64_t begin = record(docid).stream_offset();
  const std::uint64_t end = docid < count_ ? record(docid + 1).stream_offset() : bytes.size();
  if (begin < segment_header_bytes || begin > end || end > bytes.size()) return {};
  if (page_limit_ != nullptr) page_limit_->touch(tokens_, begin);
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
