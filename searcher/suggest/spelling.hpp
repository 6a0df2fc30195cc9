// Did you mean: the word of the vocabulary that is nearest to one that no document holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "searcher/index/index_lookup.hpp"

namespace dateline {

/// Damerau-Levenshtein distance in characters, each pair of neighbours swapped at most once
/// (optimal string alignment); `limit` + 1 where it is more than `limit`. Invalid UTF-8 counts byte
/// by byte.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The word within two edits (one for words of up to four characters) with the fewest edits, then
/// the most documents. Empty if there is none, and for words without a letter: another number is
/// no spelling of this one. Words that begin with the same character are read, at most 2 million of
/// them or for 100 ms; those that begin with another one are looked up.
Result<std::string> suggest_word(std::string_view word, const IndexLookup& lookup);

}  // namespace dateline
