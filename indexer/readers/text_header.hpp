// The date header of the plain text format.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/date.hpp"

namespace dateline::text_header {

struct Header {
  std::optional<Date> date;    ///< nothing where the header holds no date of the calendar
  std::string_view date_text;  ///< as written
  std::string_view rest;       ///< of the line, after the date
};

/// `date YYYY-MM-DD` or `date: YYYY-MM-DD`, in any case of letters, after optional spaces and
/// before more text; a time may follow the day (`2024-05-14T10:00:00Z`). Nothing where the line is
/// no such header.
[[nodiscard]] std::optional<Header> parse(std::string_view line) noexcept;

}  // namespace dateline::text_header
