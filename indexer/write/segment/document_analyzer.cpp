#include "indexer/write/segment/document_analyzer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace dateline {
namespace {

double length_norm(const FieldWeights& field, std::uint32_t length) noexcept {
  return 1.0 - field.b + field.b * length / field.average_length;
}

/// w_f / norm_f for each field of a document.
std::array<double, text_field_count> field_factors(const Scoring& scoring,
                                                   const FieldLengths& lengths) noexcept {
  std::array<double, text_field_count> factors{};
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const FieldWeights& field = scoring.fields[i];
    const bool is_title = i == static_cast<std::size_t>(TextField::title);
    factors[i] = field.weight / length_norm(field, is_title ? lengths.title : lengths.text);
  }
  return factors;
}

TextField field_at(bool is_title, std::uint32_t position) noexcept {
  if (is_title) return TextField::title;
  return position < lead_words ? TextField::lead : TextField::body;
}

bool occurs(const std::array<std::uint32_t, text_field_count>& frequency) noexcept {
  return (frequency[0] | frequency[1] | frequency[2]) != 0;
}

/// As std::round for numbers that are not negative, without a call: the difference is exact.
std::uint32_t rounded(double number) noexcept {
  const auto whole = static_cast<std::uint32_t>(number);
  return whole + (number - whole >= 0.5 ? 1 : 0);
}

std::uint32_t wdf_of(const std::array<double, text_field_count>& factors,
                     const std::array<std::uint32_t, text_field_count>& frequency) noexcept {
  double ntf = 0;
  for (std::size_t i = 0; i < text_field_count; ++i) ntf += factors[i] * frequency[i];
  return std::max(1u, rounded(wdf_scale * ntf));
}

}  // namespace

DocumentAnalyzer::DocumentAnalyzer(Analyzer analyzer, Vocabulary& vocabulary,
                                   const Scoring& scoring, std::size_t memory_bytes)
    : analyzer_(std::move(analyzer)),
      vocabulary_(vocabulary),
      scoring_(scoring),
      memory_bytes_(memory_bytes) {}

Status DocumentAnalyzer::analyze(const Document& document, std::string& stream) {
  drop_document();  // one that failed
  DATELINE_TRY(forget_if_full());
  DATELINE_TRY(add_field(document.title, true, stream));
  append_word_code(stream, field_separator);
  DATELINE_TRY(add_field(document.text, false, stream));
  count_stems();
  weigh_terms();
  return {};
}

Status DocumentAnalyzer::add_field(std::string_view text, bool is_title, std::string& stream) {
  WordCodeBuffer codes(stream);
  std::uint32_t position = 0;
  ChunkCutter cutter(text);
  for (auto chunks = cutter.next(); !chunks.empty(); chunks = cutter.next()) {
    DATELINE_TRY(find_words(chunks));
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      const ChunkWords found = found_words_[i];
      if (found.count == 1) {
        count(found.first, field_at(is_title, position++), codes);
        continue;
      }
      for (std::uint32_t j = 0; j < found.count; ++j)
        count(chunk_words_[found.first + j], field_at(is_title, position++), codes);
    }
  }
  codes.flush();
  (is_title ? lengths_.title : lengths_.text) = position;
  return {};
}

Status DocumentAnalyzer::find_words(std::span<const CutChunk> chunks) {
  for (const CutChunk& chunk : chunks) short_chunks_.prefetch(chunk.key);
  std::size_t word_count = 0;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    if (const ChunkWords* known = short_chunks_.find(chunks[i].key)) {
      found_words_[i] = *known;
    } else {
      DATELINE_ASSIGN(found_words_[i], learn_chunk(chunks[i]));
    }
    if (found_words_[i].count == 1) __builtin_prefetch(&words_[found_words_[i].first]);
    word_count += found_words_[i].count;
  }
  document_words_.resize(std::max(document_words_.size(), document_word_count_ + word_count));
  return {};
}

inline void DocumentAnalyzer::count(LocalWord local, TextField field, WordCodeBuffer& codes) {
  Word& word = words_[local];
  codes.append(word.code);
  document_words_[document_word_count_] = local;
  document_word_count_ += !occurs(word.frequency);
  ++word.frequency[static_cast<std::size_t>(field)];
}

Result<ChunkWords> DocumentAnalyzer::learn_chunk(const CutChunk& chunk) {
  if (chunk.key.empty()) return long_chunk_words(chunk.bytes);
  DATELINE_ASSIGN(const ChunkWords words, analyze_chunk(chunk.bytes));
  short_chunks_.add(chunk.key, words);
  return words;
}

Result<ChunkWords> DocumentAnalyzer::long_chunk_words(std::string_view chunk) {
  // Longer ones (URLs, unspaced scripts) seldom repeat: remembering them would only fill the table.
  constexpr std::size_t longest_remembered = 48;
  if (chunk.size() > longest_remembered) return analyze_chunk(chunk);
  const auto [index, is_new] = long_chunk_table_.insert(chunk, hash_bytes(chunk));
  if (!is_new) return long_chunks_[index];
  auto words = analyze_chunk(chunk);
  long_chunks_.push_back(words.value_or(ChunkWords{}));
  return words;
}

Result<ChunkWords> DocumentAnalyzer::analyze_chunk(std::string_view chunk) {
  tokens_.clear();
  dropped_words_ += analyzer_.tokenize_chunk(chunk, 0, tokens_);
  if (tokens_.size() == 1)
    return learn_word(tokens_[0].word).map([](LocalWord word) { return ChunkWords{word, 1}; });
  const auto first = static_cast<std::uint32_t>(chunk_words_.size());
  for (const Token& token : tokens_) {
    DATELINE_ASSIGN(const LocalWord word, learn_word(token.word));
    chunk_words_.push_back(word);
  }
  return ChunkWords{first, static_cast<std::uint32_t>(tokens_.size())};
}

