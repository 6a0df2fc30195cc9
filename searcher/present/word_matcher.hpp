// Finds the words of a query in a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "searcher/present/matched_words.hpp"

namespace dateline {

/// Where a word of the query stands in a text.
struct TextMatch {
  std::size_t begin;
  std::size_t end;
  std::uint32_t word;  ///< index into MatchedWords::words
};

/// Keeps what it learned about words from text to text. Refers to both arguments; not thread-safe.
class TextMatcher {
 public:
  TextMatcher(const MatchedWords& words, const Analyzer& analyzer);

  /// All matches, in ascending order. One pass of the analyzer; each distinct word is stemmed once.
  [[nodiscard]] std::vector<TextMatch> find(std::string_view text);

 private:
  static constexpr std::uint32_t no_match = ~std::uint32_t{0};
  using Index = std::unordered_map<std::string, std::uint32_t>;

  std::uint32_t match_of(const std::string& word);
  [[nodiscard]] std::uint32_t look_up(const std::string& word) const;

  const MatchedWords& words_;
  const Analyzer& analyzer_;
  Index stems_;
  Index forms_;
  std::vector<std::uint32_t> prefixes_;
  Index known_;  ///< folded word -> its match, or no_match
};

}  // namespace dateline
