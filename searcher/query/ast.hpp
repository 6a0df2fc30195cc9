// The parsed query: what the user asked, with words analysed, before anything is looked up.
//
// Meaning (dateline-query(7) says it for users; tests/support/brute_force.* evaluates it again):
// - word: the document holds a word with the same stem; exact (=word): the same folded word
// - phrase: the words stand next to each other in this order, within the title or within the text;
//   each word as above
// - near: all words within a window of `window` words + their number, in any order, within the
//   title or within the text
// - wildcard: the document holds a word with this prefix
// - filter: a keyword field of the document has the value, as its folding compares them
// - key, dates, undated: what the document's metadata say
// - added_after: the document's number is a greater one (SearchRequest::after_document)
// - conjunction, disjunction, negation: AND, OR, NOT
// - list: clauses side by side, each with an Occur. A document matches when every `must` and
//   `filter` clause matches, no `must_not` clause matches and, where there is no `must` clause but
//   at least one `should` clause, a `should` clause matches.
//
// In a list, words, wildcards, OR groups and ( ) groups are `should` unless signed + or -; phrases,
// NEAR, title: clauses and AND groups are `must`; source:, lang:, key: and date: are `filter`, and
// so is a group of nothing but filters and negations; NOT x and -x are `must_not`. A group of one
// clause is that clause, optional: ("black sea") is `should`. All words that are not under a
// negation count for the score. A word of several tokens (covid-19) is a phrase, except as an
// unsigned word of a list, where its tokens are words of their own. The parser leaves every word in
// the tree; query/rewrite/ takes words out and adds others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/fields/field_table.hpp"
#include "dateline/date.hpp"
#include "dateline/limits.hpp"

namespace dateline {

/// Bytes of the query text, for carets and explanations.
struct QuerySpan {
  std::size_t offset = 0;
  std::size_t length = 0;
};

struct QueryWord {
  std::string word;  ///< folded
  std::string stem;
  bool exact = false;  ///< =word
};

enum class Occur { should, must, must_not, filter };

enum class NodeKind {
  word,         ///< words[0]
  phrase,       ///< words
  near,         ///< words, window
  wildcard,     ///< words[0].word is the prefix
  filter,       ///< field, value: a keyword field has the value
  key,          ///< value
  dates,        ///< dates (open ends are the least and greatest Day)
  undated,      ///< date:none
  added_after,  ///< number
  conjunction,
  disjunction,
  negation,  ///< children[0]
  list,
};

struct QueryNode {
  NodeKind kind = NodeKind::list;
  Occur occur = Occur::should;  ///< within a parent that is a list
  bool title_only = false;      ///< for word, phrase, near, wildcard
  QuerySpan span;
  std::vector<QueryWord> words;
  unsigned window = 0;  ///< near: the number after ~
  double weight = 1.0;  ///< of a word's score; others than 1: it was not the user's
  FieldId field{};      ///< filter
  std::string value;    ///< filter, key
  DayRange dates{};
  std::uint64_t number = 0;
  std::vector<QueryNode> children;
};

/// More limits of a query; over one of them it is an error that names the limit.
inline constexpr std::size_t max_query_depth = 32;
inline constexpr std::size_t max_query_terms = 128;
inline constexpr std::size_t max_query_wildcards = 4;
inline constexpr std::size_t min_wildcard_letters = 3;
inline constexpr std::size_t max_wildcard_expansions = 256;

}  // namespace dateline
