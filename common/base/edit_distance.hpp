// How far apart two short names are: for "did you mean".
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Single bytes to insert, delete or replace that make `b` of `a`. Cost: the product of the
/// lengths.
[[nodiscard]] inline std::size_t byte_edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// The name of the list that is at most two edits, and at most half of itself, away; else nothing.
template <typename Names>
[[nodiscard]] std::string_view nearest_name(std::string_view wanted, const Names& names) {
  constexpr std::size_t longest_name = 32;  // longer ones are not typos
  std::string_view nearest;
  std::size_t least = 3;
  if (wanted.size() > longest_name) return nearest;
  for (const auto& candidate : names) {
    const std::string_view name = candidate;
    const std::size_t edits = byte_edits(wanted, name);
    if (edits >= least || edits * 2 > name.size()) continue;
    least = edits;
    nearest = name;
  }
  return nearest;
}

}  // namespace dateline
