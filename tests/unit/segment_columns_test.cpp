// The file of columns: written, merged, and damaged.
#include "common/format/segment/segment_columns.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "common/format/segment/segment_files.hpp"
#include "indexer/write/segment/columns_writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<std::uint32_t>;

Numbers values(const SegmentColumns& columns, FieldId field, std::uint32_t docid) {
  const auto found = columns.values(field, docid);
  return {found.begin(), found.end()};
}

/// A document with these tags and authors.
ColumnValues document(const Numbers& tags, const Numbers& authors = {}) {
  ColumnValues of_fields;
  for (std::size_t i = 0; i < column_fields.size(); ++i) {
    if (column_fields[i] == FieldId::tags) of_fields[i] = tags;
    if (column_fields[i] == FieldId::authors) of_fields[i] = authors;
  }
  return of_fields;
}

fs::path written(const fs::path& folder, const std::vector<ColumnValues>& documents) {
  fs::create_directories(folder);
  ColumnsWriter writer;
  for (const ColumnValues& each : documents) writer.add(each);
  REQUIRE(writer.write(folder));
  return folder;
}

TEST_CASE("the file begins with its magic") {
  CHECK(columns_magic == std::string_view("DLcols\x01\n", 8));
}

TEST_CASE("columns come back as they were written") {
  const test::TemporaryFolder scratch;
  const auto folder = written(scratch / "a", {document({1, 2}), document({}, {7}), document({3})});
  const auto columns = SegmentColumns::open(folder, 3);
  REQUIRE(columns);
  CHECK(columns->has(FieldId::tags));
  CHECK_FALSE(columns->has(FieldId::source));
  CHECK(values(*columns, FieldId::tags, 1) == Numbers{1, 2});
  CHECK(values(*columns, FieldId::tags, 2).empty());
  CHECK(values(*columns, FieldId::tags, 3) == Numbers{3});
  CHECK(values(*columns, FieldId::authors, 1).empty());
  CHECK(values(*columns, FieldId::authors, 2) == Numbers{7});
  CHECK(values(*columns, FieldId::extra, 3).empty());
  CHECK(values(*columns, FieldId::source, 3).empty());
}

TEST_CASE("merged columns are those of the segments, one after the other") {
  const test::TemporaryFolder scratch;
  const auto a = written(scratch / "a", {document({1, 2}), document({})});
  const auto b = written(scratch / "b", {document({}), document({})});
  const auto c = written(scratch / "c", {document({9}, {4, 5})});
  const auto merged = scratch / "merged";
  fs::create_directories(merged);
  REQUIRE(merge_columns({{a, 2}, {b, 2}, {c, 1}}, merged));
  const auto columns = SegmentColumns::open(merged, 5);
  REQUIRE(columns);
  CHECK(values(*columns, FieldId::tags, 1) == Numbers{1, 2});
  for (const std::uint32_t docid : {2, 3, 4}) CHECK(values(*columns, FieldId::tags, docid).empty());
  CHECK(values(*columns, FieldId::tags, 5) == Numbers{9});
  CHECK(values(*columns, FieldId::authors, 4).empty());
  CHECK(values(*columns, FieldId::authors, 5) == Numbers{4, 5});
}

TEST_CASE("a damaged file of columns is corrupt, or has no values there") {
  const test::TemporaryFolder scratch;
  const auto folder = written(scratch / "a", {document({1, 2}), document({3})});
  const auto path = folder / columns_name;
  CHECK_FALSE(SegmentColumns::open(folder, 3));
  const auto size = fs::file_size(path);
  const auto change = [&](std::size_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char old = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(old ^ 0x55));
    return file.good();
  };
  for (std::size_t at = 0; at < size; ++at) {
    CAPTURE(at);
    REQUIRE(change(at));
    if (const auto columns = SegmentColumns::open(folder, 2)) {
      for (const FieldId field : column_fields)
        for (const std::uint32_t docid : {1, 2}) CHECK(columns->values(field, docid).size() <= 3);
    } else {
      CHECK(columns.error().code == ErrorCode::corrupt);
    }
    REQUIRE(change(at));
  }
  fs::resize_file(path, size - 1);
  CHECK_FALSE(SegmentColumns::open(folder, 2));
  fs::resize_file(path, 3);
  CHECK_FALSE(SegmentColumns::open(folder, 2));
}

}  // namespace
}  // namespace dateline
