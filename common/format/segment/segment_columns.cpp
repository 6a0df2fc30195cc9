#include "common/format/segment/segment_columns.hpp"

#include <cstring>
#include <string>
#include <utility>

namespace dateline {

namespace {

tl::unexpected<Error> damaged(const std::filesystem::path& path, const char* what) {
  return failure(ErrorCode::corrupt, path.string() + ": " + what,
                 "run dateline-index check --full on the index");
}

}  // namespace

Result<SegmentColumns> SegmentColumns::open(const std::filesystem::path& segment,
                                            std::uint32_t documents) {
  const auto path = segment / columns_name;
  DATELINE_ASSIGN(auto file, MappedFile::open(path, sizeof(ColumnsHeader)));
  const char* const data = file.bytes().data();
  const std::size_t size = file.bytes().size();
  ColumnsHeader header;
  std::memcpy(&header, data, sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != columns_magic)
    return damaged(path, "does not begin as such a file must");
  if (header.bytes != size) return damaged(path, "does not have the length that it states");
  if (header.documents != documents) return damaged(path, "is not of the segment's documents");
  if (header.columns > (size - sizeof header) / sizeof(ColumnEntry))
    return damaged(path, "does not hold the columns that it counts");
  SegmentColumns columns(std::move(file));
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

}  // namespace dateline
