// Which segments are merged, case by case and over years of nightly runs.
#include "indexer/publish/merge_policy.hpp"

#include <catch2/catch.hpp>
#include <numeric>

namespace dateline {
namespace {

using Runs = std::vector<MergeRun>;

TEST_CASE("a first load becomes one segment") {
  CHECK(plan_merges({}, 0) == Runs{});
  CHECK(plan_merges({5}, 0) == Runs{});
  CHECK(plan_merges({5, 5, 5}, 0) == Runs{{0, 3}});
}

TEST_CASE("a small addition stays beside a large segment") {
  CHECK(plan_merges({400, 100}, 1) == Runs{});
  CHECK(plan_merges({399, 100}, 1) == Runs{{0, 2}});
  CHECK(plan_merges({4000, 50, 50}, 1) == Runs{{1, 3}});
}

TEST_CASE("a merge that grows to the size of its neighbour takes that in too") {
  CHECK(plan_merges({10000, 300, 100}, 2) == Runs{{1, 3}});
  CHECK(plan_merges({1500, 300, 100}, 2) == Runs{{0, 3}});
}

TEST_CASE("there are never more than twelve segments") {
  std::vector<std::uint64_t> sizes(20);
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = std::uint64_t{1} << (60 - 3 * i);
  const auto runs = plan_merges(sizes, sizes.size() - 1);
  std::size_t merged_away = 0;
  for (const MergeRun& run : runs) merged_away += run.last - run.first - 1;
  CHECK(sizes.size() - merged_away == max_segments);
  // The cheapest neighbours go first: the large ones at the front stay as they are.
  CHECK(runs.front().first >= 11);
}

TEST_CASE("ten years of nightly runs keep few segments and rewrite each document a few times") {
  std::vector<std::uint64_t> sizes;
  std::uint64_t written = 0, total = 0;
  for (int night = 0; night < 3650; ++night) {
    sizes.push_back(100);
    total += 100;
    written += 100;
    const auto runs = plan_merges(sizes, sizes.size() - 1);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
      const auto first = sizes.begin() + static_cast<std::ptrdiff_t>(run->first);
      const auto last = sizes.begin() + static_cast<std::ptrdiff_t>(run->last);
      const auto size = std::accumulate(first, last, std::uint64_t{0});
      written += size;
      *first = size;
      sizes.erase(first + 1, last);
    }
    REQUIRE(sizes.size() <= max_segments);
  }
  CHECK(static_cast<double>(written) / static_cast<double>(total) < 13.0);
}

}  // namespace
}  // namespace dateline
