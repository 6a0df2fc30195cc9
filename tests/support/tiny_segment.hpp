// Segments made from a few texts, without the indexer: what tests of the matcher search.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "searcher/index/index_lookup.hpp"
#include "searcher/index/segments.hpp"

namespace dateline::test {

/// Title and text are words separated by spaces, already folded. Source and language are named by
/// number in TinyIndex.
struct TinyDocument {
  std::string title;
  std::string text;
  std::optional<Day> day{};
  std::string source{};
  std::string language{};
  std::string key{};
  bool dead = false;
  std::uint32_t second_of_day = 0;
};

/// The words of a text as TinyIndex sees them.
std::vector<std::string> words_of(std::string_view text);

/// Segments below a temporary folder, removed with this object, and what a store would know of
/// them. The wdf of a stem is 32 for each occurrence. Documents are numbered from 1 in the order
/// given.
class TinyIndex final : public IndexLookup {
 public:
  /// One list of documents for each segment.
  explicit TinyIndex(const std::vector<std::vector<TinyDocument>>& segments);
  TinyIndex(const TinyIndex&) = delete;
  TinyIndex& operator=(const TinyIndex&) = delete;
  ~TinyIndex() override;

  [[nodiscard]] const SegmentSet& segments() const { return *segments_; }
  [[nodiscard]] std::string stem(std::string_view word) const { return analyzer_.stem(word); }
  [[nodiscard]] std::filesystem::path directory() const { return directory_; }

  [[nodiscard]] Result<std::optional<WordEntry>> word(std::string_view word) const override;
  [[nodiscard]] Result<std::vector<WordEntry>> words_of_stem(std::string_view stem) const override;
  Status for_each_word(std::string_view prefix, const VisitWord& visit) const override;
  [[nodiscard]] Result<std::optional<DocumentNumber>> number_of_key(
      std::string_view key) const override;
  [[nodiscard]] Result<NameTablePointer> names(FieldId field) const override;
  [[nodiscard]] Result<std::vector<std::uint32_t>> numbers_of_name(
      FieldId field, std::string_view name) const override;

 private:
  Segment build(const std::vector<TinyDocument>& documents, std::size_t index);
  WordNumber number_of(const std::string& word);
  std::string token_stream(const TinyDocument& document);
  void count_documents_of_words(const TinyDocument& document);

  std::filesystem::path directory_;
  Analyzer analyzer_;
  std::map<std::string, WordEntry, std::less<>> words_;
  std::map<std::string, DocumentNumber, std::less<>> keys_;
  NameTable sources_;
  NameTable languages_;
  DocumentNumber last_number_ = 0;
  std::optional<SegmentSet> segments_;
};

}  // namespace dateline::test
