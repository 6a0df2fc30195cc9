// Queries as C builds them: setters on an opaque handle.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "bindings/c/handles.hpp"
#include "dateline/search_parameters.hpp"

namespace dateline {
namespace {

constexpr ParameterPlace place = ParameterPlace::c;

/// A value that cannot be applied makes searches fail until the parameter is set again: without it
/// they would be other ones.
Status set(dateline_query& query, const SearchParameter& parameter, std::string_view value) {
  query.faults.erase(std::string(parameter.name));
  auto done = set_parameter(parameter, place, value, query.query);
  if (!done) query.faults.emplace(parameter.name, done.error());
  return done;
}

Status set_by_name(dateline_query& query, const char* name, const char* value) {
  DATELINE_TRY(require_argument(name, "the name"));
  const SearchParameter* const parameter = find_search_parameter(name, place);
  if (parameter != nullptr) return set(query, *parameter, value == nullptr ? "" : value);
  return failure(ErrorCode::usage, std::string("there is no parameter ") + name,
                 "names are those of the parameters of /api/v1/search, as in docs/http.md");
}

Status set_published(dateline_query& query, const char* since, const char* until) {
  query.query.published.reset();
  query.faults.erase("since");
  query.faults.erase("until");
  DATELINE_TRY(set_by_name(query, "since", since));
  DATELINE_TRY(set_by_name(query, "until", until));
  SearchRequest days;
  days.published = query.query.published;
  auto fault = check_request(days, place);
  if (!fault) return {};
  query.faults.emplace("until", fault->error);
  return tl::unexpected(std::move(fault->error));
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
    DATELINE_TRY(dateline::set_published(*query, since, until));
    return 0;
  });
}

int dateline_query_set(dateline_query* query, const char* name, const char* value,
                       dateline_error** error) {
  return dateline::guard_c(error, -1, [&]() -> dateline::Result<int> {
    DATELINE_TRY(dateline::require_argument(query, "the query"));
    DATELINE_TRY(dateline::set_by_name(*query, name, value));
    return 0;
  });
}

void dateline_query_set_timeline(dateline_query* query, int unit) {
  if (query == nullptr) return;
  query->query.timeline = dateline::unit_of(unit);
  query->query.timeline_fits = unit == DATELINE_AUTO;
  query->query.timeline_buckets = unit == DATELINE_AUTO
                                      ? dateline::max_bars_of_auto
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
  if (query != nullptr) query->stop.request_stop();
}
