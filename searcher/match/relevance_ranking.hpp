// The documents of a page in the order of their scores.
//
// The posting lists of the query's terms are read side by side, segment after segment and block
// after block of 64 documents, with the page so far as the measure of what can still enter it:
// - Where any word will do, this is MaxScore (Turtle and Flood, 1995): lists whose scores together
//   cannot reach the page propose no document, and are looked up only while a document that another
//   list proposed can still enter.
// - Where words are required, their lists propose what all of them hold, and the others are looked
//   up likewise.
// - Of stems that are asked for often, the highest score of each block is known (PostingCache):
//   blocks in which no document can enter are passed over (Ding and Suel's block-max index, 2011).
// - Days are compared before anything is scored.
// - Other queries (NOT within OR, groups within groups) let Xapian propose what matches.
//
// Why Xapian does not rank: 1.4.22 loses documents of a short page now and then. When only
// documents with both sides can still enter the page, AndMaybePostList::next() becomes an AND that
// begins after the document on which the right side already stands, and OrPostList::check() passes
// on positions that its lists have not reached. It also takes about twice as long.
#pragma once

#include "searcher/match/matcher.hpp"

namespace dateline {

/// Highest score first, ties by document number. The request's sort and tally play no part.
/// Xapian's exceptions pass through.
MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request);

}  // namespace dateline
