// A worker's view of the words: text -> token stream and weighted terms, with everything that
// repeats remembered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "common/scoring.hpp"
#include "dateline/document.hpp"
#include "indexer/build/string_table.hpp"
#include "indexer/build/vocabulary.hpp"

namespace dateline {

/// A stem of a document and its wdf. The text lives until the analyzer's next document.
struct WeightedTerm {
  std::string_view term;
  std::uint32_t wdf;
};

/// Lengths of a document's fields in words.
struct FieldLengths {
  std::uint32_t title = 0;
  std::uint32_t text = 0;
};

/// Turns documents into what a segment holds of them. Chunks of text (between blanks) are
/// remembered with their words, so that the usual chunk costs one hash look-up. Not thread-safe:
/// one per worker.
class DocumentAnalyzer {
 public:
  /// `memory_bytes`: what may be remembered before everything is forgotten and learnt anew.
  DocumentAnalyzer(Analyzer analyzer, Vocabulary& vocabulary, const Scoring& scoring,
                   std::size_t memory_bytes);

  /// Appends the document's token stream to `stream`; terms() is valid until the next call.
  Status analyze(const Document& document, std::string& stream);
  /// Sorted by term, unique.
  [[nodiscard]] const std::vector<WeightedTerm>& terms() const noexcept { return terms_; }

  /// Adds the document counts of words since the last call to the vocabulary.
  Status flush_counts();
  /// Words that were too long, since the beginning.
  [[nodiscard]] std::uint64_t dropped_words() const noexcept { return dropped_words_; }

 private:
  using LocalWord = std::uint32_t;
  using LocalStem = std::uint32_t;

  struct Word {
    WordNumber number;
    LocalStem stem;
    std::uint32_t documents;      ///< since the last flush
    std::uint32_t last_document;  ///< stamp of the document that counted it last
  };
  struct Stem {
    std::uint64_t sort_key;  ///< first 8 bytes, big-endian
    std::uint32_t last_document;
    std::array<std::uint32_t, text_field_count> frequency;
  };
  /// The words of a chunk: one in place, or `count` of them from chunk_words_[first].
  struct Chunk {
    std::uint32_t first;
    std::uint32_t count;
  };

  Status add_field(std::string_view text, bool is_title, std::string& stream);
  Result<Chunk> chunk_words(std::string_view chunk);
  Result<Chunk> learn_chunk(std::string_view chunk);
  Result<LocalWord> learn_word(std::string_view word);
  LocalStem learn_stem(std::string_view stem);
  void count(LocalWord word, TextField field, std::string& stream);
  void weigh_terms();
  Status forget_if_full();

  Analyzer analyzer_;
  Vocabulary& vocabulary_;
  const Scoring& scoring_;
  std::size_t memory_bytes_;
  std::uint64_t dropped_words_ = 0;

  StringTable chunk_table_;
  std::vector<Chunk> chunks_;
  std::vector<LocalWord> chunk_words_;
  StringTable word_table_;
  std::vector<Word> words_;
  StringTable stem_table_;
  std::vector<Stem> stems_;

  std::uint32_t document_ = 0;  ///< stamp of the current document, from 1
  FieldLengths lengths_;
  std::vector<LocalStem> document_stems_;
  std::vector<WeightedTerm> terms_;
  std::vector<Token> tokens_;
};

/// Fixes average lengths (and gives frequent words the short numbers) from the first documents of a
/// new index. `sample` is not changed.
Status learn_from_sample(const std::vector<const Document*>& sample, const Analyzer& analyzer,
                         Vocabulary& vocabulary, Scoring& scoring);

}  // namespace dateline
