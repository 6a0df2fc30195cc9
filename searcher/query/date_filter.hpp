// The value of date: in a query -> days.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// `2024-05-14`, `2024-05`, `2024`; spans `a..b`, `a..`, `..b` of these, both ends included;
/// `today`, `yesterday` (also as ends); `7d` `2w` `3m` `1y`: so many days, weeks, months, years up
/// to and including `today`; `none`: no day range. Words and units in any case. Open ends are the
/// least and the greatest Day. `offset` is where `value` stands in the query. Errors: bad_query at
/// the date that is none, or at a span that ends before it begins.
Result<std::optional<DayRange>> parse_date_filter(std::string_view value, std::size_t offset,
                                                  Day today);

/// The days that `7d`, `2w`, `3m` or `1y` means; nothing for other texts.
[[nodiscard]] std::optional<DayRange> parse_last_days(std::string_view text, Day today);

/// Whether it is `none`.
[[nodiscard]] bool is_no_date(std::string_view text) noexcept;

}  // namespace dateline
