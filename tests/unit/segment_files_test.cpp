// How much of a segment's files stays mapped.
#include "common/format/segment/segment_files.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "indexer/write/segment/segment_writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t documents = 256;
constexpr std::size_t stream_bytes = 64u << 10;

/// A segment of 16 MB of token streams.
void write_segment(const std::filesystem::path& segment) {
  std::filesystem::create_directories(segment);
  auto writer = SegmentWriter::create(segment);
  REQUIRE(writer);
  const std::string stream(stream_bytes, 'w');
  for (DocumentNumber number = 1; number <= documents; ++number)
    REQUIRE(writer->add({0, number, 0, 0, 0, 0}, stream, stream_bytes));
  REQUIRE(writer->finish());
}

/// Memory of this process that is the file's, in kilobytes.
long resident_kb(const std::filesystem::path& file) {
  std::ifstream maps("/proc/self/smaps");
  long resident = 0;
  bool is_file = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.find('-') < line.find(' ')) is_file = line.find(file.string()) != std::string::npos;
    if (is_file && line.rfind("Rss:", 0) == 0) resident += std::stol(line.substr(4));
  }
  return resident;
}

/// Reads all streams.
long resident_after_reading(const std::filesystem::path& segment, Residence residence) {
  const auto files = SegmentFiles::open(segment, residence);
  REQUIRE(files);
  std::size_t words = 0;
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    for (const char byte : files->stream(docid)) words += byte == 'w' ? 1u : 0u;
  CHECK(words == documents * stream_bytes);
  return resident_kb(segment / "tokens");
}

TEST_CASE("read token streams stay mapped, or where the process must stay small, a part of them") {
  const test::TemporaryFolder folder;
  write_segment(folder / "segment");
  CHECK(resident_after_reading(folder / "segment", Residence::kept) > 15'000);
  CHECK(resident_after_reading(folder / "segment", Residence::lean) < 5'000);
}

}  // namespace
}  // namespace dateline
