// Related documents: the words of one document become the query.
#pragma once

#include "searcher/query/rewrite/rewrite.hpp"

namespace dateline {

/// With SearchRequest::related: the words that tell most about that document, each optional,
/// besides what the query asks itself; without the document; within the days that the rule leaves.
/// Nothing matches where no word tells anything. That the document is left out here and not of the
/// ranked hits keeps totals, facets and timelines free of it. Errors besides: not_found; usage
/// where the rule needs a date that the document lacks.
Result<QueryNode> with_related_words(QueryNode root, const RewriteContext& context);

}  // namespace dateline
