#include "searcher/web/page_request.hpp"

#include <array>
#include <limits>

#include "searcher/present/document_href.hpp"
#include "searcher/query/date_filter.hpp"
#include "searcher/web/query_string.hpp"

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
  return first == "AND" || first == "OR";
}

bool can_filter_by_language(std::string_view tag) {
  return tag.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

tl::unexpected<PageFault> date_fault(PageField field, const std::string& text) {
  return tl::unexpected(
      PageFault{field,
                {ErrorCode::usage,
                 "\"" + text + "\" is no date",
                 "dates are 2024-05-14, 2024-05, 2024, yesterday, or 7d for the last 7 days",
                 {}}});
}

PageResult<DayRange> parse_end(PageField field, const std::string& text, Day today) {
  if (text.find("..") != std::string::npos) return date_fault(field, text);
  if (const auto days = parse_date_filter(text, 0, today); days && *days) return **days;
  if (const auto date = parse_date(text)) return days_of(*date);
  return date_fault(field, text);
}

}  // namespace

bool PageRequest::asks() const noexcept {
  return !text.empty() || !source.empty() || !language.empty() || !since.empty() || !until.empty();
}

PageRequest parse_page_request(std::string_view query_string) {
  PageRequest request;
  for (const auto& [name, value] : parse_query_string(query_string)) {
    if (std::string* field = text_field(request, name))
      *field = field == &request.key ? value : trimmed(value);
    else if (name == "sort")
      request.sort = parse_sort(value);
    else if (name == "explain")
      request.explain = value == "1";
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

bool can_filter_by(std::string_view source) noexcept {
  constexpr std::array<std::string_view, 5> quotes{"\"", "“", "”", "„", "«"};
  for (const std::string_view quote : quotes)
    if (source.find(quote) != std::string_view::npos) return false;
  return source.find("»") == std::string_view::npos;
}

FilteredText filtered_text(const PageRequest& request) {
  FilteredText filtered;
  std::string& text = filtered.text;
  if (begins_with_operator(request.text)) return {request.text, 0};
  if (!request.source.empty() && can_filter_by(request.source))
    text += "source:\"" + request.source + "\" ";
  if (!request.language.empty() && can_filter_by_language(request.language))
    text += "lang:" + request.language + " ";
  // Days alone are no query; none of those that they leave is undated.
  if (text.empty() && request.text.empty() && request.asks()) text = "-date:none ";
  filtered.filters = text.size();
  text += request.text;
  return filtered;
}

PageResult<std::optional<DayRange>> published_days(const PageRequest& request, Day today) {
  if (request.since.empty() && request.until.empty()) return std::nullopt;
  DayRange days{std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
  if (!request.since.empty()) {
    const auto since = parse_end(PageField::since, request.since, today);
    if (!since) return tl::unexpected(since.error());
    days.first = since->first;
  }
  if (!request.until.empty()) {
    const auto until = parse_end(PageField::until, request.until, today);
    if (!until) return tl::unexpected(until.error());
    days.last = until->last;
  }
  if (days.first <= days.last) return days;
  return tl::unexpected(PageFault{
      PageField::until,
      {ErrorCode::usage, request.until + " is before " + request.since, "swap the two dates", {}}});
}

PageResult<Query> to_query(const PageRequest& request, Day today) {
  auto published = published_days(request, today);
  if (!published) return tl::unexpected(std::move(published.error()));
  Query query;
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
  if (error.offset) *error.offset = *error.offset > filters ? *error.offset - filters : 0;
  return {PageField::query, std::move(error)};
}

}  // namespace dateline
