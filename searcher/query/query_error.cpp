#include "searcher/query/query_error.hpp"

#include <fmt/format.h>

#include <utility>

namespace dateline {

tl::unexpected<Error> query_failure(std::size_t offset, std::string message, std::string hint) {
  return tl::unexpected<Error>(
      Error{ErrorCode::bad_query, std::move(message), std::move(hint), offset, {}});
}

tl::unexpected<Error> query_failure(std::size_t offset, std::string message, std::string hint,
                                    const Correction& correction) {
  auto failure = query_failure(offset, std::move(message), std::move(hint));
  std::string& suggestion = failure.value().suggestion;
  suggestion = correction.query;
  suggestion.replace(correction.span.offset, correction.span.length, correction.replacement);
  return failure;
}

tl::unexpected<Error> no_word_failure(const QuerySpan& span, std::string_view whom) {
  return query_failure(span.offset, fmt::format("{} needs a word here", whom),
                       "punctuation alone cannot be searched for");
}

}  // namespace dateline
