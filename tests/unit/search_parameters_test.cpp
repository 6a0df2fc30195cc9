// The table of parameters: what it reads it prints, and what is described beside it is the same.
#include "dateline/search_parameters.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

using namespace dateline;
using Json = nlohmann::ordered_json;

namespace {

std::string file(const std::string& path) {
  std::ifstream input(std::string(DATELINE_SOURCE_DIR) + "/" + path);
  REQUIRE(input);
  return {std::istreambuf_iterator<char>(input), {}};
}

const SearchParameter& parameter(std::string_view name, ParameterPlace place = ParameterPlace::c) {
  const SearchParameter* const found = find_search_parameter(name, place);
  REQUIRE(found != nullptr);
  return *found;
}

Status set(SearchRequest& request, std::string_view name, std::string_view value,
           ParameterPlace place = ParameterPlace::c) {
  return set_parameter(parameter(name, place), place, value, request);
}

/// All that the table prints of a request.
std::map<std::string, std::vector<std::string>> printed(const SearchRequest& request) {
  std::map<std::string, std::vector<std::string>> values;
  for (const SearchParameter& each : search_parameters())
    if (const auto texts = each.print(each, request); !texts.empty())
      values.emplace(each.name, texts);
  return values;
}

/// A value of each parameter that is not its usual one.
const std::map<std::string, std::string> unusual{{"q", "odesa \"grain\""},
                                                 {"plain", "true"},
                                                 {"source", "US Senate: Akaka"},
                                                 {"lang", "en-gb"},
                                                 {"since", "2023-05-14"},
                                                 {"until", "2024-05-14"},
                                                 {"after_document", "42"},
                                                 {"sort", "newest"},
                                                 {"feedback", "true"},
                                                 {"recency", "half-life=7d,weight=0.25"},
                                                 {"related", "news/1"},
                                                 {"when", "before"},
                                                 {"limit", "33"},
                                                 {"offset", "5"},
                                                 {"timeline", "week"},
                                                 {"count", "exact"},
                                                 {"facet", "year"},
                                                 {"facet_values", "3"},
                                                 {"snippet_bytes", "0"},
                                                 {"explain", "true"},
                                                 {"cursor", "AQEA"}};

}  // namespace

TEST_CASE("a parameter prints what it reads, and nothing of the others") {
  for (const SearchParameter& each : search_parameters()) {
    CAPTURE(each.name);
    const std::string& value = unusual.at(std::string(each.name));
    SearchRequest request;
    REQUIRE(each.read({each, ParameterPlace::c, value}, request));
    auto values = printed(request);
    values.erase(each.name == "since" ? "until" : each.name == "until" ? "since" : "");
    if (each.name == "when") values.erase("related");
    CHECK(values ==
          std::map<std::string, std::vector<std::string>>{{std::string(each.name), {value}}});
  }
  CHECK(unusual.size() == search_parameters().size());
  CHECK(printed({}).empty());
}

TEST_CASE("each member of a request is set by a parameter, or is known not to be") {
  // A new member ends the compilation here: give it a row, or a name in this list.
  const SearchRequest usual;
  const auto& [text, syntax, limit, offset, sort, feedback, recency, related, published, filters,
               after_document, timeline, timeline_buckets, timeline_fits, facets, count_exactly,
               facet_values, explain, snippet_bytes, today, deadline, stop, cursor] = usual;
  SearchRequest request;
  for (const auto& [name, value] : unusual) REQUIRE(set(request, name, value));
  CHECK(request.text != text);
  CHECK(request.syntax != syntax);
  CHECK(request.limit != limit);
  CHECK(request.offset != offset);
  CHECK(request.sort != sort);
  CHECK(request.feedback != feedback);
  CHECK(request.recency.has_value() != recency.has_value());
  CHECK(request.related.has_value() != related.has_value());
  CHECK(request.published != published);
  CHECK(request.filters != filters);
  CHECK(request.after_document != after_document);
  CHECK(request.timeline != timeline);
  REQUIRE(set(request, "timeline", "auto"));
  CHECK(request.timeline_fits != timeline_fits);
  CHECK(request.timeline_buckets != timeline_buckets);
  CHECK(request.facets != facets);
  CHECK(request.count_exactly != count_exactly);
  CHECK(request.facet_values != facet_values);
  CHECK(request.explain != explain);
  CHECK(request.snippet_bytes != snippet_bytes);
  CHECK(request.cursor != cursor);
  // Of the caller, not of what was asked:
  CHECK(request.today == today);
  CHECK(request.deadline == deadline);
  CHECK(request.stop == stop);
}

