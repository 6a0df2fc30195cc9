#include "searcher/backend/local/local_backend.hpp"

#include <algorithm>
#include <utility>

#include "common/format/xapian_guard.hpp"
#include "dateline/limits.hpp"
#include "dateline/search_parameters.hpp"
#include "searcher/backend/check_request.hpp"
#include "searcher/backend/local/page_cursor.hpp"

namespace dateline {
namespace {

/// Whether there may be hits after this page that can be asked for. A partial page has none: its
/// hits are not yet those of its ranks.
bool has_next(const ResultPage& page, const SearchRequest& request) {
  const std::size_t end = request.offset + request.limit;
  return !page.partial && request.limit > 0 && page.hits.size() == request.limit &&
         end < max_rank && (!page.total.exact || page.total.value > end);
}

bool has_previous(const SearchRequest& request) {
  return request.limit > 0 && request.offset > 0;
}

}  // namespace

Result<std::unique_ptr<LocalBackend>> LocalBackend::open(const std::filesystem::path& index,
                                                         const SearcherOptions& options) {
  return guard_xapian({"cannot open", index}, [&]() -> Result<std::unique_ptr<LocalBackend>> {
    DATELINE_ASSIGN(auto live, LiveGenerations::open(index, options));
    return std::unique_ptr<LocalBackend>(new LocalBackend(std::move(live)));
  });
}

/// The generation that the request's cursor pages through; the request then says where it is.
Result<LiveGenerations::Pointer> LocalBackend::follow_cursor(SearchRequest& request) const {
  DATELINE_ASSIGN(const PageCursor cursor, read_cursor(request.cursor, request));
  request.offset = cursor.offset;
  request.today = cursor.today;
  // The offset is the cursor's: with the limit, it may reach past the last rank.
  if (auto fault = check_request(request, ParameterPlace::c))
    return tl::unexpected(std::move(fault->error));
  return generations_->find(cursor.generation);
}

Result<ResultPage> LocalBackend::search_from(SearchRequest request) const {
  LiveGenerations::Pointer generation;
  if (request.cursor.empty()) {
    if (!request.today) request.today = today_utc();
    generation = generations_->current();
  } else {
    DATELINE_ASSIGN(generation, follow_cursor(request));
  }
  DATELINE_ASSIGN(ResultPage page, generation->search(request));
  const auto cursor_at = [&](std::size_t offset) {
    const PageCursor cursor{generation->id(), static_cast<std::uint32_t>(offset), *request.today};
    return write_cursor(cursor, request);
  };
  if (has_next(page, request)) page.next_cursor = cursor_at(request.offset + request.limit);
  if (has_previous(request))
    page.previous_cursor = cursor_at(request.offset - std::min(request.offset, request.limit));
  if (!page.next_cursor.empty() || !page.previous_cursor.empty()) generations_->keep(generation);
  return page;
}

Result<ResultPage> LocalBackend::search(const SearchRequest& request) const {
  return guard_xapian("cannot search", [&] { return search_from(request); });
}

Result<Document> LocalBackend::document(std::string_view key) const {
  return guard_xapian("cannot read a document",
                      [&] { return generations_->current()->document(key); });
}

Result<DocumentMarks> LocalBackend::marks(const SearchRequest& request,
                                          const Document& document) const {
  return guard_xapian("cannot mark the words of a query",
                      [&] { return generations_->current()->marks(request, document); });
}

Result<Suggestions> LocalBackend::suggest(std::string_view text, std::size_t limit) const {
  return guard_xapian("cannot suggest",
                      [&] { return generations_->current()->suggest(text, limit); });
}

Status LocalBackend::prepare_suggestions() const {
  return guard_xapian("cannot prepare suggestions",
                      [&] { return generations_->current()->prepare_suggestions(); });
}

std::string LocalBackend::revision() const {
  return generations_->open_now()->revision();
}

std::uint64_t LocalBackend::generation() const noexcept {
  return generations_->open_now()->id().number;
}

Status LocalBackend::refresh() const {
  return guard_xapian("cannot check for a new generation", [&] { return generations_->refresh(); });
}

std::optional<Error> LocalBackend::follow_error() const {
  return generations_->follow_error();
}

}  // namespace dateline
