// Dates as TREC's collections carry them: in elements of many forms, and in document numbers.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline {

/// A date as parse_date() reads it, YYMMDD, MM/DD/YY, or one of these in front of other words
/// ("January 1, 1989, Sunday, Home Edition").
[[nodiscard]] std::optional<Date> parse_trec_date(std::string_view text);

/// The date in AP880212-0001, WSJ870324-0001, LA010189-0001, FT911-3 (the year), NYT19980601.0001
/// and the like; nothing in other document numbers.
[[nodiscard]] std::optional<Date> date_of_docno(std::string_view docno);

}  // namespace dateline
