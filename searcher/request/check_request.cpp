// What is wrong with the members of a request together.
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "common/analysis/fold_name.hpp"
#include "dateline/search_parameters.hpp"
#include "searcher/request/request_tree.hpp"

namespace dateline {
namespace {

using Fault = std::optional<ParameterFault>;

std::string label(std::string_view name, ParameterPlace place) {
  const SearchParameter* const parameter = find_search_parameter(name, place);
  return parameter == nullptr ? std::string(name) : parameter_label(*parameter, place);
}

Fault usage_fault(std::string_view parameter, std::string message, std::string hint) {
  return ParameterFault{parameter,
                        Error{ErrorCode::usage, std::move(message), std::move(hint), {}}};
}

Fault check_page(const SearchRequest& request, ParameterPlace place) {
  if (request.limit <= max_rank && request.offset <= max_rank - request.limit) return std::nullopt;
  return usage_fault(
      "offset",
      fmt::format("{} {} and {} {} are over the limit of {} together", label("limit", place),
                  request.limit, label("offset", place), request.offset, max_rank),
      fmt::format("narrow the query, for example by {} and {}, instead of paging this far",
                  label("since", place), label("until", place)));
}

Fault check_days(const SearchRequest& request, ParameterPlace place) {
  if (!request.published || request.published->first <= request.published->last)
    return std::nullopt;
  return usage_fault("until",
                     fmt::format("{} {} is after {} {}", label("since", place),
                                 to_string(request.published->first), label("until", place),
                                 to_string(request.published->last)),
                     "no day is in that span; swap the two");
}

Fault check_recency(const SearchRequest& request, ParameterPlace) {
  if (!request.recency) return std::nullopt;
  const auto [half_life, weight] = *request.recency;
  const bool in_range =
      half_life > 0 && std::isfinite(half_life) && weight >= 0 && weight <= max_recency_weight;
  if (!in_range)
    return usage_fault(
        "recency",
        fmt::format("recency has a half-life of {} days and the weight {}", half_life, weight),
        fmt::format("the half-life must be above 0, the weight between 0 and {}",
                    max_recency_weight));
  if (request.sort == Sort::relevance) return std::nullopt;
  return usage_fault("recency", "recency changes scores, and an order by date has none",
                     "leave out recency, or the order");
}

Fault check_related(const SearchRequest& request, ParameterPlace place) {
  if (!request.related) return std::nullopt;
  if (request.related->key.empty())
    return usage_fault("when", fmt::format("{} is about related documents", label("when", place)),
                       fmt::format("for dates of a search use {} and {}", label("since", place),
                                   label("until", place)));
  // How related a document is is a matter of degree: by date, those that share a single word would
  // come first.
  if (request.sort == Sort::relevance) return std::nullopt;
  return usage_fault("related", "related documents are ranked by relevance, not by date",
                     "leave out the order; recency ranks newer ones higher");
}

}  // namespace

Fault check_request(const SearchRequest& request, ParameterPlace place) {
  for (const auto& check : {check_page, check_days, check_recency, check_related})
    if (Fault fault = check(request, place)) return fault;
  return std::nullopt;
}

bool asks_for_documents(const SearchRequest& request) noexcept {
  return !request.text.empty() || request.related || has_filters(request);
}

bool can_filter_by(std::string_view value) {
  return !fold_name(value).empty();
}

}  // namespace dateline
