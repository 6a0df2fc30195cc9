#include "searcher/match/plan.hpp"

#include <string_view>
#include <utility>

#include "searcher/match/condition_builder.hpp"
#include "searcher/match/query_compiler.hpp"
#include "searcher/match/word_resolver.hpp"

namespace dateline {

Result<Plan> make_plan(const QueryNode& root, const Session& session, const IndexLookup& lookup) {
  WordResolver words(lookup,
                     [&session](std::string_view word) { return session.analyzer().stem(word); });
  QueryCompiler compiler(session, lookup, words);
  Plan plan;
  DATELINE_ASSIGN(plan.query, compiler.compile_root(root));
  plan.scoring = compiler.scoring();
  plan.terms = compiler.terms();
  if (plan.query.empty()) return plan;
  const Xapian::Database& database = session.database();
  ConditionBuilder conditions(lookup, words, [&database](const std::string& stem) {
    return static_cast<double>(database.get_termfreq(stem)) / database.get_doccount();
  });
  DATELINE_ASSIGN(plan.condition, conditions.rest(root));
  return plan;
}

}  // namespace dateline
