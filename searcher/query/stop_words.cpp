#include "searcher/query/stop_words.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace dateline {
namespace {

/// Ascending. Articles, pronouns, prepositions, conjunctions, auxiliaries, question words.
constexpr std::array function_words = std::to_array<std::string_view>(
    {"a",       "about", "above",   "after",  "again",  "against", "all",     "am",    "an",
     "and",     "any",   "are",     "as",     "at",     "be",      "because", "been",  "before",
     "being",   "below", "between", "both",   "but",    "by",      "can",     "could", "did",
     "do",      "does",  "doing",   "down",   "during", "each",    "few",     "for",   "from",
     "further", "had",   "has",     "have",   "having", "he",      "her",     "here",  "hers",
     "him",     "his",   "how",     "i",      "if",     "in",      "into",    "is",    "it",
     "its",     "me",    "more",    "most",   "my",     "no",      "nor",     "not",   "of",
     "off",     "on",    "once",    "only",   "or",     "other",   "our",     "out",   "over",
     "own",     "same",  "she",     "should", "so",     "some",    "such",    "than",  "that",
     "the",     "their", "them",    "then",   "there",  "these",   "they",    "this",  "those",
     "through", "to",    "too",     "under",  "until",  "up",      "very",    "was",   "we",
     "were",    "what",  "when",    "where",  "which",  "while",   "who",     "whom",  "why",
     "will",    "with",  "would",   "you",    "your"});
static_assert(std::is_sorted(function_words.begin(), function_words.end()));

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether the nearest space comes before the nearest other word, in both directions.
bool stands_alone(std::string_view text, const QuerySpan& span) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view before = text.substr(0, span.offset);
  const std::string_view behind = text.substr(span.offset + span.length);
  const std::size_t blank_before = before.find_last_of(blanks);
  const std::string_view joined_before =
      before.substr(blank_before == std::string_view::npos ? 0 : blank_before);
  const std::string_view joined_behind = behind.substr(0, behind.find_first_of(blanks));
  return std::none_of(joined_before.begin(), joined_before.end(), is_word_character) &&
         std::none_of(joined_behind.begin(), joined_behind.end(), is_word_character);
}

bool may_be_dropped(const QueryNode& node, std::string_view text) {
  return node.kind == NodeKind::word && node.occur == Occur::should && !node.title_only &&
         !node.words.front().exact && is_function_word(node.words.front().word) &&
         stands_alone(text, node.span);
}

std::size_t count_telling_words(const QueryNode& list, std::string_view text) {
  std::set<std::string_view> stems;
  for (const QueryNode& child : list.children) {
    if (child.kind == NodeKind::word && child.occur == Occur::should &&
        !may_be_dropped(child, text))
      stems.insert(child.words.front().stem);
  }
  return stems.size();
}

void drop_from(QueryNode& node, std::string_view text) {
  for (QueryNode& child : node.children) drop_from(child, text);
  if (node.kind != NodeKind::list || count_telling_words(node, text) < least_telling_words) return;
  std::erase_if(node.children, [&](const QueryNode& child) { return may_be_dropped(child, text); });
}

}  // namespace

bool is_function_word(std::string_view word) noexcept {
  return std::binary_search(function_words.begin(), function_words.end(), word);
}

void drop_function_words(QueryNode& root, std::string_view text, const Analyzer& analyzer) {
  if (analyzer.is_english()) drop_from(root, text);
}

}  // namespace dateline
