#include "searcher/results/related.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "searcher/present/hit_presenter.hpp"
#include "searcher/query/rewrite/key_terms.hpp"
#include "searcher/results/near_copies.hpp"

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

Result<QueryNode> related_query(QueryNode root, const RelatedTo& related, const Session& session,
                                const IndexLookup& lookup, const Store& store,
                                const Scoring& scoring) {
  DATELINE_ASSIGN(const DocAddress address, address_of_key(related.key, session, lookup));
  DATELINE_ASSIGN(const Document document,
                  stored_document(address, session, store, StoredPart::whole));
  TellingTerms terms(session, scoring);
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

Result<DocAddress> address_of_key(std::string_view key, const Session& session,
                                  const IndexLookup& lookup) {
  DATELINE_ASSIGN(const auto number, lookup.number_of_key(key));
  if (number) {
    if (const auto address = session.segments().find(*number)) return *address;
  }
  return failure(ErrorCode::not_found, fmt::format("no document has the key {}", key),
                 "search for a word of it to find its key");
}

MatchResult match_related(const Session& session, const Plan& plan, const MatchRequest& request,
                          const DocAddress& document) {
  const SegmentSet& segments = session.segments();
  const auto shingles_at = [&](const DocAddress& address) {
    return shingles_of(segments[address.segment].files.stream(address.docid));
  };
  MatchRequest ranked = request;
  ranked.offset = 0;
  ranked.limit = std::min(max_rank, 5 * (request.offset + request.limit));
  MatchResult result = run_match(session, plan, ranked);
  std::vector<Shingles> kept = {shingles_at(document)};
  std::vector<RankedDocument> different;
  for (const RankedDocument& candidate : result.documents) {
    if (different.size() == request.offset + request.limit) break;
    Shingles shingles = shingles_at(candidate.address);
    const auto is_copy = [&](const Shingles& other) { return are_near_copies(shingles, other); };
    if (std::any_of(kept.begin(), kept.end(), is_copy)) continue;
    kept.push_back(std::move(shingles));
    different.push_back(candidate);
  }
  const std::size_t before = std::min(request.offset, different.size());
  different.erase(different.begin(), different.begin() + static_cast<std::ptrdiff_t>(before));
  result.total.exact &= different.size() == result.documents.size();
  result.documents = std::move(different);
  return result;
}

}  // namespace dateline
