#include "searcher/results/clause_counts.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/request/request_tree.hpp"
#include "searcher/suggest/spelling.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto longest_counting = std::chrono::milliseconds(200);

/// The clause as a query of its own. One that is forbidden stays so: then its count is that of all
/// other documents.
QueryNode alone(const QueryNode& clause) {
  QueryNode list;
  list.children.push_back(clause);
  if (clause.occur != Occur::must_not) list.children.front().occur = Occur::must;
  return list;
}

/// As typed; a span excludes the sign. The filters beside the text have none.
std::string clause_text(const QueryNode& clause, std::string_view text) {
  if (clause.span.length == 0 || clause.span.offset >= text.size()) return filter_in_words(clause);
  const char* sign = clause.occur == Occur::must_not ? "-" : "";
  return sign + std::string(text.substr(clause.span.offset, clause.span.length));
}

/// The first word of the clause that no document holds; nullptr where there is none.
const QueryWord* first_missing_word(const QueryNode& node, const Session& session) {
  if (node.kind != NodeKind::wildcard) {
    for (const QueryWord& word : node.words) {
      if (session.document_frequency(word.stem) == 0) return &word;
    }
  }
  for (const QueryNode& child : node.children) {
    if (const QueryWord* word = first_missing_word(child, session)) return word;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<ClauseCount>> count_clauses(const QueryNode& root, std::string_view text,
                                               const Session& session, const IndexLookup& lookup,
                                               StopCheck& stop) {
  const Clock::time_point end = Clock::now() + longest_counting;
  std::vector<ClauseCount> counts;
  for (const QueryNode& clause : root.children) {
    DATELINE_ASSIGN(const Plan plan, make_plan(alone(clause), session, lookup));
    ClauseCount count;
    count.clause = clause_text(clause, text);
    count.documents = count_matches(session, plan, Clock::now() < end && !stop.reached(), stop);
    if (const QueryWord* missing = first_missing_word(clause, session)) {
      DATELINE_ASSIGN(count.did_you_mean, suggest_word(missing->word, lookup));
    }
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace dateline
