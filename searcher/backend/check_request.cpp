#include "searcher/backend/check_request.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "dateline/search_parameters.hpp"

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

Status check_cursor(const SearchRequest& request) {
  if (request.cursor.empty() || request.offset == 0) return {};
  return failure(ErrorCode::usage, "a query has a cursor and an offset",
                 "leave out one of the two: the cursor says where the page begins");
}

}  // namespace

Status check_capability(Capability capability, const Capabilities& capabilities) {
  if (capabilities.has(capability)) return {};
  return failure(ErrorCode::usage,
                 fmt::format("what is searched here cannot {}", deed_of(capability)),
                 "leave this out, or search an index that was opened on this machine");
}

Status check_request(const SearchRequest& request, const Capabilities& capabilities) {
  DATELINE_TRY(check_cursor(request));
  if (auto fault = check_request(request, ParameterPlace::c))
    return tl::unexpected(std::move(fault->error));
  for (const Need& need : needs) {
    if (need.is_asked_for(request)) DATELINE_TRY(check_capability(need.capability, capabilities));
  }
  return {};
}

}  // namespace dateline
