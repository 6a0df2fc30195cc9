// Searcher: a handle over a backend, which sees only requests that it can answer.
#include "dateline/searcher.hpp"

#include <utility>

#include "common/base/exception_guard.hpp"
#include "searcher/backend/check_request.hpp"
#include "searcher/backend/local/local_backend.hpp"
#include "searcher/backend/search_backend.hpp"
#include "searcher/request/choices.hpp"

namespace dateline {

Result<Searcher> Searcher::open(const std::filesystem::path& index,
                                const SearcherOptions& options) {
  DATELINE_ASSIGN(auto backend, LocalBackend::open(index, options));
  return Searcher(std::move(backend));
}

Searcher::Searcher(std::unique_ptr<const SearchBackend> backend) : backend_(std::move(backend)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<ResultPage> Searcher::search(const SearchRequest& query) const {
  return guard_exceptions("cannot search", [&]() -> Result<ResultPage> {
    DATELINE_TRY(check_request(query, backend_->capabilities()));
    return backend_->search(query);
  });
}

Result<Document> Searcher::document(std::string_view key) const {
  return guard_exceptions("cannot read a document", [&] { return backend_->document(key); });
}

Result<DocumentMarks> Searcher::marks(const SearchRequest& query, const Document& document) const {
  return guard_exceptions("cannot mark the words of a query", [&]() -> Result<DocumentMarks> {
    DATELINE_TRY(check_capability(Capability::marks, backend_->capabilities()));
    return backend_->marks(query, document);
  });
}

std::string Searcher::revision() const {
  return backend_->revision();
}

std::uint64_t Searcher::generation() const noexcept {
  return backend_->generation();
}

Capabilities Searcher::capabilities() const noexcept {
  return backend_->capabilities();
}

Result<Suggestions> Searcher::suggest(std::string_view text, std::size_t limit) const {
  return guard_exceptions("cannot suggest", [&]() -> Result<Suggestions> {
    DATELINE_TRY(check_capability(Capability::suggestions, backend_->capabilities()));
    return backend_->suggest(text, limit);
  });
}

Status Searcher::prepare_suggestions() const {
  return guard_exceptions("cannot prepare suggestions",
                          [&] { return backend_->prepare_suggestions(); });
}

Status Searcher::refresh() const {
  return guard_exceptions("cannot check for a new revision", [&] { return backend_->refresh(); });
}

std::optional<Error> Searcher::follow_error() const {
  return backend_->follow_error();
}

std::optional<FacetField> facet_called(std::string_view name) noexcept {
  for (const auto& choice : facet_choices)
    if (choice.name == name) return choice.value;
  return std::nullopt;
}

}  // namespace dateline
