// Which clause of a query emptied the result: each clause's own count, and a spelling for words
// that the index lacks.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/session.hpp"
#include "searcher/match/stop_check.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// One entry for each clause of the root list, in their order, named by its bytes of `text`. Counts
/// are exact for the first 200 ms and until `stop` is reached, then estimates. Errors: corrupt, io.
/// Xapian's exceptions pass through.
Result<std::vector<ClauseCount>> count_clauses(const QueryNode& root, std::string_view text,
                                               const Session& session, const IndexLookup& lookup,
                                               StopCheck& stop);

}  // namespace dateline
