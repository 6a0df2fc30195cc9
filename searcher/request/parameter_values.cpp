#include "searcher/request/parameter_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "searcher/request/choices.hpp"
#include "searcher/request/published_ends.hpp"
#include "searcher/request/recency_text.hpp"
#include "searcher/request/request_tree.hpp"

namespace dateline {
namespace {

constexpr Day least_day = std::numeric_limits<Day>::min();
constexpr Day greatest_day = std::numeric_limits<Day>::max();

std::string label_of(const ParameterValue& value) {
  return parameter_label(value.parameter, value.place);
}

template <typename Table>
auto choose(const ParameterValue& value, const Table& table) {
  return choose(label_of(value).c_str(), value.text, table);
}

template <typename T, typename Table>
ParameterTexts print_choice(T value, T usual, const Table& table) {
  if (value == usual) return {};
  return {std::string(name_of(value, table))};
}

Day today_of(const SearchRequest& request) {
  return request.today.value_or(today_utc());
}

/// Sets one end of the days; where both are open, all documents are wanted.
void keep_days(DayRange days, SearchRequest& request) {
  request.published = days;
  if (days.first == least_day && days.last == greatest_day) request.published.reset();
}

DayRange days_of(const SearchRequest& request) {
  return request.published.value_or(DayRange{least_day, greatest_day});
}

/// Days without a limit are others than none: no undated document is among them.
ParameterTexts print_end(Day day, Day open, Day other, Day other_open) {
  if (day != open) return {to_string(day)};
  if (other == other_open) return {"none"};
  return {};
}

Filter& filter_of(std::string_view field, SearchRequest& request) {
  for (Filter& filter : request.filters)
    if (filter.field == field) return filter;
  request.filters.push_back({std::string(field), {}});
  return request.filters.back();
}

/// `related` and `when` come in any order; without either, no related documents are wanted.
void keep_related(RelatedTo related, SearchRequest& request) {
  request.related.reset();
  if (!related.key.empty() || related.when != RelatedWhen::any)
    request.related = std::move(related);
}

std::size_t most_buckets(ParameterPlace place) {
  switch (place) {
    case ParameterPlace::http:
    case ParameterPlace::page:
      return max_timeline_buckets_per_answer;
    case ParameterPlace::cli:
    case ParameterPlace::c:
      return max_timeline_buckets;
  }
  return max_timeline_buckets;
}

}  // namespace

Result<std::size_t> read_number(const ParameterValue& value) {
  const std::size_t most = parameter_most(value.parameter, value.place);
  std::size_t number = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), end, number);
  if (!value.text.empty() && error == std::errc() && stop == end && number <= most) return number;
  return failure(ErrorCode::usage,
                 fmt::format("{} {}: not a number from 0 to {}", label_of(value), value.text, most),
                 std::string(value.parameter.name == "limit" || value.parameter.name == "offset"
                                 ? "further hits are got by offset or cursor"
                                 : ""));
}

Result<bool> read_flag(const ParameterValue& value) {
  if (value.text == "true" || value.text == "1") return true;
  if (value.text == "false" || value.text == "0") return false;
  return failure(ErrorCode::usage, fmt::format("{} {}: no such value", label_of(value), value.text),
                 fmt::format("{} is true or false", label_of(value)));
}

Status read_plain(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(const bool plain, read_flag(value));
  request.syntax = plain ? QuerySyntax::plain : QuerySyntax::language;
  return {};
}

ParameterTexts print_plain(const SearchParameter&, const SearchRequest& request) {
  if (request.syntax == QuerySyntax::language) return {};
  return {"true"};
}

Status read_filter(const ParameterValue& value, SearchRequest& request) {
  if (value.text.empty()) {
    std::erase_if(request.filters,
                  [&](const Filter& filter) { return filter.field == value.parameter.name; });
    return {};
  }
  DATELINE_TRY(check_filter_value(label_of(value), value.text));
  std::vector<std::string>& values = filter_of(value.parameter.name, request).values;
  if (std::find(values.begin(), values.end(), value.text) == values.end())
    values.emplace_back(value.text);
  return {};
}

