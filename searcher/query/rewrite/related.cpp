#include "searcher/query/rewrite/related.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "searcher/index/stored_document.hpp"
#include "searcher/query/rewrite/key_terms.hpp"

namespace dateline {
namespace {

constexpr std::size_t related_terms = 40;

QueryNode without_itself(const std::string& key) {
  QueryNode node;
  node.kind = NodeKind::key;
  node.occur = Occur::must_not;
  node.value = key;
  return node;
}

/// A clause that no document fulfils.
QueryNode nothing() {
  QueryNode node;
  node.kind = NodeKind::disjunction;
  node.occur = Occur::must;
  return node;
}

Result<QueryNode> date_filter(const Document& document, RelatedWhen when) {
  if (!document.date.known())
    return failure(ErrorCode::usage, fmt::format("the document {} has no date", document.key),
                   "ask for related documents of any date");
  QueryNode node;
  node.kind = NodeKind::dates;
  node.occur = Occur::filter;
  const Day day = document.date.day;
  node.dates = when == RelatedWhen::before ? DayRange{std::numeric_limits<Day>::min(), day}
                                           : DayRange{day, std::numeric_limits<Day>::max()};
  return node;
}

}  // namespace

Result<QueryNode> with_related_words(QueryNode root, const RewriteContext& context) {
  if (!context.request.related) return root;
  const RelatedTo& related = *context.request.related;
  const Session& session = context.session;
  DATELINE_ASSIGN(const DocAddress address, address_of_key(related.key, session, context.lookup));
  DATELINE_ASSIGN(const Document document,
                  stored_document(address, session, context.store, StoredPart::whole));
  TellingTerms terms(session, context.scoring);
  terms.add(document, 1.0);
  const std::vector<TellingTerm> chosen = terms.choose(related_terms);
  for (const TellingTerm& term : chosen) {
    root.children.push_back(optional_word(term, static_cast<double>(chosen.size())));
  }
  if (chosen.empty()) root.children.push_back(nothing());
  root.children.push_back(without_itself(related.key));
  if (related.when != RelatedWhen::any) {
    DATELINE_ASSIGN(root.children.emplace_back(), date_filter(document, related.when));
  }
  return root;
}

}  // namespace dateline
