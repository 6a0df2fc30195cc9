// A segment that cannot be read whole is not merged into one that looks whole.
#include <catch2/catch.hpp>
#include <filesystem>

#include "common/format/generation/generation.hpp"
#include "dateline/indexer.hpp"
#include "indexer/write/segment/segment_builder.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

/// Publishes one segment of two documents, and copies it to `copy`.
SegmentPlace make_segment(const std::filesystem::path& index, const std::filesystem::path& copy) {
  auto indexer = Indexer::open({.index = index, .jobs = 1});
  REQUIRE(indexer);
  for (const char* key : {"a", "b"}) {
    Document document;
    document.key = key;
    document.text = "The harbour agreement of " + document.key + ".";
    REQUIRE(indexer->add(std::move(document)));
  }
  REQUIRE(indexer->publish());
  const auto live = Generation::open_current(index);
  REQUIRE(live);
  const SegmentInfo& info = live->manifest().segments.front();
  std::filesystem::copy(live->segment(info.name), copy);
  return {copy, info};
}

TEST_CASE("merging reports a table of document data that could not be opened") {
  const test::TemporaryFolder folder;
  const SegmentPlace whole = make_segment(folder / "index", folder / "whole");
  REQUIRE(merge_segments({whole}, folder / "merged"));
  const SegmentPlace lacking{folder / "lacking", whole.info};
  std::filesystem::copy(whole.directory, lacking.directory);
  REQUIRE(std::filesystem::remove(lacking.directory / "docdata.glass"));
  const auto merged = merge_segments({lacking}, folder / "not merged");
  REQUIRE_FALSE(merged);
  CHECK(merged.error().code == ErrorCode::io);
  CHECK(merged.error().message.find("docdata.glass") != std::string::npos);
}

}  // namespace
}  // namespace dateline
