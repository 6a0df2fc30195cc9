#include "indexer/write/segment/columns_writer.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "indexer/write/flat_file_writer.hpp"

namespace dateline {
namespace {

constexpr std::size_t piece_numbers = 1u << 16;

std::string_view bytes_of(std::span<const std::uint32_t> numbers) noexcept {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

Status append_numbers(FlatFileWriter& file, std::span<const std::uint32_t> numbers) {
  return file.append(bytes_of(numbers));
}

/// The ends of a source whose first value is at `begin` of the whole column.
Status append_ends(FlatFileWriter& file, const SegmentColumns::Column& column,
                   std::uint32_t documents, std::uint32_t begin) {
  std::vector<std::uint32_t> piece;
  for (std::uint32_t i = 0; i < documents; i += piece_numbers) {
    piece.assign(std::min<std::size_t>(piece_numbers, documents - i), begin);
    if (!column.ends.empty())
      for (std::size_t k = 0; k < piece.size(); ++k) piece[k] += column.ends[i + k];
    DATELINE_TRY(append_numbers(file, piece));
  }
  return {};
}

/// Header and table of the columns. The length of the file follows from them.
Status append_header(FlatFileWriter& file, std::uint32_t documents,
                     const std::vector<ColumnEntry>& entries) {
  ColumnsHeader header{};
  std::memcpy(header.magic, columns_magic.data(), columns_magic.size());
  header.columns = static_cast<std::uint32_t>(entries.size());
  header.documents = documents;
  header.bytes = sizeof header + entries.size() * sizeof(ColumnEntry);
  for (const ColumnEntry& entry : entries)
    if (entry.values > 0)
      header.bytes += sizeof(std::uint32_t) * (std::uint64_t{documents} + entry.values);
  DATELINE_TRY(file.append({reinterpret_cast<const char*>(&header), sizeof header}));
  return file.append(
      {reinterpret_cast<const char*>(entries.data()), entries.size() * sizeof(ColumnEntry)});
}

/// The sources of a merge, opened.
struct MergedColumns {
  std::vector<SegmentColumns> sources;
  std::vector<std::uint32_t> documents;  ///< of each source

  [[nodiscard]] const SegmentColumns::Column& column(std::size_t source, FieldId field) const {
    const auto& columns = sources[source].columns();
    return *std::find_if(columns.begin(), columns.end(),
                         [&](const auto& column) { return column.field == field; });
  }
  [[nodiscard]] bool all_have(FieldId field) const {
    return std::all_of(sources.begin(), sources.end(),
                       [&](const SegmentColumns& source) { return source.has(field); });
  }
  [[nodiscard]] std::uint64_t values(FieldId field) const {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) count += column(i, field).values.size();
    return count;
  }
};

Result<MergedColumns> open_all(const std::vector<ColumnsSource>& sources) {
  MergedColumns merged;
  for (const ColumnsSource& source : sources) {
    DATELINE_ASSIGN(auto columns, SegmentColumns::open(source.directory, source.documents));
    merged.sources.push_back(std::move(columns));
    merged.documents.push_back(source.documents);
  }
  return merged;
}

Result<std::vector<ColumnEntry>> entries_of(const MergedColumns& merged) {
  std::vector<ColumnEntry> entries;
  for (const FieldId field : column_fields) {
    if (!merged.all_have(field)) continue;
    const std::uint64_t values = merged.values(field);
    if (values > std::numeric_limits<std::uint32_t>::max())
      return failure(ErrorCode::internal, "a segment would have over 4 billion values of a field",
                     "split the documents over several indexes");
    entries.push_back({static_cast<std::uint32_t>(field), static_cast<std::uint32_t>(values)});
  }
  return entries;
}

Status append_column(FlatFileWriter& file, const MergedColumns& merged, FieldId field) {
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < merged.sources.size(); ++i) {
    const auto& column = merged.column(i, field);
    DATELINE_TRY(append_ends(file, column, merged.documents[i], begin));
    begin += static_cast<std::uint32_t>(column.values.size());
  }
  for (std::size_t i = 0; i < merged.sources.size(); ++i)
    DATELINE_TRY(append_numbers(file, merged.column(i, field).values));
  return {};
}

}  // namespace

void ColumnsWriter::add(const ColumnValues& values) {
  ++documents_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.values.insert(column.values.end(), values[i].begin(), values[i].end());
    column.ends.push_back(static_cast<std::uint32_t>(column.values.size()));
  }
}

Status ColumnsWriter::write(const std::filesystem::path& segment) const {
  std::vector<ColumnEntry> entries;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    entries.push_back({static_cast<std::uint32_t>(column_fields[i]),
                       static_cast<std::uint32_t>(columns_[i].values.size())});
  DATELINE_ASSIGN(auto file, FlatFileWriter::create(segment / columns_name));
  DATELINE_TRY(append_header(file, documents_, entries));
  for (const Column& column : columns_) {
    if (column.values.empty()) continue;
    DATELINE_TRY(append_numbers(file, column.ends));
    DATELINE_TRY(append_numbers(file, column.values));
  }
  return file.close();
}

Status merge_columns(const std::vector<ColumnsSource>& sources,
                     const std::filesystem::path& segment) {
  DATELINE_ASSIGN(const MergedColumns merged, open_all(sources));
  DATELINE_ASSIGN(const auto entries, entries_of(merged));
  std::uint32_t documents = 0;
  for (const ColumnsSource& source : sources) documents += source.documents;
  DATELINE_ASSIGN(auto file, FlatFileWriter::create(segment / columns_name));
  DATELINE_TRY(append_header(file, documents, entries));
  for (const ColumnEntry& entry : entries)
    if (entry.values > 0)
      DATELINE_TRY(append_column(file, merged, static_cast<FieldId>(entry.field)));
  return file.close();
}

}  // namespace dateline
