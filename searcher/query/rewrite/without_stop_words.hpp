// Long queries without their function words.
#pragma once

#include "searcher/query/rewrite/rewrite.hpp"

namespace dateline {

/// As drop_function_words() says (stop_words.hpp).
Result<QueryNode> without_stop_words(QueryNode root, const RewriteContext& context);

}  // namespace dateline
