// A light stemmer for Ukrainian, for which Snowball has none.
//
// It takes the longest inflectional ending off (nouns, adjectives, verbs, and -ся), and evens out
// what inflection does to a stem: fleeting vowels (будинок, будинку), consonants that alternate
// (рука, руці), double consonants (життя, життів). It needs no dictionary; derived words keep their
// suffixes. docs/analysis.md has its figures.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The stem of a folded word (fold.hpp): in lower case, without apostrophes. Words that are not of
/// Ukrainian letters alone, or that are shorter than four, stay as they are. A stem has at least
/// two letters. Thread-safe.
[[nodiscard]] std::string ukrainian_stem(std::string_view word);

}  // namespace dateline
