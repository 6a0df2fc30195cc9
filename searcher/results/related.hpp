// Related articles: what else was published on a document's subject.
#pragma once

#include "common/format/scoring.hpp"
#include "common/format/store/store.hpp"
#include "dateline/searcher.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// What is looked for: the words that tell most about the document, without the document itself,
/// within the date rule; and whatever `root`, the query's own text, asks besides. Nothing matches
/// where no word tells anything. Errors: not_found; usage where the rule needs a date that the
/// document lacks; corrupt, io. Xapian's exceptions pass through.
Result<QueryNode> related_query(QueryNode root, const RelatedTo& related, const Session& session,
                                const IndexLookup& lookup, const Store& store,
                                const Scoring& scoring);

/// Error not_found; io.
Result<DocAddress> address_of_key(std::string_view key, const Session& session,
                                  const IndexLookup& lookup);

/// run_match() without near-copies of the document, and of better hits. Ranks five times as many
/// documents as the page ends at, and looks at the token streams of those.
MatchResult match_related(const Session& session, const Plan& plan, const MatchRequest& request,
                          const DocAddress& document);

}  // namespace dateline
