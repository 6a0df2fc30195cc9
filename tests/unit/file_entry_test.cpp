// What is stored of input files: round trips, and that damaged bytes are errors.
#include "indexer/run/file_entry.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace dateline {
namespace {

FileEntry full_entry() {
  FileEntry entry;
  entry.stamp = {.size = 5'000'000'000,
                 .mtime_ns = -1,
                 .ctime_ns = 1'700'000'000'123'456'789,
                 .inode = ~std::uint64_t{0}};
  entry.content = {.low = 1, .high = 2};
  entry.reader = 3;
  entry.up_to_date = entry.racy = true;
  entry.records = 12;
  entry.rejects.push_back({{.file = "!member", .line = 7, .offset = 99},
                           RejectReason::missing_text,
                           "neither title nor text"});
  entry.held.addRange(1, 100);
  entry.held.add(4'294'967'295u);
  entry.superseded = {{0, {.low = 4, .high = 5}}, {2, {.low = 6, .high = 7}}};
  entry.gone.add(70'000);
  entry.left_out = {.hidden = 3, .links = 0, .others = 300, .media = 7, .attachments = 200};
  entry.longer_base = "2024/01/a.txt";
  return entry;
}

bool equal(const FileEntry& a, const FileEntry& b) {
  return a.stamp == b.stamp && a.content == b.content && a.reader == b.reader &&
         a.up_to_date == b.up_to_date && a.racy == b.racy && a.records == b.records &&
         a.rejects.size() == b.rejects.size() && a.held == b.held && a.superseded == b.superseded &&
         a.gone == b.gone && a.left_out == b.left_out && a.longer_base == b.longer_base;
}

TEST_CASE("an entry of a file reads back as it was written") {
  for (const FileEntry& entry : {FileEntry(), full_entry()}) {
    const auto read = decode_file_entry("/news", encode_file_entry(entry));
    REQUIRE(read);
    CHECK(equal(*read, entry));
  }
  const auto read = decode_file_entry("/news", encode_file_entry(full_entry()));
  CHECK(to_string(read->rejects.at(0)) == "!member:7: missing_text: neither title nor text");
}

TEST_CASE("numbers of any pattern read back") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    FileEntry entry;
    std::uint64_t number = random() % 3;
    for (auto run = random() % 20; run > 0; --run) {
      const std::uint64_t length = 1 + random() % 50;
      entry.held.addRange(number, number + length);
      number += length + 1 + random() % 1000;
    }
    const auto read = decode_file_entry("/news", encode_file_entry(entry));
    REQUIRE(read);
    REQUIRE(read->held == entry.held);
  }
}

TEST_CASE("an entry that is cut off is an error that names the file") {
  const std::string bytes = encode_file_entry(full_entry());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    const auto read = decode_file_entry("/news/a", bytes.substr(0, length));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::corrupt);
    CHECK_THAT(read.error().message, Catch::Contains("/news/a"));
  }
}

TEST_CASE("a file of one document takes few bytes") {
  FileEntry entry;
  entry.stamp = {.size = 2000, .mtime_ns = 1, .ctime_ns = 1, .inode = 1'000'000};
  entry.held.add(300'000);
  CHECK(encode_file_entry(entry).size() < 64);
}

}  // namespace
}  // namespace dateline
