#include "server/route/search_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "searcher/query/choices.hpp"
#include "searcher/query/published_range.hpp"

namespace dateline::serve {
namespace {

using Done = tl::expected<void, Problem>;
constexpr const char* search_names =
    "q, limit, offset, cursor, sort, since, until, timeline, count, facet and explain";

tl::unexpected<Problem> bad_parameter(std::string name, std::string detail, std::string hint) {
  return tl::unexpected(
      Problem{400, "bad_parameter", std::move(detail), std::move(hint), std::move(name)});
}

tl::unexpected<Problem> bad_parameter(std::string name, Error&& error) {
  return bad_parameter(std::move(name), std::move(error.message), std::move(error.hint));
}

/// The hint lists what there is.
tl::unexpected<Problem> unknown_parameter(const std::string& name, const char* known) {
  return bad_parameter(name, fmt::format("unknown parameter {}", name),
                       fmt::format("parameters are {}", known));
}

/// Keeps the value of a choice, or says that there is no such value.
template <typename T, typename Table>
Done keep_choice(const std::string& name, std::string_view value, const Table& table, T& into) {
  auto chosen = choose(name.c_str(), value, table);
  if (!chosen) return bad_parameter(name, std::move(chosen.error()));
  into = *chosen;
  return {};
}

Done keep_number(const std::string& name, const std::string& value, std::size_t most,
                 std::size_t& into) {
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, into);
  if (!value.empty() && error == std::errc() && stop == end && into <= most) return {};
  return bad_parameter(name, fmt::format("{} {}: not a number from 0 to {}", name, value, most),
                       "use offset or cursor for further hits");
}

/// What an answer has at most, so that it does not grow with the span of the dates.
constexpr std::size_t most_timeline_buckets = 5'000;

Done keep_timeline(const std::string& value, SearchRequest& query) {
  query.timeline_buckets = most_timeline_buckets;
  if (auto done = choose_timeline("timeline", value, query); !done)
    return bad_parameter("timeline", std::move(done.error()));
  return {};
}

/// `facet=source,year` as well as `facet=source&facet=year`.
Done keep_facets(const std::string& names, std::vector<FacetField>& into) {
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    FacetField field{};
    if (auto done = keep_choice("facet", names.substr(at, end - at), facet_choices, field); !done)
      return done;
    if (std::find(into.begin(), into.end(), field) == into.end()) into.push_back(field);
    at = end + 1;
  }
  return {};
}

Done keep_flag(const std::string& name, const std::string& value, bool& into) {
  into = value == "true" || value == "1";
  if (into || value == "false" || value == "0") return {};
  return bad_parameter(name, fmt::format("{} {}: no such value", name, value),
                       fmt::format("{} is true or false", name));
}

/// What is given in two parameters and makes sense only together.
struct Ends {
  std::string since;
  std::string until;
};

constexpr std::size_t deepest_rank = 10'000;

Done keep(const std::string& name, const std::string& value, SearchRequest& query, Ends& ends) {
  if (name == "q")
    query.text = value;
  else if (name == "cursor")
    query.cursor = value;
  else if (name == "limit")
    return keep_number(name, value, most_hits_per_answer, query.limit);
  else if (name == "offset")
    return keep_number(name, value, deepest_rank, query.offset);
  else if (name == "sort")
    return keep_choice(name, value, sort_choices, query.sort);
  else if (name == "timeline")
    return keep_timeline(value, query);
  else if (name == "count")
    return keep_choice(name, value, count_choices, query.count_exactly);
  else if (name == "facet")
    return keep_facets(value, query.facets);
  else if (name == "explain")
    return keep_flag(name, value, query.explain);
  else if (name == "since")
    ends.since = value;
  else if (name == "until")
    ends.until = value;
  else
    return unknown_parameter(name, search_names);
  return {};
}

ParameterResult<Parameters> decode(std::string_view query_string) {
  auto parameters = parse_parameters(query_string);
  if (parameters) return std::move(*parameters);
  return tl::unexpected(Problem{
      400, "bad_url", "the URL's parameters cannot be decoded",
      "a % is followed by two hexadecimal digits, text is UTF-8, and there are at most 64"});
}

/// The value of the one parameter that there is; it must be there.
ParameterResult<std::string> only_parameter(std::string_view query_string, const char* wanted,
                                            const char* example) {
  auto parameters = decode(query_string);
  if (!parameters) return tl::unexpected(std::move(parameters.error()));
  for (const auto& [name, value] : *parameters)
    if (name != wanted) return unknown_parameter(name, wanted);
  if (parameters->size() != 1)
    return bad_parameter(wanted, fmt::format("{} must be given once", wanted), example);
  return std::move(parameters->front().second);
}

Done check_repeats(const Parameters& parameters) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : parameters)
    if (!seen.insert(name).second && name != "facet")
      return bad_parameter(name, fmt::format("{} is given more than once", name), {});
  return {};
}

}  // namespace

ParameterResult<SearchRequest> parse_search_parameters(std::string_view query_string) {
  auto parameters = decode(query_string);
  if (!parameters) return tl::unexpected(std::move(parameters.error()));
  if (auto done = check_repeats(*parameters); !done) return tl::unexpected(std::move(done.error()));
  SearchRequest query;
  Ends ends;
  for (const auto& [name, value] : *parameters)
    if (auto done = keep(name, value, query, ends); !done)
      return tl::unexpected(std::move(done.error()));
  auto published = parse_published_range(ends.since, ends.until, today_utc(), {"since", "until"});
  if (!published)
    return bad_parameter(published.error().end == RangeFault::End::since ? "since" : "until",
                         std::move(published.error().error));
  query.published = *published;
  if (query.text.empty()) return bad_parameter("q", "no query given", "as in ?q=Odesa+agreement");
  return query;
}

ParameterResult<std::string> parse_suggest_parameters(std::string_view query_string) {
  return only_parameter(query_string, "q", "as in ?q=odesa+agr");
}

ParameterResult<std::string> parse_key_parameter(std::string_view query_string) {
  return only_parameter(query_string, "key", "as in ?key=news%2Fodesa");
}

ParameterResult<void> check_no_parameters(std::string_view query_string) {
  const auto parameters = decode(query_string);
  if (!parameters) return tl::unexpected(parameters.error());
  if (parameters->empty()) return {};
  return unknown_parameter(parameters->front().first, "none here");
}

}  // namespace dateline::serve
