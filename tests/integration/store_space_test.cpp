// What replaced documents leave in the store goes when the index is compacted.
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "common/format/generation/generation.hpp"
#include "dateline/indexer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr int runs = 12;
constexpr int documents = 20;
constexpr unsigned vocabulary = 1000;  // words are kept for good

/// Publishes all documents with texts that only this run has.
void replace_all(const std::filesystem::path& index, int run) {
  auto indexer = Indexer::open({.index = index, .jobs = 1});
  REQUIRE(indexer);
  std::mt19937 random(static_cast<unsigned>(run));
  for (int i = 0; i < documents; ++i) {
    Document document;
    document.key = "key " + std::to_string(i);
    for (int word = 0; word < 200; ++word)
      document.text += "word" + std::to_string(random() % vocabulary) + " ";
    REQUIRE(indexer->add(std::move(document)));
  }
  REQUIRE(indexer->publish());
}

struct Space {
  std::uintmax_t bytes = 0;
  std::size_t tables = 0;
};

Space store_space(const std::filesystem::path& index) {
  const auto live = Generation::open_current(index);
  REQUIRE(live);
  Space space;
  for (const auto& entry : std::filesystem::directory_iterator(live->store()))
    if (entry.path().extension() == ".sst") {
      space.bytes += entry.file_size();
      ++space.tables;
    }
  return space;
}

TEST_CASE("compacting an index gives back what replaced documents took in the store") {
  const test::TemporaryFolder folder;
  const auto index = folder / "index";
  for (int run = 0; run < runs; ++run) replace_all(index, run);
  const Space before = store_space(index);
  auto indexer = Indexer::open({.index = index, .jobs = 1});
  REQUIRE(indexer);
  REQUIRE(indexer->compact());
  REQUIRE(indexer->publish());
  const Space after = store_space(index);
  CAPTURE(before.bytes, before.tables, after.bytes, after.tables);
  CHECK(before.tables > runs);
  CHECK(after.tables < runs);
  CHECK(after.bytes * 2 < before.bytes);
}

}  // namespace
}  // namespace dateline
