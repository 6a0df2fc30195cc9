// Plain text as a query: each of its words is a word to look for, and nothing is an operator.
#pragma once

#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "dateline/error.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// Another limit of plain text; over one it is an error that names the limit. Text is longer than a
/// typed query: topics of an evaluation, or a paragraph that somebody pasted.
inline constexpr std::size_t max_plain_words = 1024;

/// A list of optional words, as often as they occur. Words that are too long to be indexed are left
/// out. Error bad_query where there is no word, or over a limit.
Result<QueryNode> parse_plain_query(std::string_view text, const Analyzer& analyzer);

}  // namespace dateline
