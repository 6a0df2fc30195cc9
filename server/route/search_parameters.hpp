// The parameters of /api/v1/search as a SearchRequest.
#pragma once

#include <string_view>

#include "dateline/searcher.hpp"
#include "server/answer/problem.hpp"
#include "server/request/target.hpp"

namespace dateline::serve {

template <typename T>
using ParameterResult = tl::expected<T, Problem>;

/// Every parameter is known, valid and given once (unless it repeats), or the first that is not
/// is the problem. The query's text is not looked into.
[[nodiscard]] ParameterResult<SearchRequest> parse_search_parameters(std::string_view query_string);

/// The text that was typed: `q`, which may be empty but must be there.
[[nodiscard]] ParameterResult<std::string> parse_suggest_parameters(std::string_view query_string);

/// The document that is asked for: `key`.
[[nodiscard]] ParameterResult<std::string> parse_key_parameter(std::string_view query_string);

/// For endpoints that take none: the problem with the first one.
[[nodiscard]] ParameterResult<void> check_no_parameters(std::string_view query_string);

}  // namespace dateline::serve
