#include "common/format/segment/segment_columns.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "common/base/file_descriptor.hpp"

namespace dateline {

/// The whole file, mapped read-only.
class SegmentColumns::Mapping {
 public:
  static Result<std::unique_ptr<Mapping>> open(const std::filesystem::path& path) {
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (!fd.valid() || fstat(fd.get(), &info) != 0) return io_failure("cannot open", path, errno);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size < sizeof(ColumnsHeader))
      return failure(ErrorCode::corrupt, path.string() + " is shorter than its header",
                     "run dateline-index check --full on the index");
    void* data = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
    if (data == MAP_FAILED) return io_failure("cannot map", path, errno);
    return std::unique_ptr<Mapping>(new Mapping(static_cast<const char*>(data), size));
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() { munmap(const_cast<char*>(data_), size_); }

  [[nodiscard]] const char* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  Mapping(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_;
  std::size_t size_;
};

namespace {

tl::unexpected<Error> damaged(const std::filesystem::path& path, const char* what) {
  return failure(ErrorCode::corrupt, path.string() + ": " + what,
                 "run dateline-index check --full on the index");
}

}  // namespace

Result<SegmentColumns> SegmentColumns::open(const std::filesystem::path& segment,
                                            std::uint32_t documents) {
  const auto path = segment / columns_name;
  DATELINE_ASSIGN(auto mapping, Mapping::open(path));
  const char* const data = mapping->data();
  const std::size_t size = mapping->size();
  ColumnsHeader header;
  std::memcpy(&header, data, sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != columns_magic)
    return damaged(path, "does not begin as such a file must");
  if (header.bytes != size) return damaged(path, "does not have the length that it states");
  if (header.documents != documents) return damaged(path, "is not of the segment's documents");
  if (header.columns > (size - sizeof header) / sizeof(ColumnEntry))
    return damaged(path, "does not hold the columns that it counts");
  SegmentColumns columns(std::move(mapping));
  std::size_t at = sizeof header + header.columns * sizeof(ColumnEntry);
  for (std::uint32_t i = 0; i < header.columns; ++i) {
    ColumnEntry entry;
    std::memcpy(&entry, data + sizeof header + i * sizeof entry, sizeof entry);
    const std::uint64_t numbers = entry.values == 0 ? 0 : std::uint64_t{documents} + entry.values;
    if (numbers > (size - at) / sizeof(std::uint32_t))
      return damaged(path, "does not hold the values that it counts");
    const auto* const begin = reinterpret_cast<const std::uint32_t*>(data + at);
    const std::size_t ends = entry.values == 0 ? 0 : documents;
    // A field of a later version is passed over.
    if (is_field(entry.field))
      columns.columns_.push_back(
          {static_cast<FieldId>(entry.field), {begin, ends}, {begin + ends, entry.values}});
    at += numbers * sizeof(std::uint32_t);
  }
  if (at != size) return damaged(path, "is longer than its columns");
  return columns;
}

SegmentColumns::SegmentColumns(std::unique_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {}
SegmentColumns::SegmentColumns(SegmentColumns&&) noexcept = default;
SegmentColumns& SegmentColumns::operator=(SegmentColumns&&) noexcept = default;
SegmentColumns::~SegmentColumns() = default;

}  // namespace dateline
