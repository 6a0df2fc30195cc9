// Queries as C builds them: setters on an opaque handle.
#include "bindings/c/handles.hpp"
#include "searcher/query/choices.hpp"
#include "searcher/query/published_range.hpp"

namespace dateline {
namespace {

Result<std::optional<DayRange>> published_days(const char* since, const char* until) {
  auto days = parse_published_range(since == nullptr ? "" : since, until == nullptr ? "" : until,
                                    today_utc(), {"since", "until"});
  if (!days) return tl::unexpected(std::move(days.error().error));
  return *days;
}

Sort sort_of(int sort) noexcept {
  switch (sort) {
    case DATELINE_RELEVANCE:
      return Sort::relevance;
    case DATELINE_NEWEST:
      return Sort::newest;
    case DATELINE_OLDEST:
      return Sort::oldest;
  }
  return Sort::relevance;
}

TimelineUnit unit_of(int unit) noexcept {
  switch (unit) {
    case DATELINE_DAY:
      return TimelineUnit::day;
    case DATELINE_WEEK:
      return TimelineUnit::week;
    case DATELINE_MONTH:
      return TimelineUnit::month;
    case DATELINE_YEAR:
      return TimelineUnit::year;
    case DATELINE_DECADE:
      return TimelineUnit::decade;
    case DATELINE_CENTURY:
      return TimelineUnit::century;
    case DATELINE_AUTO:
      return TimelineUnit::day;
  }
  return TimelineUnit::month;
}

FacetField facet_of(int field) noexcept {
  switch (field) {
    case DATELINE_SOURCE:
      return FacetField::source;
    case DATELINE_LANGUAGE:
      return FacetField::language;
    case DATELINE_PUBLICATION_YEAR:
      return FacetField::year;
  }
  return FacetField::source;
}

}  // namespace
}  // namespace dateline

dateline_query* dateline_query_new(const char* text) {
  return dateline::guard_memory<dateline_query*>(nullptr, [&] {
    auto query = std::make_unique<dateline_query>();
    if (text != nullptr) query->query.text = text;
    return query.release();
  });
}

void dateline_query_free(dateline_query* query) {
  delete query;
}

void dateline_query_set_limit(dateline_query* query, size_t limit) {
  if (query != nullptr) query->query.limit = limit;
}

void dateline_query_set_offset(dateline_query* query, size_t offset) {
  if (query != nullptr) query->query.offset = offset;
}

int dateline_query_set_cursor(dateline_query* query, const char* cursor) {
  if (query == nullptr) return -1;
  return dateline::guard_memory(-1, [&] {
    query->query.cursor = cursor == nullptr ? "" : cursor;
    return 0;
  });
}

void dateline_query_set_sort(dateline_query* query, int sort) {
  if (query != nullptr) query->query.sort = dateline::sort_of(sort);
}

int dateline_query_set_published(dateline_query* query, const char* since, const char* until,
                                 dateline_error** error) {
  return dateline::guard_c(error, -1, [&]() -> dateline::Result<int> {
    DATELINE_TRY(dateline::require_argument(query, "the query"));
    query->query.published.reset();
    query->bad_days.reset();
    auto days = dateline::published_days(since, until);
    if (!days) {
      query->bad_days = days.error();
      return tl::unexpected(std::move(days.error()));
    }
    query->query.published = *days;
    return 0;
  });
}

void dateline_query_set_timeline(dateline_query* query, int unit) {
  if (query == nullptr) return;
  query->query.timeline = dateline::unit_of(unit);
  query->query.timeline_fits = unit == DATELINE_AUTO;
  query->query.timeline_buckets = unit == DATELINE_AUTO
                                      ? dateline::most_bars_of_auto
                                      : dateline::SearchRequest{}.timeline_buckets;
}

int dateline_query_add_facet(dateline_query* query, int field) {
  if (query == nullptr) return -1;
  return dateline::guard_memory(-1, [&] {
    auto& facets = query->query.facets;
    const dateline::FacetField wanted = dateline::facet_of(field);
    if (std::find(facets.begin(), facets.end(), wanted) == facets.end()) facets.push_back(wanted);
    return 0;
  });
}

void dateline_query_set_count_exactly(dateline_query* query, int exactly) {
  if (query != nullptr) query->query.count_exactly = exactly != 0;
}

void dateline_query_set_snippet_bytes(dateline_query* query, size_t bytes) {
  if (query != nullptr) query->query.snippet_bytes = bytes;
}

void dateline_query_set_explain(dateline_query* query, int explain) {
  if (query != nullptr) query->query.explain = explain != 0;
}

void dateline_query_set_timeout_ms(dateline_query* query, uint64_t timeout_ms) {
  if (query != nullptr) query->timeout_ms = timeout_ms;
}

void dateline_query_cancel(dateline_query* query) {
  if (query != nullptr) query->cancelled = true;
}
