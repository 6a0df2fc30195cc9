#include "searcher/plan/condition_builder.hpp"

#include <algorithm>
#include <utility>

#include "searcher/plan/query_compiler.hpp"

namespace dateline {
namespace {

using Nodes = std::vector<const QueryNode*>;

StreamPart part_of(const QueryNode& node) {
  return node.title_only ? StreamPart::title : StreamPart::all;
}

Nodes clauses_of(const QueryNode& list, Occur occur) {
  Nodes clauses;
  for (const QueryNode& child : list.children) {
    if (child.occur == occur) clauses.push_back(&child);
  }
  return clauses;
}

/// One condition of several that must all hold; null where there are none.
ConditionPtr all_of_or_none(std::vector<ConditionPtr> conditions) {
  std::erase(conditions, nullptr);
  return conditions.empty() ? nullptr : all_of(std::move(conditions));
}

}  // namespace

Result<ConditionPtr> ConditionBuilder::rest(const QueryNode& node) {
  DATELINE_ASSIGN(const bool exact, is_exact(node, words_));
  if (exact) return nullptr;
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
    case NodeKind::wildcard:
    case NodeKind::filter:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
    case NodeKind::added_after:
    case NodeKind::negation:
      return whole(node);
    case NodeKind::conjunction:
      return rest_of_conjunction(node);
    case NodeKind::disjunction: {
      Nodes nodes;
      for (const QueryNode& child : node.children) nodes.push_back(&child);
      return rest_of_alternatives(nodes);
    }
    case NodeKind::list:
      return rest_of_list(node);
  }
  return nullptr;
}

Result<ConditionPtr> ConditionBuilder::rest_beside_words(const QueryNode& list) {
  std::vector<ConditionPtr> conditions;
  for (const QueryNode* node : clauses_of(list, Occur::filter)) {
    DATELINE_ASSIGN(conditions.emplace_back(), whole(*node));
  }
  for (const QueryNode* node : clauses_of(list, Occur::must_not)) {
    DATELINE_ASSIGN(ConditionPtr condition, whole(*node));
    conditions.push_back(negate(std::move(condition)));
  }
  const Nodes musts = clauses_of(list, Occur::must);
  for (const QueryNode* node : musts) {
    DATELINE_ASSIGN(conditions.emplace_back(), rest(*node));
  }
  if (musts.empty()) {
    DATELINE_ASSIGN(conditions.emplace_back(),
                    rest_of_alternatives(clauses_of(list, Occur::should)));
  }
  return all_of_or_none(std::move(conditions));
}

Result<ConditionPtr> ConditionBuilder::rest_of_conjunction(const QueryNode& conjunction) {
  std::vector<ConditionPtr> conditions;
  for (const QueryNode& child : conjunction.children) {
    DATELINE_ASSIGN(conditions.emplace_back(), child.kind == NodeKind::negation
                                                   ? rest_of_negation(child.children.front())
                                                   : rest(child));
  }
  return all_of_or_none(std::move(conditions));
}

Result<ConditionPtr> ConditionBuilder::rest_of_negation(const QueryNode& negated) {
  DATELINE_ASSIGN(const bool exact, is_exact(negated, words_));
  if (exact) return nullptr;
  DATELINE_ASSIGN(ConditionPtr condition, whole(negated));
  return negate(std::move(condition));
}

/// Where all alternatives are exact, Xapian has decided; else which of them matched is not known.
Result<ConditionPtr> ConditionBuilder::rest_of_alternatives(const Nodes& nodes) {
  if (nodes.size() == 1) return rest(*nodes.front());
  bool decided = true;
  for (const QueryNode* node : nodes) {
    DATELINE_ASSIGN(const bool exact, is_exact(*node, words_));
    decided &= exact;
  }
  if (decided) return nullptr;
  std::vector<ConditionPtr> conditions;
  for (const QueryNode* node : nodes) {
    DATELINE_ASSIGN(conditions.emplace_back(), whole(*node));
  }
  return any_of(std::move(conditions));
}

