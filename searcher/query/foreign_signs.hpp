// Signs that other engines have taught people: where a word of a query holds one, what it would
// mean there, and how that is written here. Signs that are usual in texts are not among them: a
// query may be a headline.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/query/ast.hpp"

namespace dateline {

/// Bytes of the dash at `at` that phones and word processors type for a hyphen or minus; 0 where
/// there is none.
[[nodiscard]] std::size_t typed_dash_length(std::string_view text, std::size_t at) noexcept;

/// Whether the dash at `at`, which has a word directly after it, begins something that the same
/// dash ends: `the ferry –which sank– was`.
[[nodiscard]] bool is_opening_dash(std::string_view text, std::size_t at) noexcept;

/// Whether the dash is so long that word processors make it of two hyphens.
[[nodiscard]] bool is_em_dash(std::string_view text, std::size_t at) noexcept;

/// Whether the text is `lower` but for capitals.
[[nodiscard]] bool is_equal_in_any_case(std::string_view text, std::string_view lower) noexcept;

/// `NEAR/5`, `w/5`, `within/5`, `n/5`, `ADJ5`, `AROUND(5)`, `<near/5>`. Those that ask for more
/// than nearness, as `pre/5`, `onear/5` and `w/s`, say what.
struct NearOperator {
  std::size_t length = 0;    ///< bytes of the text
  std::size_t distance = 0;  ///< at most 10,000, whatever is written; where none is, a likely one
  std::string_view impossible;  ///< "keep the order of the words"; empty where it is understood
};
/// The operator that the text begins with, up to a blank or its end. Only
/// between two words is it one.
[[nodiscard]] std::optional<NearOperator> near_operator(std::string_view text) noexcept;

/// What cannot be searched for as it is written.
struct ForeignSign {
  std::size_t offset = 0;  ///< into the query, for the caret
  std::string message;
  std::string hint;
  QuerySpan span;  ///< what to replace; empty where there is no replacement
  std::string replacement;
};
/// A sign at the end of the word or within it: `word~2`, `word^2`, `wom?n`.
[[nodiscard]] std::optional<ForeignSign> word_sign(std::string_view text, std::size_t begin,
                                                   std::size_t end);
/// What stands between single quotes at `at`, of which the second has a space or a parenthesis
/// after it: 'black sea'.
[[nodiscard]] std::optional<ForeignSign> single_quoted(std::string_view text, std::size_t at);
/// The first sign of the word at [begin, end) of the query, which has no space in it. Those of
/// fields are in field_signs.hpp.
[[nodiscard]] std::optional<ForeignSign> foreign_sign(std::string_view text, std::size_t begin,
                                                      std::size_t end);

}  // namespace dateline
