// The date in an address.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline::html {

/// The day of /2024/05/14/, /2024-05-14, /20240514/, /2024/may/14/, or the month of /2024/05/; in
/// the path, or in the query where it has whole days. The last day in it, if there are several; a
/// day rather than a month. Years from 1990 to the next one.
[[nodiscard]] std::optional<Date> url_date(std::string_view url);

}  // namespace dateline::html
