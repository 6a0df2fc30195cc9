// A run that failed half way publishes nothing any more.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "dateline/indexer.hpp"
#include "dateline/maintenance.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

Document document(const std::string& key) {
  Document document;
  document.key = key;
  document.title = "A title of " + key;
  document.text = "A text of " + key;
  return document;
}

TEST_CASE("after a step that failed, an indexer returns that failure and publishes nothing") {
  const test::TemporaryFolder folder;
  const auto index = folder / "index";
  {
    auto indexer = Indexer::open({.index = index, .jobs = 1});
    REQUIRE(indexer);
    REQUIRE(indexer->add(document("first")));
    REQUIRE(indexer->publish());
  }
  auto indexer = Indexer::open({.index = index, .jobs = 1});
  REQUIRE(indexer);
  REQUIRE(indexer->add(document("second")));
  const auto scratch = index / "work" / "scratch";
  std::filesystem::remove_all(scratch);
  std::ofstream(scratch) << "in the way";  // no folder can be made here: as a failing disk might
  const auto failed = indexer->publish();
  REQUIRE_FALSE(failed);
  const auto refused = indexer->add(document("third"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == failed.error().message);
  REQUIRE_FALSE(indexer->publish());
  CHECK(index_stats(index)->documents == 1);
}

TEST_CASE("a document that is refused does not end a run") {
  const test::TemporaryFolder folder;
  auto indexer = Indexer::open({.index = folder / "index", .jobs = 1});
  REQUIRE(indexer);
  REQUIRE_FALSE(indexer->add(document("")));
  REQUIRE(indexer->add(document("good")));
  REQUIRE(indexer->publish());
  CHECK(index_stats(folder / "index")->documents == 1);
}

}  // namespace
}  // namespace dateline
