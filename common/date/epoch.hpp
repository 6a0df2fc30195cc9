// Dates written as one number.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline::date_text {

/// The number as text: `1715680800`, `-86400`, `1715680800.5`, `1.7156808e9`, `20240514`,
/// `202405141000`, `20240514100000`. See date_of_number().
[[nodiscard]] std::optional<Date> parse_number(std::string_view text);

}  // namespace dateline::date_text
