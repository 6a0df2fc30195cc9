// Text of a query -> tokens: quotes, signs, operators, fields. What is wrong with a query below the
// level of grammar is found here.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"
#include "dateline/error.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

enum class QueryTokenKind {
  word,         ///< anything without spaces, quotes and parentheses
  quoted,       ///< text between quotes; near: the number after ~
  open,         ///< (
  close,        ///< )
  plus,         ///< + right before what it applies to
  minus,        ///< -, !, ¬ or a dash likewise
  exact,        ///< = likewise
  title,        ///< title: likewise
  filter,       ///< source:, key:, lang: or date: with its value
  near,         ///< NEAR/5 and the like between two words; `near`, `impossible`
  conjunction,  ///< AND, &&, ∧
  disjunction,  ///< OR, ||, ∨
  negation,     ///< NOT, ¬
  end,
};

/// Views are into the query's text.
struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::end;
  QuerySpan span;          ///< the whole token
  std::string_view text;   ///< word; what is between the quotes; a filter's value without quotes
  bool in_quotes = false;  ///< `text` stands between quotes, with its escapes (quotes.hpp)
  std::size_t text_offset = 0;   ///< of `text`
  std::optional<unsigned> near;  ///< quoted, near
  std::string_view impossible;   ///< near: what the other engine would do, which is not possible
  FieldId field{};               ///< filter
  std::string_view member{};     ///< filter of FieldKind::members: the name of the member
};

/// The greatest number after ~.
inline constexpr unsigned max_near_distance = 1000;

/// The tokens of a query, the last one `end`. Errors: bad_query with the offset. Linear in the
/// text.
Result<std::vector<QueryToken>> lex_query(std::string_view text);

}  // namespace dateline
