#include "searcher/backend/check_request.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "searcher/results/ranked_source.hpp"

namespace dateline {
namespace {

/// A part of a request that not every backend can answer.
struct Need {
  Capability capability;
  bool (*is_asked_for)(const SearchRequest&);
};

constexpr Need needs[] = {
    {Capability::cursors, [](const SearchRequest& request) { return !request.cursor.empty(); }},
    {Capability::feedback, [](const SearchRequest& request) { return request.feedback; }},
    {Capability::recency, [](const SearchRequest& request) { return request.recency.has_value(); }},
    {Capability::related, [](const SearchRequest& request) { return request.related.has_value(); }},
    {Capability::timeline,
     [](const SearchRequest& request) { return request.timeline.has_value(); }},
    {Capability::facets, [](const SearchRequest& request) { return !request.facets.empty(); }},
    {Capability::exact_counts, [](const SearchRequest& request) { return request.count_exactly; }},
    {Capability::explanations, [](const SearchRequest& request) { return request.explain; }},
};

/// What cannot be done without it.
std::string_view deed_of(Capability capability) {
  switch (capability) {
    case Capability::cursors:
      return "go on from a cursor";
    case Capability::feedback:
      return "search with feedback";
    case Capability::recency:
      return "rank by recency";
    case Capability::related:
      return "find related documents";
    case Capability::timeline:
      return "count hits by date";
    case Capability::facets:
      return "count hits by field";
    case Capability::exact_counts:
      return "count all hits exactly";
    case Capability::explanations:
      return "explain its hits";
    case Capability::marks:
      return "mark the words of a query in a document";
    case Capability::suggestions:
      return "suggest how a query may go on";
  }
  return "do this";
}

Status check_recency(const SearchRequest& request) {
  constexpr double most_weight = 10;
  if (!request.recency) return {};
  const auto [half_life, weight] = *request.recency;
  if (!(half_life > 0 && std::isfinite(half_life) && weight >= 0 && weight <= most_weight)) {
    return failure(
        ErrorCode::usage,
        fmt::format("recency has a half-life of {} days and the weight {}", half_life, weight),
        "the half-life must be above 0, the weight between 0 and 10");
  }
  if (request.sort == Sort::relevance) return {};
  return failure(ErrorCode::usage, "recency changes scores, and an order by date has none",
                 "leave out recency, or the order");
}

/// How related a document is is a matter of degree: by date, those that share a single word would
/// come first.
Status check_related(const SearchRequest& request) {
  if (!request.related || request.sort == Sort::relevance) return {};
  return failure(ErrorCode::usage, "related documents are ranked by relevance, not by date",
                 "leave out the order; recency ranks newer ones higher");
}

Status check_cursor(const SearchRequest& request) {
  if (request.cursor.empty() || request.offset == 0) return {};
  return failure(ErrorCode::usage, "a query has a cursor and an offset",
                 "leave out one of the two: the cursor says where the page begins");
}

}  // namespace

Status check_page(std::size_t offset, std::size_t limit) {
  if (limit <= deepest_rank && offset <= deepest_rank - limit) return {};
  return failure(
      ErrorCode::usage,
      fmt::format("limit {} and offset {} reach beyond rank {}", limit, offset, deepest_rank),
      "narrow the query down, for example with a date, instead of paging this far");
}

Status check_capability(Capability capability, const Capabilities& capabilities) {
  if (capabilities.has(capability)) return {};
  return failure(ErrorCode::usage,
                 fmt::format("what is searched here cannot {}", deed_of(capability)),
                 "leave this out, or search an index that was opened on this machine");
}

Status check_request(const SearchRequest& request, const Capabilities& capabilities) {
  DATELINE_TRY(check_cursor(request));
  DATELINE_TRY(check_page(request.offset, request.limit));
  DATELINE_TRY(check_recency(request));
  DATELINE_TRY(check_related(request));
  for (const Need& need : needs) {
    if (need.is_asked_for(request)) DATELINE_TRY(check_capability(need.capability, capabilities));
  }
  return {};
}

}  // namespace dateline
