// Text of a query -> QueryNode. No index is needed; everything that can be wrong with a query's
// form is found here.
#pragma once

#include <string>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "dateline/error.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// Parses and analyses. The root is always a list. `today` is what date:7d counts from.
/// Errors: bad_query with the offset of the fault and a hint; usage never.
Result<QueryNode> parse_query(std::string_view text, const Analyzer& analyzer, Day today);

/// The tree for people, one node a line, indented: for --explain and table tests.
std::string to_string(const QueryNode& root);

}  // namespace dateline
