#include "server/route/search_parameters.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "dateline/search_parameters.hpp"

namespace dateline::serve {
namespace {

using Done = tl::expected<void, Problem>;

tl::unexpected<Problem> bad_parameter(std::string name, std::string detail, std::string hint) {
  return tl::unexpected(
      Problem{400, "bad_parameter", std::move(detail), std::move(hint), std::move(name)});
}

tl::unexpected<Problem> bad_parameter(std::string name, Error&& error) {
  return bad_parameter(std::move(name), std::move(error.message), std::move(error.hint));
}

/// The hint lists what there is.
tl::unexpected<Problem> unknown_parameter(const std::string& name, const std::string& known) {
  return bad_parameter(name, fmt::format("unknown parameter {}", name),
                       fmt::format("parameters are {}", known));
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

std::string names_of_search() {
  std::vector<std::string_view> names;
  for (const SearchParameter& parameter : search_parameters())
    if (parameter.applies_to(ParameterPlace::http)) names.push_back(parameter.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

bool may_repeat(std::string_view name) {
  const SearchParameter* const parameter = find_search_parameter(name, ParameterPlace::http);
  return parameter != nullptr && parameter->repeats;
}

Done check_repeats(const Parameters& parameters) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : parameters)
    if (!seen.insert(name).second && !may_repeat(name))
      return bad_parameter(name, fmt::format("{} is given more than once", name), {});
  return {};
}

Done set(const std::string& name, const std::string& value, SearchRequest& request) {
  const SearchParameter* const parameter = find_search_parameter(name, ParameterPlace::http);
  if (parameter == nullptr) return unknown_parameter(name, names_of_search());
  auto done = set_parameter(*parameter, ParameterPlace::http, value, request);
  if (!done) return bad_parameter(name, std::move(done.error()));
  return {};
}

}  // namespace

ParameterResult<SearchRequest> parse_search_parameters(std::string_view query_string) {
  auto parameters = decode(query_string);
  if (!parameters) return tl::unexpected(std::move(parameters.error()));
  if (auto done = check_repeats(*parameters); !done) return tl::unexpected(std::move(done.error()));
  SearchRequest request;
  for (const auto& [name, value] : *parameters)
    if (auto done = set(name, value, request); !done)
      return tl::unexpected(std::move(done.error()));
  if (auto fault = check_request(request, ParameterPlace::http))
    return bad_parameter(std::string(fault->parameter), std::move(fault->error));
  if (!asks_for_documents(request))
    return bad_parameter("q", "no query given", "as in ?q=Odesa+agreement");
  return request;
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
