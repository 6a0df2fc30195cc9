// The backend over an index on this machine: which of its generations answers, and where the next
// page begins.
#pragma once

#include <filesystem>
#include <memory>

#include "searcher/backend/local/live_generations.hpp"
#include "searcher/backend/search_backend.hpp"

namespace dateline {

/// Can do everything that there is to ask for. Its revision is the checksum of the live generation.
class LocalBackend final : public SearchBackend {
 public:
  /// Errors: not_found, format_mismatch, corrupt, io.
  static Result<std::unique_ptr<LocalBackend>> open(const std::filesystem::path& index,
                                                    const SearcherOptions& options);

  [[nodiscard]] Result<ResultPage> search(const SearchRequest& request) const override;
  [[nodiscard]] Result<Document> document(std::string_view key) const override;
  [[nodiscard]] Result<DocumentMarks> marks(const SearchRequest& request,
                                            const Document& document) const override;
  [[nodiscard]] Result<Suggestions> suggest(std::string_view text,
                                            std::size_t limit) const override;
  [[nodiscard]] Status prepare_suggestions() const override;
  /// Of the generation that is open: opens none.
  [[nodiscard]] std::string revision() const override;
  [[nodiscard]] std::uint64_t generation() const noexcept override;
  [[nodiscard]] Status refresh() const override;
  [[nodiscard]] std::optional<Error> follow_error() const override;
  [[nodiscard]] Capabilities capabilities() const noexcept override { return Capabilities::all(); }

 private:
  explicit LocalBackend(std::unique_ptr<LiveGenerations> generations)
      : generations_(std::move(generations)) {}
  Result<LiveGenerations::Pointer> follow_cursor(SearchRequest& request) const;
  Result<ResultPage> search_from(SearchRequest request) const;

  std::unique_ptr<LiveGenerations> generations_;
};

}  // namespace dateline
