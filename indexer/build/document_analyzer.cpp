#include "indexer/build/document_analyzer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dateline {
namespace {

/// The first 8 bytes as a number that compares as the bytes do.
std::uint64_t sort_key_of(std::string_view text) noexcept {
  std::uint64_t key = 0;
  std::memcpy(&key, text.data(), std::min(text.size(), sizeof key));
  return __builtin_bswap64(key);
}

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

}  // namespace

DocumentAnalyzer::DocumentAnalyzer(Analyzer analyzer, Vocabulary& vocabulary,
                                   const Scoring& scoring, std::size_t memory_bytes)
    : analyzer_(std::move(analyzer)),
      vocabulary_(vocabulary),
      scoring_(scoring),
      memory_bytes_(memory_bytes) {}

Status DocumentAnalyzer::analyze(const Document& document, std::string& stream) {
  DATELINE_TRY(forget_if_full());
  ++document_;
  lengths_ = {};
  document_stems_.clear();
  DATELINE_TRY(add_field(document.title, true, stream));
  append_word_code(stream, field_separator);
  DATELINE_TRY(add_field(document.text, false, stream));
  weigh_terms();
  return {};
}

Status DocumentAnalyzer::add_field(std::string_view text, bool is_title, std::string& stream) {
  std::uint32_t position = 0;
  for (auto range = Analyzer::next_chunk(text, 0); range.begin != range.end;
       range = Analyzer::next_chunk(text, range.end)) {
    DATELINE_ASSIGN(const Chunk chunk,
                    chunk_words(text.substr(range.begin, range.end - range.begin)));
    for (std::uint32_t i = 0; i < chunk.count; ++i, ++position) {
      const TextField field = is_title                ? TextField::title
                              : position < lead_words ? TextField::lead
                                                      : TextField::body;
      count(chunk_words_[chunk.first + i], field, stream);
    }
  }
  (is_title ? lengths_.title : lengths_.text) = position;
  return {};
}

void DocumentAnalyzer::count(LocalWord local, TextField field, std::string& stream) {
  Word& word = words_[local];
  append_word_code(stream, word.number);
  if (word.last_document != document_) {
    word.last_document = document_;
    ++word.documents;
  }
  Stem& stem = stems_[word.stem];
  if (stem.last_document != document_) {
    stem.last_document = document_;
    stem.frequency = {};
    document_stems_.push_back(word.stem);
  }
  ++stem.frequency[static_cast<std::size_t>(field)];
}

Result<DocumentAnalyzer::Chunk> DocumentAnalyzer::chunk_words(std::string_view chunk) {
  // Long chunks (URLs, unspaced scripts) seldom repeat: remembering them would only fill the table.
  constexpr std::size_t longest_remembered = 48;
  if (chunk.size() > longest_remembered) return learn_chunk(chunk);
  const auto [index, is_new] = chunk_table_.insert(chunk, hash_bytes(chunk));
  if (!is_new) return chunks_[index];
  auto learnt = learn_chunk(chunk);
  chunks_.push_back(learnt.value_or(Chunk{}));
  return learnt;
}

Result<DocumentAnalyzer::Chunk> DocumentAnalyzer::learn_chunk(std::string_view chunk) {
  tokens_.clear();
  dropped_words_ += analyzer_.tokenize_chunk(chunk, 0, tokens_);
  const auto first = static_cast<std::uint32_t>(chunk_words_.size());
  for (const Token& token : tokens_) {
    DATELINE_ASSIGN(const LocalWord word, learn_word(token.word));
    chunk_words_.push_back(word);
  }
  return Chunk{first, static_cast<std::uint32_t>(tokens_.size())};
}

Result<DocumentAnalyzer::LocalWord> DocumentAnalyzer::learn_word(std::string_view word) {
  const auto [index, is_new] = word_table_.insert(word, hash_bytes(word));
  if (is_new) {
    words_.push_back({0, 0, 0, 0});
    DATELINE_ASSIGN(words_.back().number, vocabulary_.number(word));
    words_.back().stem = learn_stem(analyzer_.stem(word));
  }
  return index;
}

DocumentAnalyzer::LocalStem DocumentAnalyzer::learn_stem(std::string_view stem) {
  const auto [index, is_new] = stem_table_.insert(stem, hash_bytes(stem));
  if (is_new) stems_.push_back({sort_key_of(stem), 0, {}});
  return index;
}

void DocumentAnalyzer::weigh_terms() {
  const auto before = [&](LocalStem a, LocalStem b) {
    if (stems_[a].sort_key != stems_[b].sort_key) return stems_[a].sort_key < stems_[b].sort_key;
    return stem_table_.at(a) < stem_table_.at(b);
  };
  std::sort(document_stems_.begin(), document_stems_.end(), before);
  const auto factors = field_factors(scoring_, lengths_);
  terms_.clear();
  for (const LocalStem local : document_stems_) {
    const auto& frequency = stems_[local].frequency;
    double ntf = 0;
    for (std::size_t i = 0; i < text_field_count; ++i) ntf += factors[i] * frequency[i];
    const double wdf = std::max(1.0, std::round(wdf_scale * ntf));
    terms_.push_back({stem_table_.at(local), static_cast<std::uint32_t>(wdf)});
  }
}

Status DocumentAnalyzer::flush_counts() {
  std::vector<Vocabulary::Count> counts;
  for (std::uint32_t i = 0; i < words_.size(); ++i)
    if (words_[i].documents > 0)
      counts.push_back({word_table_.at(i), std::exchange(words_[i].documents, 0)});
  return vocabulary_.add_documents(counts);
}

Status DocumentAnalyzer::forget_if_full() {
  const std::size_t bytes = chunk_table_.bytes() + word_table_.bytes() + stem_table_.bytes() +
                            chunks_.size() * sizeof(Chunk) + chunk_words_.size() * 4 +
                            words_.size() * sizeof(Word) + stems_.size() * sizeof(Stem);
  if (bytes < memory_bytes_) return {};
  DATELINE_TRY(flush_counts());
  chunk_table_.clear();
  chunks_.clear();
  chunk_words_.clear();
  word_table_.clear();
  words_.clear();
  stem_table_.clear();
  stems_.clear();
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
