#include "server/page/page_request.hpp"

#include "common/analysis/fold_name.hpp"
#include "searcher/present/document_href.hpp"
#include "searcher/query/published_range.hpp"
#include "searcher/query/quotes.hpp"
#include "server/page/query_string.hpp"

namespace dateline {
namespace {

std::string_view sort_name(Sort sort) {
  switch (sort) {
    case Sort::relevance:
      return {};
    case Sort::newest:
      return "newest";
    case Sort::oldest:
      return "oldest";
  }
  return {};
}

Sort parse_sort(std::string_view name) {
  if (name == sort_name(Sort::newest)) return Sort::newest;
  if (name == sort_name(Sort::oldest)) return Sort::oldest;
  return Sort::relevance;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

/// Where a field of the URL is kept; null for names that are not known or no text.
std::string* text_field(PageRequest& request, std::string_view name) {
  if (name == "q") return &request.text;
  if (name == "source") return &request.source;
  if (name == "lang") return &request.language;
  if (name == "since") return &request.since;
  if (name == "until") return &request.until;
  if (name == "cursor") return &request.cursor;
  if (name == "key") return &request.key;
  return nullptr;
}

void append_state(std::string& url, const PageRequest& request) {
  append_query_value(url, "q", request.text);
  append_query_value(url, "source", request.source);
  append_query_value(url, "lang", request.language);
  append_query_value(url, "since", request.since);
  append_query_value(url, "until", request.until);
  append_query_value(url, "sort", sort_name(request.sort));
  append_query_value(url, "explain", request.explain ? "1" : "");
  append_query_value(url, "cursor", request.cursor);
}

/// AND and OR need something in front of them; a filter must not become that.
bool begins_with_operator(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of(" \t\r\n"));
  return first == "AND" || first == "OR" || first == "&&" || first == "||";
}

/// A filter of the request as the query language has it.
std::string filter_text(std::string_view field, const std::string& value) {
  return std::string(field) + ":" + in_quotes(value) + " ";
}

}  // namespace

bool PageRequest::asks() const noexcept {
  return !text.empty() || !source.empty() || !language.empty() || !since.empty() ||
         !until.empty() || !unusable.empty();
}

PageRequest parse_page_request(std::string_view query_string) {
  PageRequest request;
  const auto fields = parse_query_string(query_string);
  if (fields.size() > max_form_fields) request.unusable = "the address has too many fields";
  for (const auto& [name, value] : fields) {
    if (std::string* field = text_field(request, name)) {
      const std::string given = field == &request.key ? value : trimmed(value);
      if (!field->empty() && !given.empty() && *field != given)
        request.unusable = name + " is given more than once";
      *field = given;
    }
    if (name == "sort") request.sort = parse_sort(value);
    if (name == "explain") request.explain = value == "1";
  }
  return request;
}

std::string results_url(const PageRequest& request) {
  std::string url = "/";
  append_state(url, request);
  return url;
}

std::string document_url(const PageRequest& request, std::string_view key) {
  std::string url = document_href(key);
  append_state(url, request);
  return url;
}

bool can_filter_by(std::string_view name) {
  return !fold_name(name).empty();
}

FilteredText filtered_text(const PageRequest& request) {
  FilteredText filtered;
  std::string& text = filtered.text;
  if (begins_with_operator(request.text)) return {request.text, 0};
  if (!request.source.empty()) text += filter_text("source", request.source);
  if (!request.language.empty()) text += filter_text("lang", request.language);
  // Days alone are not a query; none of the documents that they select is undated.
  if (text.empty() && request.text.empty() && request.asks()) text = "-date:none ";
  filtered.filters = text.size();
  text += request.text;
  return filtered;
}

PageResult<std::optional<DayRange>> published_days(const PageRequest& request, Day today) {
  auto days = parse_published_range(request.since, request.until, today, {"From", "To"});
  if (days) return *days;
  const bool since = days.error().end == RangeFault::End::since;
  return tl::unexpected(
      PageFault{since ? PageField::since : PageField::until, std::move(days.error().error)});
}

PageResult<SearchRequest> to_query(const PageRequest& request, Day today) {
  if (!request.unusable.empty())
    return tl::unexpected(
        PageFault{PageField::page,
                  {ErrorCode::usage, request.unusable, "remove the surplus from the address", {}}});
  auto published = published_days(request, today);
  if (!published) return tl::unexpected(std::move(published.error()));
  SearchRequest query;
  query.text = filtered_text(request).text;
  query.limit = page_hits;
  query.sort = request.sort;
  query.published = *published;
  query.explain = request.explain;
  return query;
}

PageFault fault_of(const PageRequest& request, Error error) {
  if (error.code != ErrorCode::bad_query) return {PageField::page, std::move(error)};
  const std::size_t filters = filtered_text(request).filters;
  if (!error.offset) return {PageField::query, std::move(error)};
  if (*error.offset < filters) {  // of a filter, which the box does not show
    error.offset.reset();
    error.suggestion.clear();
    return {PageField::page, std::move(error)};
  }
  *error.offset -= filters;
  if (!error.suggestion.empty()) error.suggestion.erase(0, filters);
  return {PageField::query, std::move(error)};
}

}  // namespace dateline
