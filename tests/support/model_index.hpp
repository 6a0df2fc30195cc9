// An index on disk, and in memory what it must hold: every change goes to both.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "dateline/indexer.hpp"
#include "tests/support/analyzed_corpus.hpp"
#include "tests/support/brute_force.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::test {

/// Failures of the indexer fail the test that makes the call.
class ModelIndex {
 public:
  /// `analyzer` must be that of the index's language (English) and outlive the object.
  explicit ModelIndex(const Analyzer& analyzer) : corpus_(analyzer) {}

  void add(const Document& document);
  void remove(const std::string& key);
  void publish();
  /// Merges all segments, without deleted documents, and publishes.
  void compact();

  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "index"; }
  /// Every version of every document that was published.
  [[nodiscard]] const AnalyzedCorpus& corpus() const { return corpus_; }
  /// The index into corpus() of the live version of a document.
  [[nodiscard]] std::size_t version(const std::string& key) const { return versions_.at(key); }
  /// Keys of the live documents with the indexes of their versions.
  [[nodiscard]] const std::map<std::string, std::size_t>& versions() const { return versions_; }
  /// The versions that are not replaced or removed.
  [[nodiscard]] DocumentFlags live() const;

 private:
  Indexer& indexer();

  TemporaryFolder folder_;
  AnalyzedCorpus corpus_;
  std::map<std::string, std::size_t> versions_;
  std::optional<Indexer> indexer_;
};

}  // namespace dateline::test
