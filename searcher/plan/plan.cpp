#include "searcher/plan/plan.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "searcher/plan/column_check.hpp"
#include "searcher/plan/condition_builder.hpp"
#include "searcher/plan/query_compiler.hpp"
#include "searcher/plan/word_resolver.hpp"

namespace dateline {
namespace {

/// The sets of stems that scoring terms have (ScoringTerm::stems).
using StemSets = std::vector<std::vector<std::string>>;

/// Whether a node is a word or a wildcard, or several of which one is enough.
bool is_any_of_words(const QueryNode& node) {
  if (node.kind == NodeKind::word) return node.words.size() == 1;
  if (node.kind == NodeKind::wildcard) return true;
  return node.kind == NodeKind::disjunction &&
         std::all_of(node.children.begin(), node.children.end(), is_any_of_words);
}

/// Whether a node is a word, wildcard, phrase or NEAR, or several that must all be there. Adds
/// their stems.
Result<bool> is_all_of_words(const QueryNode& node, WordResolver& words, StemSets& required) {
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
      for (const QueryWord& word : node.words) required.push_back({word.stem});
      return !node.words.empty();
    case NodeKind::wildcard: {
      DATELINE_ASSIGN(const auto* reach, words.reach_of(node));
      required.push_back(reach->stems);
      return true;
    }
    case NodeKind::conjunction:
      for (const QueryNode& child : node.children) {
        DATELINE_ASSIGN(const bool all, is_all_of_words(child, words, required));
        if (!all) return false;
      }
      return true;
    case NodeKind::filter:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
    case NodeKind::added_after:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return false;
  }
  return false;
}

/// Whether a list is about words, filters and exclusions only. Adds the stems of required words.
Result<bool> is_list_of_words(const QueryNode& list, WordResolver& words, StemSets& required) {
  if (list.kind != NodeKind::list) return false;
  bool any_words = false;
  for (const QueryNode& child : list.children) {
    if (child.occur == Occur::must) {
      any_words = true;
      DATELINE_ASSIGN(const bool all, is_all_of_words(child, words, required));
      if (!all) return false;
    } else if (child.occur == Occur::should) {
      any_words = true;
      if (!is_any_of_words(child)) return false;
    }
  }
  return any_words;
}

/// The days from the first to the last that a filter allows; nothing where it is about more.
std::optional<DayRange> published_within(const QueryNode& filter) {
  if (filter.kind == NodeKind::dates) return filter.dates;
  if (filter.kind != NodeKind::disjunction) return std::nullopt;
  std::optional<DayRange> days;
  for (const QueryNode& child : filter.children) {
    const auto of_child = published_within(child);
    if (!of_child) return std::nullopt;
    if (!days) days = of_child;
    days->first = std::min(days->first, of_child->first);
    days->last = std::max(days->last, of_child->last);
  }
  return days;
}

unsigned verifying_cost(const ConditionPtr& condition) {
  return condition == nullptr ? 0 : condition->cost();
}

/// Marks the scoring terms whose stems are among the required ones.
void mark_required(std::vector<ScoringTerm>& scoring, const StemSets& required) {
  for (ScoringTerm& term : scoring)
    term.required = std::find(required.begin(), required.end(), term.stems) != required.end();
}

}  // namespace

std::optional<DayRange> published_within_filters(const QueryNode& list) {
  std::optional<DayRange> days;
  for (const QueryNode& child : list.children) {
    if (child.occur != Occur::filter) continue;
    const auto of_child = published_within(child);
    if (!of_child) continue;
    if (!days) days = of_child;
    days->first = std::max(days->first, of_child->first);
    days->last = std::min(days->last, of_child->last);
  }
  return days;
}

Result<Plan> make_plan(const QueryNode& root, const Session& session, const IndexLookup& lookup) {
  DATELINE_TRY(require_columns(root, session.segments()));
  WordResolver words(lookup,
                     [&session](std::string_view word) { return session.analyzer().stem(word); });
  QueryCompiler compiler(session, lookup, words);
  Plan plan;
  DATELINE_ASSIGN(plan.query, compiler.compile(root));
  plan.scoring = compiler.scoring();
  plan.terms = compiler.terms();
  if (plan.query.empty()) return plan;
  ConditionBuilder conditions(lookup, words, [&session](const std::string& stem) {
    return static_cast<double>(session.document_frequency(stem)) /
           static_cast<double>(session.segments().document_count());
  });
  DATELINE_ASSIGN(plan.condition, conditions.rest(root));
  StemSets required;
  DATELINE_ASSIGN(const bool about_words, is_list_of_words(root, words, required));
  if (about_words) {
    mark_required(plan.scoring, required);
    plan.words.emplace();
    plan.words->any_required = !required.empty();
    plan.words->published = published_within_filters(root);
    DATELINE_ASSIGN(plan.words->condition, conditions.rest_beside_words(root));
    plan.words->verifies_fast =
        verifying_cost(plan.words->condition) < verifying_cost(plan.condition) + stream_cost;
  }
  return plan;
}

}  // namespace dateline
