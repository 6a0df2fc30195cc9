// Names of time zones as documents write them -> how far they are from UTC.
#pragma once

#include <string_view>

#include "common/date/read_date.hpp"

namespace dateline::date_text {

/// What a zone's name means.
struct Zone {
  enum class Kind {
    unknown,  ///< there is no such name
    fixed,    ///< always `minutes`
    rules,    ///< what the IANA zone `id` has at that time
    several,  ///< it depends on the country, of which nothing is known
  };
  Kind kind = Kind::unknown;
  int minutes = 0;  ///< east of UTC
  std::string_view id{};
};

/// Case does not count. The country of the hints decides, then the region of the language's tag,
/// then the language. The table with its sources is zones.inc.
[[nodiscard]] Zone find_zone(std::string_view name, const DateHints& hints);

}  // namespace dateline::date_text
