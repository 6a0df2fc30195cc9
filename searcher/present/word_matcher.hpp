// Finds the words of a query in a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "searcher/present/matched_words.hpp"
#include "searcher/present/word_filter.hpp"

namespace dateline {

/// Where a word of the query stands in a text.
struct TextMatch {
  std::size_t begin;
  std::size_t end;
  std::uint32_t word;  ///< index into MatchedWords::words
  friend bool operator==(const TextMatch&, const TextMatch&) = default;
};

/// Keeps what it learned about words from text to text, a few megabytes at most. Refers to both
/// arguments; not thread-safe.
class TextMatcher {
 public:
  TextMatcher(const MatchedWords& words, const Analyzer& analyzer);

  /// All matches, in ascending order. Linear in the text: most chunks are passed over by
  /// the first characters of their words, others are analysed.
  [[nodiscard]] std::vector<TextMatch> find(std::string_view text);
  [[nodiscard]] const MatchedWords& words() const noexcept { return words_; }

 private:
  static constexpr std::uint32_t no_match = ~std::uint32_t{0};

  using Index = std::unordered_map<std::string, std::uint32_t>;

  void add_families();
  std::uint32_t match_of(const std::string& word);
  [[nodiscard]] std::uint32_t look_up(const std::string& word) const;

  const MatchedWords& words_;
  const Analyzer& analyzer_;
  WordFilter filter_;
  Index stems_;
  Index forms_;  ///< exact forms, and the members of families
  std::vector<std::uint32_t> prefixes_;

  Index known_;                ///< folded word -> its match, or no_match
  std::vector<Token> tokens_;  ///< of the chunk that is analysed
};

}  // namespace dateline
