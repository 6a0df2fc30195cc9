// A backend of a handful of documents in memory: what runs on a Searcher is tested without an
// index, and against a backend that cannot do everything.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "searcher/backend/search_backend.hpp"

namespace dateline::test {

/// A document matches if its title or text holds the text of the query as it stands. Hits are in
/// the order of the documents; their scores are their distance from the end.
class FakeBackend final : public SearchBackend {
 public:
  FakeBackend(std::vector<Document> documents, Capabilities capabilities)
      : documents_(std::move(documents)), capabilities_(capabilities) {}

  [[nodiscard]] Result<ResultPage> search(const SearchRequest& request) const override;
  [[nodiscard]] Result<Document> document(std::string_view key) const override;
  /// The places of the query's text.
  [[nodiscard]] Result<DocumentMarks> marks(const SearchRequest& request,
                                            const Document& document) const override;
  /// The titles that begin with the text.
  [[nodiscard]] Result<Suggestions> suggest(std::string_view text,
                                            std::size_t limit) const override;
  [[nodiscard]] std::string revision() const override;
  /// The next revision.
  [[nodiscard]] Status refresh() const override;
  [[nodiscard]] Capabilities capabilities() const noexcept override { return capabilities_; }

  /// How many searches came through to the backend.
  [[nodiscard]] int searches() const noexcept { return searches_; }

 private:
  std::vector<Document> documents_;
  Capabilities capabilities_;
  mutable std::atomic<int> revision_{1};
  mutable std::atomic<int> searches_{0};
};

}  // namespace dateline::test