TEST_CASE("parameters that belong together come in any order") {
  SearchRequest request;
  REQUIRE(set(request, "until", "2024"));
  REQUIRE(set(request, "when", "after"));
  REQUIRE(set(request, "since", "2023"));
  REQUIRE(set(request, "related", "a"));
  CHECK(to_string(request.published->first) == "2023-01-01");
  CHECK(to_string(request.published->last) == "2024-12-31");
  CHECK(request.related->when == RelatedWhen::after);
  CHECK_FALSE(check_request(request, ParameterPlace::c));
  REQUIRE(set(request, "related", ""));
  const auto fault = check_request(request, ParameterPlace::c);
  REQUIRE(fault);
  CHECK(fault->parameter == "when");
}

TEST_CASE("values of a filter gather, and an empty one takes them back") {
  SearchRequest request;
  REQUIRE(set(request, "source", "A"));
  REQUIRE(set(request, "source", "B"));
  REQUIRE(set(request, "source", "A"));
  CHECK(request.filters == std::vector<Filter>{{"source", {"A", "B"}}});
  CHECK(asks_for_documents(request));
  REQUIRE(set(request, "source", ""));
  CHECK(request.filters.empty());
  CHECK_FALSE(asks_for_documents(request));
  CHECK_FALSE(set(request, "source", "\xE2\x80\x8B"));
  CHECK_FALSE(set(request, "source", std::string(max_filter_bytes + 1, 'a')));
}

TEST_CASE("wrong values are errors that name the parameter as it is called there") {
  struct Case {
    const char* name;
    const char* value;
  };
  const Case cases[] = {{"limit", "x"},       {"limit", ""},      {"limit", "10001"},
                        {"limit", "-1"},      {"sort", "best"},   {"feedback", "yes"},
                        {"since", "2024-13"}, {"until", "soon"},  {"timeline", "hour"},
                        {"facet", "nobody"},  {"count", "often"}, {"facet_values", "1001"},
                        {"when", "never"},    {"plain", ""},      {"snippet_bytes", "2001"}};
  for (const Case& given : cases) {
    CAPTURE(given.name, given.value);
    for (const ParameterPlace place : {ParameterPlace::cli, ParameterPlace::c}) {
      SearchRequest request;
      const Status done = set(request, given.name, given.value, place);
      REQUIRE_FALSE(done);
      CHECK(done.error().code == ErrorCode::usage);
      CHECK_THAT(done.error().message,
                 Catch::StartsWith(parameter_label(parameter(given.name), place)));
    }
  }
  SearchRequest request;
  CHECK_FALSE(set(request, "limit", "1001", ParameterPlace::http));
  CHECK(set(request, "limit", "1001", ParameterPlace::cli));
}

TEST_CASE("openapi.json describes the parameters as the table does") {
  const Json described = Json::parse(
      file("server/route/openapi.json"))["paths"]["/api/v1/search"]["get"]["parameters"];
  Json wanted = Json::array();
  for (const SearchParameter& each : search_parameters()) {
    if (!each.applies_to(ParameterPlace::http)) continue;
    Json row{{"name", each.name}, {"in", "query"}, {"description", each.details}};
    if (each.repeats) {
      row["style"] = "form";
      row["explode"] = each.kind == ParameterKind::text;
    }
    row["schema"] = Json::parse(parameter_schema(each));
    wanted.push_back(std::move(row));
  }
  CHECK(described == wanted);
  if (described == wanted) return;
  for (const Json& row : wanted) UNSCOPED_INFO("          " << row.dump() << ",");
  FAIL_CHECK("it must be:");
}

TEST_CASE("manual and docs name every parameter") {
  const std::string manual = file("man/dateline-search.1.scd");
  const std::string http = file("docs/http.md");
  for (const SearchParameter& each : search_parameters()) {
    CAPTURE(each.name);
    if (each.applies_to(ParameterPlace::cli)) {
      std::string option = "*" + parameter_label(each, ParameterPlace::cli) + "*";
      if (!each.value_name.empty()) option += " _" + std::string(each.value_name) + "_";
      CHECK_THAT(manual, Catch::Contains(option));
    }
    if (each.applies_to(ParameterPlace::http))
      CHECK_THAT(http, Catch::Contains("| `" + std::string(each.name) + "` |"));
  }
}