Result<DocumentAnalyzer::LocalWord> DocumentAnalyzer::learn_word(std::string_view word) {
  const auto [index, is_new] = word_table_.insert(word, hash_bytes(word));
  if (is_new) {
    words_.emplace_back();
    DATELINE_ASSIGN(const WordNumber number, vocabulary_.number(word));
    words_.back().code = PackedCode(number);
    words_.back().stem = learn_stem(analyzer_.stem(word));
  }
  return index;
}

DocumentAnalyzer::LocalStem DocumentAnalyzer::learn_stem(std::string_view stem) {
  const auto [index, is_new] = stem_table_.insert(stem, hash_bytes(stem));
  if (is_new) stem_frequencies_.emplace_back();
  return index;
}

void DocumentAnalyzer::count_stems() {
  for (std::size_t w = 0; w < document_word_count_; ++w) {
    Word& word = words_[document_words_[w]];
    ++word.documents;
    Frequency& frequency = stem_frequencies_[word.stem];
    if (!occurs(frequency)) stem_order_.add(word.stem);
    for (std::size_t i = 0; i < text_field_count; ++i)
      frequency[i] += std::exchange(word.frequency[i], 0);
  }
  document_word_count_ = 0;
}

void DocumentAnalyzer::weigh_terms() {
  const auto factors = field_factors(scoring_, lengths_);
  terms_.clear();
  for (const LocalStem stem : stem_order_.take()) {
    const Frequency frequency = std::exchange(stem_frequencies_[stem], {});
    terms_.push_back({stem_table_.at(stem), wdf_of(factors, frequency)});
  }
}

void DocumentAnalyzer::drop_document() {
  for (std::size_t w = 0; w < document_word_count_; ++w) words_[document_words_[w]].frequency = {};
  document_word_count_ = 0;
}

Status DocumentAnalyzer::flush_counts() {
  std::vector<Vocabulary::Count> counts;
  for (std::uint32_t i = 0; i < words_.size(); ++i)
    if (words_[i].documents > 0)
      counts.push_back({word_table_.at(i), std::exchange(words_[i].documents, 0)});
  return vocabulary_.add_documents(counts);
}

Status DocumentAnalyzer::forget_if_full() {
  const std::size_t bytes = short_chunks_.bytes() + long_chunk_table_.bytes() +
                            word_table_.bytes() + stem_table_.bytes() + stem_order_.bytes() +
                            long_chunks_.size() * sizeof(ChunkWords) + chunk_words_.size() * 4 +
                            words_.size() * sizeof(Word) +
                            stem_frequencies_.size() * sizeof(Frequency);
  if (bytes < memory_bytes_) return {};
  DATELINE_TRY(flush_counts());
  short_chunks_.clear();
  long_chunk_table_.clear();
  long_chunks_.clear();
  chunk_words_.clear();
  word_table_.clear();
  words_.clear();
  stem_table_.clear();
  stem_frequencies_.clear();
  stem_order_.clear();
  return {};
}

namespace {

/// Word counts of a sample, and the lengths of its fields.
struct SampleStatistics {
  StringTable words;
  std::vector<std::uint64_t> counts;
  std::uint64_t titles = 0, title_words = 0, texts = 0, text_words = 0;
};

std::uint64_t count_words(std::string_view text, const Analyzer& analyzer,
                          SampleStatistics& statistics) {
  const auto tokens = analyzer.tokenize(text);
  for (const Token& token : tokens) {
    const auto [index, is_new] = statistics.words.insert(token.word, hash_bytes(token.word));
    if (is_new) statistics.counts.push_back(0);
    ++statistics.counts[index];
  }
  return tokens.size();
}

SampleStatistics count_sample(const std::vector<const Document*>& sample,
                              const Analyzer& analyzer) {
  SampleStatistics statistics;
  for (const Document* document : sample) {
    const auto title_words = count_words(document->title, analyzer, statistics);
    const auto text_words = count_words(document->text, analyzer, statistics);
    statistics.titles += title_words > 0;
    statistics.title_words += title_words;
    statistics.texts += text_words > 0;
    statistics.text_words += text_words;
  }
  return statistics;
}

double average(std::uint64_t words, std::uint64_t fields) noexcept {
  return fields == 0 ? 1.0 : static_cast<double>(words) / static_cast<double>(fields);
}

}  // namespace

Status learn_from_sample(const std::vector<const Document*>& sample, const Analyzer& analyzer,
                         Vocabulary& vocabulary, Scoring& scoring) {
  const SampleStatistics statistics = count_sample(sample, analyzer);
  const double text_average = average(statistics.text_words, statistics.texts);
  scoring.fields[static_cast<std::size_t>(TextField::title)].average_length =
      average(statistics.title_words, statistics.titles);
  scoring.fields[static_cast<std::size_t>(TextField::lead)].average_length = text_average;
  scoring.fields[static_cast<std::size_t>(TextField::body)].average_length = text_average;

  std::vector<std::uint32_t> order(statistics.words.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return statistics.counts[a] > statistics.counts[b];
  });
  for (const std::uint32_t index : order)
    DATELINE_TRY(vocabulary.number(statistics.words.at(index)));
  return {};
}

}  // namespace dateline
