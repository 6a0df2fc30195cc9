// Searcher: which generation answers a query, and where its next page begins.
#include "dateline/searcher.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "common/format/xapian_guard.hpp"
#include "searcher/backend/local/live_generations.hpp"
#include "searcher/backend/local/page_cursor.hpp"
#include "searcher/query/choices.hpp"

namespace dateline {
namespace {

constexpr std::size_t deepest_rank = 10'000;

Status check_page(const SearchRequest& query) {
  if (query.limit <= deepest_rank && query.offset <= deepest_rank - query.limit) return {};
  return failure(ErrorCode::usage,
                 fmt::format("limit {} and offset {} reach behind rank {}", query.limit,
                             query.offset, deepest_rank),
                 "narrow the query down, for example with a date, instead of paging this far");
}

Status check_recency(const SearchRequest& query) {
  constexpr double most_weight = 10;
  if (!query.recency) return {};
  const auto [half_life, weight] = *query.recency;
  if (half_life > 0 && std::isfinite(half_life) && weight >= 0 && weight <= most_weight) return {};
  return failure(
      ErrorCode::usage,
      fmt::format("recency has a half-life of {} days and the weight {}", half_life, weight),
      "the half-life must be above 0, the weight between 0 and 10");
}

Status check_related(const SearchRequest& query) {
  if (!query.related) return {};
  const bool counts = query.timeline.has_value() || !query.facets.empty();
  if (query.sort == Sort::relevance && !counts && !query.feedback && !query.recency) return {};
  return failure(
      ErrorCode::usage,
      "related documents are ranked by relevance alone, and not counted by date or field",
      "leave out the order, timeline, facets, feedback and recency");
}

/// Whether there may be hits behind this page that can be asked for. A partial page has none: its
/// hits are not yet those of its ranks.
bool has_next(const ResultPage& page, const SearchRequest& query) {
  const std::size_t end = query.offset + query.limit;
  return !page.partial && query.limit > 0 && page.hits.size() == query.limit &&
         end < deepest_rank && (!page.total.exact || page.total.value > end);
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
  DATELINE_TRY(check_page(query));
  DATELINE_TRY(check_recency(query));
  DATELINE_TRY(check_related(query));
  DATELINE_ASSIGN(ResultPage page, generation->search(query));
  if (has_next(page, query)) {
    const auto end = static_cast<std::uint32_t>(query.offset + query.limit);
    page.next_cursor = write_cursor({generation->id(), end, *query.today}, query);
    generations->keep(generation);
  }
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

std::optional<FacetField> facet_called(std::string_view name) noexcept {
  for (const auto& choice : facet_choices)
    if (choice.name == name) return choice.value;
  return std::nullopt;
}

}  // namespace dateline
