// Filters that Xapian asks of the mapped records instead of its own posting lists: publication
// dates, document numbers and keys.
//
// A date: filter compares DocumentRecord::day, which is exact for dates that are known to the month
// or the year as well; terms would need those cases as separate terms.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>

#include "dateline/date.hpp"
#include "searcher/index/session.hpp"

namespace dateline {

/// The documents published within `days`. Unweighted. The session must live longer than any match
/// that uses it.
[[nodiscard]] Xapian::Query published_within(const Session& session, DayRange days);

/// The documents whose number is greater. Unweighted; as above.
[[nodiscard]] Xapian::Query added_after(const Session& session, std::uint64_t number);

/// The one document at `address`. Unweighted; as above.
[[nodiscard]] Xapian::Query document_at(const Session& session, DocAddress address);

}  // namespace dateline
