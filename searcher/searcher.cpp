// Searcher: which generation answers a query, and where its next page begins.
#include "dateline/searcher.hpp"

#include <algorithm>
#include <utility>

#include "common/format/xapian_guard.hpp"
#include "dateline/search_parameters.hpp"
#include "searcher/backend/local/live_generations.hpp"
#include "searcher/backend/local/page_cursor.hpp"

namespace dateline {
namespace {

Status check(const SearchRequest& request) {
  auto fault = check_request(request, ParameterPlace::c);
  if (!fault) return {};
  return tl::unexpected(std::move(fault->error));
}

/// Whether there may be hits behind this page that can be asked for. A partial page has none: its
/// hits are not yet those of its ranks.
bool has_next(const ResultPage& page, const SearchRequest& query) {
  const std::size_t end = query.offset + query.limit;
  return !page.partial && query.limit > 0 && page.hits.size() == query.limit && end < max_rank &&
         (!page.total.exact || page.total.value > end);
}

bool has_previous(const SearchRequest& query) {
  return query.limit > 0 && query.offset > 0;
}

}  // namespace

struct Searcher::Impl {
  explicit Impl(std::unique_ptr<LiveGenerations> live) : generations(std::move(live)) {}
  Result<LiveGenerations::Pointer> follow_cursor(SearchRequest& query) const;
  Result<ResultPage> search(SearchRequest query) const;

  std::unique_ptr<LiveGenerations> generations;
};

/// The generation that the query's cursor pages through; the query then says where it is.
Result<LiveGenerations::Pointer> Searcher::Impl::follow_cursor(SearchRequest& query) const {
  if (query.offset != 0) {
    return failure(ErrorCode::usage, "a query has a cursor and an offset",
                   "leave one of the two out: the cursor says where the page begins");
  }
  DATELINE_ASSIGN(const PageCursor cursor, read_cursor(query.cursor, query));
  query.offset = cursor.offset;
  query.today = cursor.today;
  return generations->find(cursor.generation);
}

Result<ResultPage> Searcher::Impl::search(SearchRequest query) const {
  LiveGenerations::Pointer generation;
  if (query.cursor.empty()) {
    if (!query.today) query.today = today_utc();
    generation = generations->current();
  } else {
    DATELINE_ASSIGN(generation, follow_cursor(query));
  }
  DATELINE_TRY(check(query));
  DATELINE_ASSIGN(ResultPage page, generation->search(query));
  const auto cursor_at = [&](std::size_t offset) {
    const PageCursor cursor{generation->id(), static_cast<std::uint32_t>(offset), *query.today};
    return write_cursor(cursor, query);
  };
  if (has_next(page, query)) page.next_cursor = cursor_at(query.offset + query.limit);
  if (has_previous(query))
    page.previous_cursor = cursor_at(query.offset - std::min(query.offset, query.limit));
  if (!page.next_cursor.empty() || !page.previous_cursor.empty()) generations->keep(generation);
  return page;
}

Result<Searcher> Searcher::open(const std::filesystem::path& index,
                                const SearcherOptions& options) {
  return guard_xapian({"cannot open", index}, [&]() -> Result<Searcher> {
    DATELINE_ASSIGN(auto live, LiveGenerations::open(index, options));
    return Searcher(std::make_unique<Impl>(std::move(live)));
  });
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<ResultPage> Searcher::search(const SearchRequest& query) const {
  return guard_xapian("cannot search", [&] { return impl_->search(query); });
}

Result<Document> Searcher::document(std::string_view key) const {
  return guard_xapian("cannot read a document",
                      [&] { return impl_->generations->current()->document(key); });
}

Result<DocumentMarks> Searcher::marks(const SearchRequest& query, const Document& document) const {
  return guard_xapian("cannot mark the words of a query",
                      [&] { return impl_->generations->current()->marks(query, document); });
}

std::uint64_t Searcher::generation() const noexcept {
  return impl_->generations->open_now()->id().number;
}

std::uint64_t Searcher::generation_checksum() const noexcept {
  return impl_->generations->open_now()->checksum();
}

Result<Suggestions> Searcher::suggest(std::string_view text, std::size_t limit) const {
  return guard_xapian("cannot suggest",
                      [&] { return impl_->generations->current()->suggest(text, limit); });
}

Status Searcher::prepare_suggestions() const {
  return guard_xapian("cannot prepare suggestions",
                      [&] { return impl_->generations->current()->prepare_suggestions(); });
}

Status Searcher::refresh() const {
  return guard_xapian("cannot look for a new generation",
                      [&] { return impl_->generations->refresh(); });
}

std::optional<Error> Searcher::follow_error() const {
  return impl_->generations->follow_error();
}

}  // namespace dateline
