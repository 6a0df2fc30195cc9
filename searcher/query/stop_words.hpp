// Function words in long queries: they say how a question is put, not what it is about, and cost
// ranking and time. Nothing is left out of an index: phrases and signed words still find them.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/analysis/analyzer.hpp"
#include "searcher/query/ast.hpp"

namespace dateline {

/// A list with at least so many other words loses its function words; in a shorter one ("The Who",
/// "will smith") each word may be meant. docs/ranking.md has the measurement.
inline constexpr std::size_t least_telling_words = 4;

/// Whether a folded word is an English function word.
[[nodiscard]] bool is_function_word(std::string_view word) noexcept;

/// Takes the function words out of the lists of a query whose text the spans are in; nothing where
/// the analyzer's language is not English. Only what a list makes optional goes: +the, =the, "the
/// who" and title:the stay. So does what is part of a longer word, as in AT&T.
void drop_function_words(QueryNode& root, std::string_view text, const Analyzer& analyzer);

}  // namespace dateline
