#include "searcher/query/rewrite/rewrite.hpp"

#include <span>
#include <utility>

#include "searcher/query/rewrite/feedback.hpp"
#include "searcher/query/rewrite/related.hpp"
#include "searcher/query/rewrite/without_stop_words.hpp"

namespace dateline {
namespace {

constexpr Rewriter interpretation[] = {
    without_stop_words,
};

/// Feedback is last: it learns from the hits of everything before it.
constexpr Rewriter expansion[] = {
    with_related_words,
    with_feedback,
};

Result<QueryNode> run_chain(std::span<const Rewriter> chain, QueryNode root,
                            const RewriteContext& context) {
  for (const Rewriter rewrite : chain) {
    DATELINE_ASSIGN(QueryNode rewritten, rewrite(std::move(root), context));
    root = std::move(rewritten);
  }
  return root;
}

}  // namespace

Result<QueryNode> interpret(QueryNode parsed, const RewriteContext& context) {
  return run_chain(interpretation, std::move(parsed), context);
}

Result<QueryNode> expand(QueryNode asked, const RewriteContext& context) {
  return run_chain(expansion, std::move(asked), context);
}

}  // namespace dateline
