// How the value of each parameter is read into a request, and printed from it.
#pragma once

#include <string>
#include <vector>

#include "dateline/search_parameters.hpp"

namespace dateline {

using ParameterTexts = std::vector<std::string>;

/// A member of SearchRequest that is a text, a number or a flag.
template <auto member>
Status read_text(const ParameterValue& value, SearchRequest& request) {
  request.*member = value.text;
  return {};
}
template <auto member>
ParameterTexts print_text(const SearchParameter&, const SearchRequest& request) {
  if ((request.*member).empty()) return {};
  return {request.*member};
}

/// The number of the text. Error usage where it is none, or over the parameter's limit.
Result<std::size_t> read_number(const ParameterValue& value);
template <auto member>
Status read_number(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(request.*member, read_number(value));
  return {};
}
template <auto member>
ParameterTexts print_number(const SearchParameter&, const SearchRequest& request) {
  if (request.*member == SearchRequest{}.*member) return {};
  return {std::to_string(request.*member)};
}

Result<bool> read_flag(const ParameterValue& value);
template <auto member>
Status read_flag(const ParameterValue& value, SearchRequest& request) {
  DATELINE_ASSIGN(request.*member, read_flag(value));
  return {};
}
template <auto member>
ParameterTexts print_flag(const SearchParameter&, const SearchRequest& request) {
  if (!(request.*member)) return {};
  return {"true"};
}

Status read_plain(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_plain(const SearchParameter& parameter, const SearchRequest& request);
/// Of the field that has the parameter's name.
Status read_filter(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_filter(const SearchParameter& parameter, const SearchRequest& request);
Status read_since(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_since(const SearchParameter& parameter, const SearchRequest& request);
Status read_until(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_until(const SearchParameter& parameter, const SearchRequest& request);
Status read_sort(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_sort(const SearchParameter& parameter, const SearchRequest& request);
Status read_recency(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_recency(const SearchParameter& parameter, const SearchRequest& request);
Status read_related(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_related(const SearchParameter& parameter, const SearchRequest& request);
Status read_when(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_when(const SearchParameter& parameter, const SearchRequest& request);
Status read_timeline(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_timeline(const SearchParameter& parameter, const SearchRequest& request);
Status read_count(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_count(const SearchParameter& parameter, const SearchRequest& request);
/// `source,year` as well as one name at a time.
Status read_facets(const ParameterValue& value, SearchRequest& request);
ParameterTexts print_facets(const SearchParameter& parameter, const SearchRequest& request);

}  // namespace dateline
