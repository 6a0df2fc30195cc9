#include "searcher/query/operand.hpp"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

bool is_leaf_filter(NodeKind kind) {
  switch (kind) {
    case NodeKind::filter:
    case NodeKind::key:
    case NodeKind::dates:
    case NodeKind::undated:
    case NodeKind::added_after:
      return true;
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::near:
    case NodeKind::wildcard:
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
    case NodeKind::list:
      return false;
  }
  return false;
}

/// Whether the node only restricts: filters and negations, and groups of nothing else.
bool only_filters(const QueryNode& node) {
  if (node.kind == NodeKind::negation || node.occur == Occur::must_not) return true;
  if (node.children.empty()) return is_leaf_filter(node.kind);
  return std::all_of(node.children.begin(), node.children.end(), only_filters);
}

Occur occur_of(const Operand& operand) {
  if (operand.sign == Sign::minus) return Occur::must_not;
  if (only_filters(operand.node)) return Occur::filter;
  if (operand.sign == Sign::plus) return Occur::must;
  switch (operand.form) {
    case Form::nothing:
    case Form::word:
    case Form::group:
    case Form::disjunction:
      return Occur::should;
    case Form::phrase:
    case Form::title:
    case Form::conjunction:
      return Occur::must;
    case Form::filter:
      return Occur::filter;
  }
  return Occur::should;
}

QueryNode negate(QueryNode&& node) {
  QueryNode negation = make_node(NodeKind::negation, node.span);
  node.occur = Occur::should;
  negation.children.push_back(std::move(node));
  return negation;
}

void append_words(QueryNode& list, Operand& several) {
  for (std::size_t i = 0; i < several.node.words.size(); ++i) {
    QueryNode node = make_node(NodeKind::word, several.word_spans[i]);
    node.title_only = several.node.title_only;
    node.words.push_back(std::move(several.node.words[i]));
    list.children.push_back(std::move(node));
  }
}

}  // namespace

QueryNode make_node(NodeKind kind, QuerySpan span) {
  QueryNode node;
  node.kind = kind;
  node.span = span;
  return node;
}

QueryNode as_child(Operand&& operand) {
  return operand.sign == Sign::minus ? negate(std::move(operand.node)) : std::move(operand.node);
}

void append_clause(QueryNode& list, Operand&& operand) {
  if (operand.form == Form::nothing) return;
  if (operand.word_spans.size() > 1) {
    append_words(list, operand);
    return;
  }
  if (operand.node.kind == NodeKind::negation && operand.sign == Sign::none) {
    QueryNode inner = std::move(operand.node.children[0]);
    operand.node = std::move(inner);
    operand.sign = Sign::minus;
  }
  operand.node.occur = occur_of(operand);
  list.children.push_back(std::move(operand.node));
}

Operand group_operand(QueryNode&& list, QuerySpan span) {
  Operand operand;
  operand.begin = span.offset;
  operand.node = std::move(list);
  operand.node.span = span;
  if (operand.node.children.empty()) return operand;
  operand.form = Form::group;
  if (operand.node.children.size() == 1) {
    QueryNode only = std::move(operand.node.children[0]);
    operand.node = only.occur == Occur::must_not ? negate(std::move(only)) : std::move(only);
    operand.node.occur = Occur::should;
  }
  return operand;
}

}  // namespace dateline
