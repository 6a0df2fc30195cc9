#include "searcher/query/rewrite/without_stop_words.hpp"

#include <utility>

#include "searcher/query/stop_words.hpp"

namespace dateline {

Result<QueryNode> without_stop_words(QueryNode root, const RewriteContext& context) {
  drop_function_words(root, context.request.text, context.session.analyzer());
  return root;
}

}  // namespace dateline
