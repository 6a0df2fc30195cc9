// Parts of a query on their way into the tree: which part each plays among its neighbours.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/query/ast.hpp"

namespace dateline {

enum class Sign { none, plus, minus };

/// What an operand was written as; decides its part in a list.
enum class Form {
  nothing,  ///< punctuation only
  word,     ///< also exact words and wildcards
  group,    ///< in parentheses
  phrase,   ///< in quotes
  title,
  filter,
  conjunction,
  disjunction,
};

struct Operand {
  QueryNode node;
  Form form = Form::nothing;
  Sign sign = Sign::none;
  std::size_t begin = 0;  ///< of its sign, where it has one
  /// Filled for an unsigned word, which a list splits into its tokens.
  std::vector<QuerySpan> word_spans;
};

[[nodiscard]] QueryNode make_node(NodeKind kind, QuerySpan span);

/// The node that the operand is beside AND and OR.
[[nodiscard]] QueryNode as_child(Operand&& operand);

/// Adds the operand to a list with the Occur that it has there; an unsigned word of several tokens
/// as several words; punctuation not at all.
void append_clause(QueryNode& list, Operand&& operand);

/// What stands in parentheses. A group of one clause is that clause; its parentheses only make it
/// optional in a list.
[[nodiscard]] Operand group_operand(QueryNode&& list, QuerySpan span);

}  // namespace dateline
