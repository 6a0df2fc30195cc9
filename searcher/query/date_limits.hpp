// Dates as the queries of other engines limit them: [2020 TO 2021], {2020 TO *}, >=2020, <2020-05.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dateline/date.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Whether the value of date: has such a form.
[[nodiscard]] bool is_date_limit(std::string_view value) noexcept;

/// The days within the limits. `{`, `}`, `>` and `<` exclude the whole day, month or year that they
/// name; `*` means no limit, `now` is today, and what follows the T of a time is ignored. `value`
/// is one of these forms; `offset` is where it stands in the query. Errors: bad_query.
[[nodiscard]] Result<DayRange> parse_date_limit(std::string_view value, std::size_t offset,
                                                Day today);

}  // namespace dateline
