// Queries as C builds them: setters on an opaque handle.
#include <limits>

#include "bindings/c/handles.hpp"

namespace dateline {
namespace {

Result<Date> parse_end(const char* text) {
  const auto date = parse_date(text);
  if (date) return *date;
  return failure(ErrorCode::usage, std::string(text) + " is no date",
                 "as in 2024-05-14, 2024-05 or 2024");
}

Result<DayRange> parse_span(const char* since, const char* until) {
  DayRange range{std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
  if (since != nullptr) {
    DATELINE_ASSIGN(const Date date, parse_end(since));
    range.first = days_of(date).first;
  }
  if (until != nullptr) {
    DATELINE_ASSIGN(const Date date, parse_end(until));
    range.last = days_of(date).last;
  }
  if (range.first <= range.last) return range;
  return failure(ErrorCode::usage, std::string(since) + " is after " + until, "swap the two");
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
    if (since == nullptr && until == nullptr) {
      query->query.published.reset();
      return 0;
    }
    DATELINE_ASSIGN(query->query.published, dateline::parse_span(since, until));
    return 0;
  });
}

void dateline_query_set_timeline(dateline_query* query, int unit) {
  if (query != nullptr) query->query.timeline = dateline::unit_of(unit);
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
