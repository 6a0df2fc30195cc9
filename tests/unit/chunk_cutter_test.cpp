// Chunks by 64 bytes at a time, against chunks byte by byte; and the table that remembers them.
#include "indexer/write/segment/chunk_cutter.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/write/segment/short_chunk_table.hpp"

namespace dateline {
namespace {

std::vector<std::string> cut_by_analyzer(std::string_view text) {
  std::vector<std::string> chunks;
  for (auto range = Analyzer::next_chunk(text, 0); range.begin != range.end;
       range = Analyzer::next_chunk(text, range.end))
    chunks.emplace_back(text.substr(range.begin, range.end - range.begin));
  return chunks;
}

/// A key holds its chunk, unless that is too long for one.
void check_key(const CutChunk& chunk) {
  const bool is_short = chunk.bytes.size() <= ShortChunk::longest;
  REQUIRE(chunk.key.empty() != is_short);
  if (!is_short) return;
  std::string expected(chunk.bytes);
  expected.resize(ShortChunk::longest);
  expected.push_back(static_cast<char>(chunk.bytes.size()));
  std::string bytes(sizeof chunk.key, '\0');
  std::memcpy(bytes.data(), &chunk.key, sizeof chunk.key);
  REQUIRE(bytes == expected);
}

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> chunks;
  ChunkCutter cutter(text);
  for (auto some = cutter.next(); !some.empty(); some = cutter.next()) {
    REQUIRE(some.size() <= ChunkCutter::most_chunks);
    for (const CutChunk& chunk : some) {
      check_key(chunk);
      chunks.emplace_back(chunk.bytes);
    }
  }
  return chunks;
}

/// Bytes of any value, of which so many in a hundred are white space.
std::string random_text(std::mt19937& random, std::size_t length, std::size_t blanks) {
  constexpr std::string_view white_space = " \t\n\v\f\r";
  std::string text(length, '\0');
  for (char& c : text)
    c = random() % 100 < blanks ? white_space[random() % white_space.size()]
                                : static_cast<char>(random() % 256);
  return text;
}

TEST_CASE("a text is cut into the same chunks by 64 bytes as byte by byte") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 4000; ++i) {
    const std::string text = random_text(random, random() % 700, random() % 101);
    CAPTURE(text);
    REQUIRE(cut(text) == cut_by_analyzer(text));
  }
}

TEST_CASE("numbers in groups are cut into the same chunks", "[part1-21]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces{" ",    " ",   " ",  "123",    "4",      "56",
                                        "7890", "000", "12", "\u00a0", "\u202f", "x",
                                        ".",    "\n",  "-",  "345",    "é"};
  std::size_t numbers = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t n = random() % 200; n > 0; --n) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    const auto chunks = cut(text);
    REQUIRE(chunks == cut_by_analyzer(text));
    for (const std::string& chunk : chunks) numbers += chunk.find(' ') != std::string::npos;
  }
  CHECK(numbers > 100);
}

TEST_CASE("each byte alone, and in each place, is white space for both or for neither") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, 'x');
      text[place] = static_cast<char>(byte);
      CAPTURE(byte, place);
      REQUIRE(cut(text) == cut_by_analyzer(text));
    }
  }
}

TEST_CASE("short chunks that differ only in zero bytes are different") {
  using namespace std::string_literals;
  const std::string text = "a a\0 a\0\0"s;
  ChunkCutter cutter(text);
  const auto chunks = cutter.next();
  REQUIRE(chunks.size() == 3);
  CHECK(chunks[0].key != chunks[1].key);
  CHECK(chunks[1].key != chunks[2].key);
}

TEST_CASE("the table of short chunks finds what was added, as a map does") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  ShortChunkTable table;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> model;
  for (std::uint32_t i = 0; i < 50000; ++i) {
    const ShortChunk chunk{random() % 200, std::uint64_t{random() % 100} << 56 | random() % 2};
    if (chunk.empty()) continue;
    const auto [entry, is_new] = model.try_emplace({chunk.head, chunk.tail}, i);
    if (is_new) {
      REQUIRE(table.find(chunk) == nullptr);
      table.add(chunk, {i, 1});
    }
    const ChunkWords* found = table.find(chunk);
    REQUIRE(found != nullptr);
    REQUIRE(found->first == entry->second);
  }
  CHECK(table.size() == model.size());
  CHECK(table.find(ShortChunk{}) == nullptr);
  table.clear();
  CHECK(table.size() == 0);
}

}  // namespace
}  // namespace dateline
