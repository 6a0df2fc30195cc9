// What an indexer reports of its progress.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include "dateline/indexer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

constexpr int documents = 30;
constexpr std::chrono::milliseconds pause{10};  // all of them take three intervals of 100 ms

/// Adds the documents, slowly, to an index that reports to `seen`.
void add_all(const std::filesystem::path& index, std::vector<IndexProgress>& seen) {
  auto indexer =
      Indexer::open({.index = index, .jobs = 1, .on_progress = [&](const auto& progress) {
                       seen.push_back(progress);
                     }});
  REQUIRE(indexer);
  for (int i = 0; i < documents; ++i) {
    Document document;
    document.key = std::to_string(i);
    document.text = "The harbour agreement.";
    REQUIRE(indexer->add(std::move(document)));
    std::this_thread::sleep_for(pause);
  }
  REQUIRE(indexer->publish());
}

TEST_CASE("an indexer reports its progress, and when it publishes") {
  const test::TemporaryFolder folder;
  std::vector<IndexProgress> seen;
  add_all(folder / "index", seen);
  REQUIRE(seen.size() >= 3);
  CHECK(seen.size() < documents);
  std::uint64_t before = 0;
  for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
    CHECK(seen[i].stage == IndexStage::adding);
    CHECK(seen[i].documents > before);
    before = seen[i].documents;
  }
  CHECK(before <= documents);
  CHECK(seen.back().stage == IndexStage::publishing);
  CHECK(seen.back().documents == documents);
}

}  // namespace
}  // namespace dateline
