// A timeline as the bars of a picture: as fine as a picture's width allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/searcher.hpp"

namespace dateline {

/// Bars that fit side by side.
inline constexpr std::size_t max_bars = 96;

/// What a bar stands for.
enum class BarUnit { day, week, month, quarter, years };

struct Bar {
  DayRange days;
  std::uint64_t count = 0;
};

struct Histogram {
  BarUnit unit = BarUnit::month;
  int years = 1;  ///< of a bar, with BarUnit::years
  std::vector<Bar> bars;
};

/// The unit to ask for: days or weeks where the span is known to be short, else months.
[[nodiscard]] TimelineUnit timeline_unit_for(const std::optional<DayRange>& published) noexcept;

/// The unit to use instead if the timeline in `unit` has only a handful of bars.
[[nodiscard]] std::optional<TimelineUnit> finer_unit(
    TimelineUnit unit, const std::vector<TimelineBucket>& timeline) noexcept;

/// The timeline's buckets in at most max_bars bars (a few hundred where they are of more than
/// thousands of years), without a gap. A bar begins where its calendar unit does, also before the
/// first bucket.
[[nodiscard]] Histogram make_histogram(const std::vector<TimelineBucket>& timeline,
                                       TimelineUnit unit);

/// `14 May 2024`, `week of 13 May 2024`, `May 2024`, `April 2024 to June 2024`, `2024`,
/// `1980 to 1989`.
[[nodiscard]] std::string bar_in_words(const Histogram& histogram, const Bar& bar);
/// What is written below a bar: `14 May 2024`, `May 2024`, `2024`.
[[nodiscard]] std::string bar_label(const Histogram& histogram, const Bar& bar);
/// `each bar is a week`
[[nodiscard]] std::string unit_in_words(const Histogram& histogram);

}  // namespace dateline
