// A worker's view of the words: text -> token stream and weighted terms, with everything that
// repeats remembered.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "common/format/scoring.hpp"
#include "dateline/document.hpp"
#include "indexer/write/segment/chunk_cutter.hpp"
#include "indexer/write/segment/short_chunk_table.hpp"
#include "indexer/write/segment/stem_order.hpp"
#include "indexer/write/segment/vocabulary.hpp"
#include "indexer/write/segment/word_code_buffer.hpp"
#include "indexer/write/string_table.hpp"
#include "indexer/write/weighted_term.hpp"

namespace dateline {

/// Lengths of a document's fields in words.
struct FieldLengths {
  std::uint32_t title = 0;
  std::uint32_t text = 0;
};

/// Turns documents into what a segment holds of them. Chunks of text (between spaces) are
/// remembered with their words, so that the usual chunk costs one hash look-up. Not thread-safe:
/// one per worker.
class DocumentAnalyzer {
 public:
  /// `memory_bytes`: what may be remembered before everything is forgotten and learnt again.
  DocumentAnalyzer(Analyzer analyzer, Vocabulary& vocabulary, const Scoring& scoring,
                   std::size_t memory_bytes);
  DocumentAnalyzer(const DocumentAnalyzer&) = delete;
  DocumentAnalyzer& operator=(const DocumentAnalyzer&) = delete;

  /// Appends the document's token stream to `stream`; terms() is valid until the next call.
  Status analyze(const Document& document, std::string& stream);
  /// The document's stems, sorted, unique.
  [[nodiscard]] const std::vector<WeightedTerm>& terms() const noexcept { return terms_; }

  /// Adds the document counts of words since the last call to the vocabulary.
  Status flush_counts();
  /// Words that were too long, since the beginning.
  [[nodiscard]] std::uint64_t dropped_words() const noexcept { return dropped_words_; }

 private:
  using LocalWord = std::uint32_t;
  using LocalStem = std::uint32_t;
  using Frequency = std::array<std::uint32_t, text_field_count>;

  /// All that a token touches beside its chunk.
  struct Word {
    PackedCode code;
    LocalStem stem = 0;
    std::uint32_t documents = 0;  ///< since the last flush
    Frequency frequency{};        ///< in the current document
  };

  Status add_field(std::string_view text, bool is_title, std::string& stream);
  /// Puts the words of each into found_words_, all looked up together so that cache misses overlap.
  Status find_words(std::span<const CutChunk> chunks);
  Result<ChunkWords> learn_chunk(const CutChunk& chunk);
  Result<ChunkWords> long_chunk_words(std::string_view chunk);
  Result<ChunkWords> analyze_chunk(std::string_view chunk);
  Result<LocalWord> learn_word(std::string_view word);
  LocalStem learn_stem(std::string_view stem);
  void count(LocalWord word, TextField field, WordCodeBuffer& codes);
  void count_stems();
  void weigh_terms();
  void drop_document();
  Status forget_if_full();

  Analyzer analyzer_;
  Vocabulary& vocabulary_;
  const Scoring& scoring_;
  std::size_t memory_bytes_;
  std::uint64_t dropped_words_ = 0;

  ShortChunkTable short_chunks_;
  StringTable long_chunk_table_;
  std::vector<ChunkWords> long_chunks_;
  std::vector<LocalWord> chunk_words_;  ///< of chunks with more than one word
  StringTable word_table_;
  std::vector<Word> words_;
  StringTable stem_table_;
  std::vector<Frequency> stem_frequencies_;  ///< all zero between documents
  StemOrder stem_order_{stem_table_};

  FieldLengths lengths_;
  std::array<ChunkWords, ChunkCutter::most_chunks> found_words_;
  /// The document's words, each once, in the first document_word_count_ elements. There is room for
  /// the next word always: it is written, and counted if it is new, without a branch that would
  /// often be guessed wrong.
  std::vector<LocalWord> document_words_;
  std::size_t document_word_count_ = 0;
  std::vector<WeightedTerm> terms_;
  std::vector<Token> tokens_;
};

/// Fixes average lengths (and gives frequent words the short numbers) from the first documents of a
/// new index. `sample` is not changed.
Status learn_from_sample(const std::vector<const Document*>& sample, const Analyzer& analyzer,
                         Vocabulary& vocabulary, Scoring& scoring);

}  // namespace dateline
