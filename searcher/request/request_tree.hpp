// What a request asks for beside its text, as clauses of the query's tree.
#pragma once

#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// Whether a filter of the request restricts the hits, so that its text may be empty.
[[nodiscard]] bool has_filters(const SearchRequest& request) noexcept;

/// Adds a filter clause to `list` for each of SearchRequest::published, filters and after_document.
/// They have no span, as they are no part of the text. Errors: usage where a filter names no field
/// that can be filtered by, or a value that says nothing, or is over a limit.
Status add_filters(const SearchRequest& request, QueryNode& list);

/// Error usage where the value of a filter says nothing, or is over a limit; `label` is what the
/// message calls the field.
Status check_filter_value(std::string_view label, std::string_view value);

/// Such a clause as people read it: `published 2024-01-01..2024-12-31`, `source:"A" OR source:"B"`,
/// `added after document 12`.
[[nodiscard]] std::string filter_in_words(const QueryNode& clause);

}  // namespace dateline
