// The errors of a query, which all say where they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// What to write instead of a part of a query.
struct Correction {
  std::string_view query;  ///< all of it
  QuerySpan span;          ///< what to replace
  std::string replacement;
};

/// A bad_query with its offset into the text.
[[nodiscard]] tl::unexpected<Error> query_failure(std::size_t offset, std::string message,
                                                  std::string hint);
/// Likewise, with the corrected query as the error's suggestion.
[[nodiscard]] tl::unexpected<Error> query_failure(std::size_t offset, std::string message,
                                                  std::string hint, const Correction& correction);

/// Punctuation stands where `whom` (an operator or a field) needs a word.
[[nodiscard]] tl::unexpected<Error> no_word_failure(const QuerySpan& span, std::string_view whom);

}  // namespace dateline
