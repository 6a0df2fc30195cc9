// Documents as lists of numbered words: what the brute-force evaluator and the naive scoring of the
// tests work on. Only the analyzer is shared with the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "dateline/document.hpp"

namespace dateline::test {

/// A word's index into AnalyzedCorpus::words.
using WordIndex = std::uint32_t;
using WordList = std::vector<WordIndex>;

struct AnalyzedDocument {
  Document document;
  WordList title;
  WordList text;
};

class AnalyzedCorpus {
 public:
  /// The analyzer must outlive the corpus.
  explicit AnalyzedCorpus(const Analyzer& analyzer) : analyzer_(analyzer) {}

  /// The document's index: they count from 0.
  std::size_t add(const Document& document);

  [[nodiscard]] const std::vector<AnalyzedDocument>& documents() const { return documents_; }
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

  /// The word itself where a document holds it.
  [[nodiscard]] WordList word(const std::string& word) const;
  [[nodiscard]] WordList words_with_stem(const std::string& stem) const;
  [[nodiscard]] WordList words_with_prefix(std::string_view prefix) const;

  /// Indexes of the documents that hold the word in title or text, ascending.
  [[nodiscard]] const std::vector<std::size_t>& holders(WordIndex word) const {
    return holders_[word];
  }

 private:
  WordList number_words(std::string_view text);
  WordIndex number(const std::string& word);

  const Analyzer& analyzer_;
  std::vector<AnalyzedDocument> documents_;
  std::vector<std::string> words_;
  std::vector<std::vector<std::size_t>> holders_;
  std::unordered_map<std::string, WordIndex> numbers_;
  std::unordered_map<std::string, WordList> stems_;
};

}  // namespace dateline::test
