#include "server/page/page_request.hpp"

#include <limits>
#include <utility>

#include "dateline/output.hpp"
#include "dateline/search_parameters.hpp"
#include "server/page/query_string.hpp"

namespace dateline {
namespace {

/// Names of orders that do not exist are ignored.
Sort parse_sort(const std::string& name) {
  SearchRequest request;
  const SearchParameter& sort = *find_search_parameter("sort", ParameterPlace::page);
  const Status known = set_parameter(sort, ParameterPlace::page, name, request);
  return known ? request.sort : Sort::relevance;
}

std::string sort_name(Sort sort) {
  SearchRequest request;
  request.sort = sort;
  const SearchParameter& parameter = *find_search_parameter("sort", ParameterPlace::page);
  const auto names = parameter.print(parameter, request);
  return names.empty() ? std::string() : names.front();
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

/// Where a field of the URL is kept; null for names that are not known or no text.
std::string PageRequest::*text_field(std::string_view name) {
  if (name == "q") return &PageRequest::text;
  if (name == "source") return &PageRequest::source;
  if (name == "lang") return &PageRequest::language;
  if (name == "since") return &PageRequest::since;
  if (name == "until") return &PageRequest::until;
  if (name == "cursor") return &PageRequest::cursor;
  if (name == "key") return &PageRequest::key;
  return nullptr;
}

/// The value of a parameter in the URL; empty where it has its usual one.
std::string value_of(const PageRequest& request, const SearchParameter& parameter) {
  if (const auto field = text_field(parameter.name)) return request.*field;
  if (parameter.name == "sort") return sort_name(request.sort);
  if (parameter.name == "explain") return request.explain ? "1" : "";
  const auto found = request.more.find(std::string(parameter.name));
  return found == request.more.end() ? std::string() : found->second;
}

void append_state(std::string& url, const PageRequest& request) {
  for (const SearchParameter& parameter : search_parameters())
    if (parameter.applies_to(ParameterPlace::page))
      append_query_value(url, parameter.name, value_of(request, parameter));
}

/// Keeps a value; one that was given before, and differs, makes the request unusable.
void keep(std::string& field, std::string given, const std::string& name, PageRequest& request) {
  if (!field.empty() && !given.empty() && field != given)
    request.unusable = name + " is given more than once";
  field = std::move(given);
}

PageField field_of(const SearchParameter& parameter) {
  if (parameter.name == "since") return PageField::since;
  if (parameter.name == "until") return PageField::until;
  return PageField::page;
}

}  // namespace

bool PageRequest::asks() const noexcept {
  const bool filtered = !source.empty() || !language.empty() || !since.empty() || !until.empty() ||
                        more.contains("after_document") || more.contains("related");
  return !text.empty() || filtered || !unusable.empty();
}

PageRequest parse_page_request(std::string_view query_string) {
  PageRequest request;
  const auto fields = parse_query_string(query_string);
  if (fields.size() > max_form_fields) request.unusable = "the address has too many fields";
  for (const auto& [name, value] : fields) {
    if (const auto field = text_field(name)) {
      keep(request.*field, name == "key" ? value : trimmed(value), name, request);
    } else if (name == "sort") {
      request.sort = parse_sort(value);
    } else if (name == "explain") {
      request.explain = value == "1";
    } else if (find_search_parameter(name, ParameterPlace::page) != nullptr) {
      keep(request.more[name], trimmed(value), name, request);
    }
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

PageResult<std::optional<DayRange>> published_days(const PageRequest& request, Day today) {
  SearchRequest days;
  days.today = today;
  for (const char* name : {"since", "until"}) {
    const SearchParameter& end = *find_search_parameter(name, ParameterPlace::page);
    auto set = set_parameter(end, ParameterPlace::page, value_of(request, end), days);
    if (!set) return tl::unexpected(PageFault{field_of(end), std::move(set.error())});
  }
  if (auto fault = check_request(days, ParameterPlace::page))
    return tl::unexpected(PageFault{PageField::until, std::move(fault->error)});
  return days.published;
}

PageResult<SearchRequest> to_query(const PageRequest& request, Day today) {
  if (!request.unusable.empty())
    return tl::unexpected(
        PageFault{PageField::page,
                  {ErrorCode::usage, request.unusable, "remove the surplus from the address", {}}});
  SearchRequest query;
  query.today = today;
  query.limit = page_hits;
  for (const SearchParameter& parameter : search_parameters()) {
    const std::string value = value_of(request, parameter);
    if (!parameter.applies_to(ParameterPlace::page) || value.empty()) continue;
    auto set = set_parameter(parameter, ParameterPlace::page, value, query);
    if (!set) return tl::unexpected(PageFault{field_of(parameter), std::move(set.error())});
  }
  if (auto fault = check_request(query, ParameterPlace::page)) {
    const SearchParameter* const faulty =
        find_search_parameter(fault->parameter, ParameterPlace::page);
    return tl::unexpected(PageFault{faulty == nullptr ? PageField::page : field_of(*faulty),
                                    std::move(fault->error)});
  }
  query.today.reset();  // the cursor knows it
  // Days without a limit ask for all that are dated.
  if (!asks_for_documents(query))
    query.published = DayRange{std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
  return query;
}

PageFault fault_of(Error error) {
  const bool of_query = error.code == ErrorCode::bad_query;
  return {of_query ? PageField::query : PageField::page, std::move(error)};
}

}  // namespace dateline
