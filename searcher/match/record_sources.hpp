// Filters that Xapian asks of the mapped records instead of its own posting lists: publication
// dates and keys.
//
// A date: filter compares DocumentRecord::day, which is exact for dates that are known to the month
// or the year as well; terms would need those cases told apart (docs/searching.md has the
// measurement).
#pragma once

#include <xapian.h>

#include <cstddef>

#include "dateline/date.hpp"
#include "searcher/match/session.hpp"
#include "searcher/match/stop_check.hpp"

namespace dateline {

/// The documents published within `days`. Unweighted. The session must live longer than any match
/// that uses it.
[[nodiscard]] Xapian::Query published_within(const Session& session, DayRange days);

/// The one document at `address`. Unweighted; as above.
[[nodiscard]] Xapian::Query document_at(const Session& session, DocAddress address);

/// Matches nothing and yet does not end with the other lists of an OP_MAX, whose postings it must
/// join: it stands behind all documents. A query that holds one must be asked by way of bounded()
/// or followed_by(). Why: when all lists of Xapian 1.4.22's MaxPostList end at once, it is left
/// without any, and where another list is pruned after that, recalc_maxweight() reads the first of
/// them (use after free).
[[nodiscard]] Xapian::Query never_ending();

/// The matches of `query` with the same weights, and no document behind the last one.
[[nodiscard]] Xapian::Query bounded(const Session& session, const Xapian::Query& query);

/// Which segment a match is in. A MatchDecider and a KeyMaker are told a document's docid in its
/// shard, but not the shard.
struct MatchPosition {
  std::size_t segment = 0;
  StopCheck* stop = nullptr;  ///< if set and overdue, the match ends with MatchStopped
};

/// As bounded(); while the matches are visited, `position` follows. Both must live longer than any
/// match that uses it.
[[nodiscard]] Xapian::Query followed_by(const Session& session, const Xapian::Query& query,
                                        MatchPosition& position);

}  // namespace dateline