ParameterTexts print_filter(const SearchParameter& parameter, const SearchRequest& request) {
  ParameterTexts texts;
  for (const Filter& filter : request.filters)
    if (filter.field == parameter.name)
      texts.insert(texts.end(), filter.values.begin(), filter.values.end());
  return texts;
}

Status read_since(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(const Day first, parse_since(label_of(value), value.text, today_of(request)));
  keep_days({first, days_of(request).last}, request);
  return {};
}

ParameterTexts print_since(const SearchParameter&, const SearchRequest& request) {
  if (!request.published) return {};
  return print_end(request.published->first, least_day, request.published->last, greatest_day);
}

Status read_until(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(const Day last, parse_until(label_of(value), value.text, today_of(request)));
  keep_days({days_of(request).first, last}, request);
  return {};
}

ParameterTexts print_until(const SearchParameter&, const SearchRequest& request) {
  if (!request.published) return {};
  return print_end(request.published->last, greatest_day, request.published->first, least_day);
}

Status read_sort(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(request.sort, choose(value, sort_choices));
  return {};
}

ParameterTexts print_sort(const SearchParameter&, const SearchRequest& request) {
  return print_choice(request.sort, Sort::relevance, sort_choices);
}

Status read_recency(const ParameterValue& value, SearchRequest& request) {
  request.recency.reset();
  if (value.text.empty()) return {};
  DATELINE_ASSIGN(request.recency, parse_recency(value.text));
  return {};
}

ParameterTexts print_recency(const SearchParameter&, const SearchRequest& request) {
  if (!request.recency) return {};
  return {fmt::format("half-life={}d,weight={}", request.recency->half_life_days,
                      request.recency->weight)};
}

Status read_related(const ParameterValue& value, SearchRequest& request) {
  RelatedTo related = request.related.value_or(RelatedTo{});
  related.key = value.text;
  keep_related(std::move(related), request);
  return {};
}

ParameterTexts print_related(const SearchParameter&, const SearchRequest& request) {
  if (!request.related) return {};
  return {request.related->key};
}

Status read_when(const ParameterValue& value, SearchRequest& request) {
  RelatedTo related = request.related.value_or(RelatedTo{});
  DATELINE_ASSIGN(related.when, choose(value, when_choices));
  keep_related(std::move(related), request);
  return {};
}

ParameterTexts print_when(const SearchParameter&, const SearchRequest& request) {
  if (!request.related) return {};
  return print_choice(request.related->when, RelatedWhen::any, when_choices);
}

Status read_timeline(const ParameterValue& value, SearchRequest& request) {
  request.timeline_fits = value.text == "auto";
  request.timeline_buckets = request.timeline_fits ? max_bars_of_auto : most_buckets(value.place);
  if (request.timeline_fits) {
    request.timeline = TimelineUnit::day;
    return {};
  }
  auto unit = choose(value, timeline_choices);
  if (!unit)
    return failure(unit.error().code, unit.error().message, unit.error().hint + ", or auto");
  request.timeline = *unit;
  return {};
}

ParameterTexts print_timeline(const SearchParameter&, const SearchRequest& request) {
  if (!request.timeline) return {};
  if (request.timeline_fits) return {"auto"};
  return {std::string(name_of(*request.timeline, timeline_choices))};
}

Status read_count(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(request.count_exactly, choose(value, count_choices));
  return {};
}

ParameterTexts print_count(const SearchParameter&, const SearchRequest& request) {
  return print_choice(request.count_exactly, false, count_choices);
}

Status read_facets(const ParameterValue& value, SearchRequest& request) {
  for (std::size_t at = 0; at <= value.text.size();) {
    const std::size_t end = std::min(value.text.find(',', at), value.text.size());
    const ParameterValue name{value.parameter, value.place, value.text.substr(at, end - at)};
    DATELINE_ASSIGN(const FacetField field, choose(name, facet_choices));
    std::vector<FacetField>& fields = request.facets;
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
    at = end + 1;
  }
  return {};
}

ParameterTexts print_facets(const SearchParameter&, const SearchRequest& request) {
  ParameterTexts texts;
  for (const FacetField field : request.facets) texts.emplace_back(name_of(field, facet_choices));
  return texts;
}

}  // namespace dateline