Result<ConditionPtr> ConditionBuilder::rest_of_list(const QueryNode& list) {
  std::vector<ConditionPtr> conditions;
  const Nodes musts = clauses_of(list, Occur::must);
  for (const QueryNode* node : musts) {
    DATELINE_ASSIGN(conditions.emplace_back(), rest(*node));
  }
  for (const QueryNode* node : clauses_of(list, Occur::filter)) {
    DATELINE_ASSIGN(conditions.emplace_back(), rest(*node));
  }
  for (const QueryNode* node : clauses_of(list, Occur::must_not)) {
    DATELINE_ASSIGN(conditions.emplace_back(), rest_of_negation(*node));
  }
  const Nodes shoulds = clauses_of(list, Occur::should);
  if (musts.empty() && !shoulds.empty()) {
    DATELINE_ASSIGN(conditions.emplace_back(), rest_of_alternatives(shoulds));
  }
  return all_of_or_none(std::move(conditions));
}

Result<ConditionPtr> ConditionBuilder::whole(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
      return words(node);
    case NodeKind::wildcard:
      return wildcard(node);
    case NodeKind::filter:
      return filter(node);
    case NodeKind::key:
      return key(node);
    case NodeKind::dates:
      return is_published_within(node.dates);
    case NodeKind::undated:
      return is_undated();
    case NodeKind::added_after:
      return is_added_after(node.number);
    case NodeKind::conjunction:
    case NodeKind::disjunction: {
      std::vector<ConditionPtr> conditions;
      for (const QueryNode& child : node.children) {
        DATELINE_ASSIGN(conditions.emplace_back(), whole(child));
      }
      return node.kind == NodeKind::conjunction ? all_of(std::move(conditions))
                                                : any_of(std::move(conditions));
    }
    case NodeKind::negation: {
      DATELINE_ASSIGN(ConditionPtr condition, whole(node.children.front()));
      return negate(std::move(condition));
    }
    case NodeKind::list:
      return whole_list(node);
  }
  return holds_never();
}

Result<ConditionPtr> ConditionBuilder::whole_list(const QueryNode& list) {
  std::vector<ConditionPtr> required;
  std::vector<ConditionPtr> optional;
  bool any_must = false;
  for (const QueryNode& child : list.children) {
    DATELINE_ASSIGN(ConditionPtr condition, whole(child));
    switch (child.occur) {
      case Occur::must:
        any_must = true;
        required.push_back(std::move(condition));
        break;
      case Occur::filter:
        required.push_back(std::move(condition));
        break;
      case Occur::must_not:
        required.push_back(negate(std::move(condition)));
        break;
      case Occur::should:
        optional.push_back(std::move(condition));
        break;
    }
  }
  if (!any_must && !optional.empty()) required.push_back(any_of(std::move(optional)));
  return all_of(std::move(required));
}

Result<ConditionPtr> ConditionBuilder::words(const QueryNode& node) {
  std::vector<WordSet> sets;
  for (const QueryWord& word : node.words) {
    DATELINE_ASSIGN(sets.emplace_back(), words_.words_of(word));
  }
  const bool unknown =
      std::any_of(sets.begin(), sets.end(), [](const WordSet& set) { return set.empty(); });
  if (sets.empty() || unknown) return holds_never();
  if (sets.size() == 1) return holds_word(std::move(sets.front()), part_of(node));
  if (node.kind == NodeKind::near) return holds_near(NearMatcher(sets, node.window), part_of(node));
  return phrase(node, std::move(sets));
}

Result<ConditionPtr> ConditionBuilder::phrase(const QueryNode& node, std::vector<WordSet> sets) {
  std::vector<double> shares;
  for (const QueryWord& word : node.words) shares.push_back(share_(word.stem));
  return holds_phrase(PhraseMatcher(std::move(sets), shares), part_of(node));
}

Result<ConditionPtr> ConditionBuilder::wildcard(const QueryNode& node) {
  DATELINE_ASSIGN(const auto* reach, words_.reach_of(node));
  return holds_word(reach->words, part_of(node));
}

Result<ConditionPtr> ConditionBuilder::filter(const QueryNode& node) {
  DATELINE_ASSIGN(auto numbers, lookup_.numbers_of_name(node.field, node.value));
  return holds_value(node.field, std::move(numbers));
}

Result<ConditionPtr> ConditionBuilder::key(const QueryNode& node) {
  DATELINE_ASSIGN(const auto number, lookup_.number_of_key(node.value));
  return number ? has_number(*number) : holds_never();
}

}  // namespace dateline
