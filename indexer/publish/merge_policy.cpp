#include "indexer/publish/merge_policy.hpp"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

/// A segment of the result, and which segments go into it.
struct Group {
  MergeRun run;
  std::uint64_t size;
};

void join_with_next(std::vector<Group>& groups, std::size_t i) {
  groups[i].run.last = groups[i + 1].run.last;
  groups[i].size += groups[i + 1].size;
  groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(i) + 1);
}

/// The pair of neighbours that costs least to join.
std::size_t cheapest_pair(const std::vector<Group>& groups) {
  std::size_t best = 0;
  for (std::size_t i = 1; i + 1 < groups.size(); ++i)
    if (groups[i].size + groups[i + 1].size < groups[best].size + groups[best + 1].size) best = i;
  return best;
}

std::vector<Group> initial_groups(const std::vector<std::uint64_t>& sizes, std::size_t first_new) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < std::min(first_new, sizes.size()); ++i)
    groups.push_back({{i, i + 1}, sizes[i]});
  if (first_new < sizes.size()) {
    const auto begin = sizes.begin() + static_cast<std::ptrdiff_t>(first_new);
    groups.push_back(
        {{first_new, sizes.size()}, std::accumulate(begin, sizes.end(), std::uint64_t{0})});
  }
  return groups;
}

}  // namespace

std::vector<MergeRun> plan_merges(const std::vector<std::uint64_t>& sizes, std::size_t first_new) {
  std::vector<Group> groups = initial_groups(sizes, first_new);
  while (groups.size() >= 2 && groups[groups.size() - 2].size < tier_ratio * groups.back().size)
    join_with_next(groups, groups.size() - 2);
  while (groups.size() > max_segments) join_with_next(groups, cheapest_pair(groups));
  std::vector<MergeRun> runs;
  for (const Group& group : groups)
    if (group.run.last - group.run.first >= 2) runs.push_back(group.run);
  return runs;
}

}  // namespace dateline
