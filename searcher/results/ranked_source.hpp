// Hits in an order, of which more can be had as they are needed: what the stages of results stand
// on, and are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>

#include "dateline/limits.hpp"
#include "searcher/match/matcher.hpp"

namespace dateline {

/// One thread at a time.
class RankedSource {
 public:
  RankedSource() = default;
  RankedSource(const RankedSource&) = delete;
  RankedSource& operator=(const RankedSource&) = delete;
  virtual ~RankedSource() = default;

  /// The first `count` hits; fewer only where no more are to be had. Asked for more, it gives the
  /// same ones again and others after them. The span holds until the next call. Xapian's exceptions
  /// pass through.
  virtual std::span<const RankedDocument> first(std::size_t count) = 0;
  /// How many hits there are, after first() was called. Stages count what matches the query,
  /// whether or not they leave it out, as timelines and facets do; one that left out a hit says
  /// that the total is not exact.
  [[nodiscard]] virtual Total total() const = 0;
};

using RankedSourcePointer = std::unique_ptr<RankedSource>;

/// At most `count` from the front.
[[nodiscard]] inline std::span<const RankedDocument> front_of(std::span<const RankedDocument> hits,
                                                              std::size_t count) {
  return hits.first(std::min(count, hits.size()));
}

}  // namespace dateline
