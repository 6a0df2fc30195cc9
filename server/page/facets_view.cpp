// Facets of a page of results.
#include <algorithm>
#include <span>
#include <utility>

#include "common/base/numbers.hpp"
#include "dateline/search_parameters.hpp"
#include "server/page/language_names.hpp"
#include "server/page/results_view.hpp"

namespace dateline {
namespace {

/// Values that are shown before "more".
constexpr std::size_t first_values = 8;

std::string_view heading(FacetField field) {
  switch (field) {
    case FacetField::source:
      return "Sources";
    case FacetField::language:
      return "Languages";
    case FacetField::year:
      return "Years";
  }
  return {};
}

std::string value_in_words(FacetField field, const std::string& value) {
  return field == FacetField::language ? language_name(value) : value;
}

bool is_narrowed(const PageRequest& request, FacetField field) {
  switch (field) {
    case FacetField::source:
      return !request.source.empty();
    case FacetField::language:
      return !request.language.empty();
    case FacetField::year:
      return false;
  }
  return false;
}

/// Where the value leads; empty where there is nothing in it to ask for.
std::string narrowed_url(PageRequest request, FacetField field, const std::string& value) {
  request.cursor.clear();
  switch (field) {
    case FacetField::source:
      if (!can_filter_by(value)) return {};
      request.source = value;
      break;
    case FacetField::language:
      if (!can_filter_by(value)) return {};
      request.language = value;
      break;
    case FacetField::year:
      request.since = value;
      request.until = value;
      break;
  }
  return results_url(request);
}

void write_value(HtmlWriter& html, const PageRequest& request, FacetField field,
                 const FacetValue& value) {
  const std::string url = narrowed_url(request, field, value.value);
  const std::string words = value_in_words(field, value.value);
  html.open("li");
  if (url.empty())
    html.element("span", {{"class", "value"}}, words);
  else
    html.element("a", {{"class", "value"}, {"href", url}}, words);
  html.element("span", {{"class", "count"}}, with_thousands(value.count));
  html.close();
}

void write_values(HtmlWriter& html, const PageRequest& request, FacetField field,
                  std::span<const FacetValue> values) {
  html.open("ul");
  for (const FacetValue& value : values) write_value(html, request, field, value);
  html.close();
}

/// Years in their order, others by frequency; values that say nothing are left out.
std::vector<FacetValue> shown_values(const Facet& facet) {
  std::vector<FacetValue> values = facet.values;
  std::erase_if(values, [](const FacetValue& value) { return value.value.empty(); });
  if (facet.field == FacetField::year)
    std::sort(values.begin(), values.end(),
              [](const FacetValue& a, const FacetValue& b) { return a.value > b.value; });
  return values;
}

void write_facet(HtmlWriter& html, const PageRequest& request, const Facet& facet) {
  const std::vector<FacetValue> values = shown_values(facet);
  if (values.size() < 2 || is_narrowed(request, facet.field)) return;
  const std::span<const FacetValue> all = values;
  const std::size_t first = std::min(first_values, all.size());
  html.open("section").element("h2", {}, heading(facet.field));
  write_values(html, request, facet.field, all.first(first));
  if (first < all.size()) {
    html.open("details").element("summary", {}, std::to_string(all.size() - first) + " more");
    write_values(html, request, facet.field, all.subspan(first));
    html.close();
  }
  html.close();
}

}  // namespace

void write_facets(HtmlWriter& html, const PageRequest& request, const ResultPage& page) {
  html.open("aside", {{"class", "facets"}, {"id", "facets"}, {"aria-label", "Narrow the search"}});
  for (const Facet& facet : page.facets) write_facet(html, request, facet);
  html.close();
}

}  // namespace dateline
