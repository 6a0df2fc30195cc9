// The table itself: a row per parameter. tests/unit/search_parameters_test.cpp holds openapi.json,
// the manual and the members of SearchRequest against it.
#include "dateline/search_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "searcher/request/choices.hpp"
#include "searcher/request/parameter_values.hpp"

namespace dateline {
namespace {

constexpr auto cli = ParameterPlace::cli;
constexpr auto http = ParameterPlace::http;
constexpr auto page = ParameterPlace::page;
constexpr auto c = ParameterPlace::c;

constexpr std::size_t greatest_document_number = std::numeric_limits<std::uint32_t>::max();

/// What to search for.
std::vector<SearchParameter> query_rows() {
  return {
      {.name = "q",
       .places = {http, page, c},
       .value_name = "QUERY",
       .help = "What to look for: see dateline-query(7)",
       .details = "The query, as dateline-query(7) describes it. May be left out where another "
                  "parameter says what is wanted: source, lang, since, until, after_document or "
                  "related.",
       .read = read_text<&SearchRequest::text>,
       .print = print_text<&SearchRequest::text>},
      {.name = "plain",
       .kind = ParameterKind::flag,
       .places = {cli, http, page, c},
       .usual = "false",
       .help = "Read QUERY as plain text: nothing is an operator",
       .details = "Read the query as plain text: nothing in it is an operator, and a document "
                  "matches if it holds one of the words.",
       .read = read_plain,
       .print = print_plain},
      {.name = "source",
       .places = {cli, http, page, c},
       .repeats = true,
       .value_name = "NAME",
       .help = "Published by this source; several: by one of them",
       .details = "Only documents of this source, as a facet names it. Given several times: of one "
                  "of the sources.",
       .read = read_filter,
       .print = print_filter},
      {.name = "lang",
       .places = {cli, http, page, c},
       .repeats = true,
       .value_name = "TAG",
       .help = "With this language tag; several: with one of them",
       .details =
           "Only documents with this language tag, as a facet names it. Given several times: "
           "with one of the tags.",
       .read = read_filter,
       .print = print_filter},
      {.name = "since",
       .places = {cli, http, page, c},
       .value_name = "DATE",
       .help = "Published on this day or later",
       .details = "Published on this day or later: 2024-05-14, 2024-05, 2024, today, yesterday, 7d "
                  "(the last seven days), none (no limit).",
       .read = read_since,
       .print = print_since},
      {.name = "until",
       .places = {cli, http, page, c},
       .value_name = "DATE",
       .help = "Published on this day or earlier",
       .details = "Published on this day or earlier: as since, but 7d is seven days ago.",
       .read = read_until,
       .print = print_until},
      {.name = "after_document",
       .kind = ParameterKind::number,
       .places = {cli, http, page, c},
       .most = greatest_document_number,
       .usual = "0",
       .value_name = "N",
       .help = "Added after the document of this number: last_document of an earlier page",
       .details =
           "Only documents that were added or replaced after the one of this number: what is "
           "new since a page whose last_document it was.",
       .read = read_number<&SearchRequest::after_document>,
       .print = print_number<&SearchRequest::after_document>},
  };
}

/// How hits are ordered, and which are added.
std::vector<SearchParameter> ranking_rows() {
  return {
      {.name = "sort",
       .kind = ParameterKind::choice,
       .places = {cli, http, page, c},
       .choices = names_in(sort_choices),
       .usual = "relevance",
       .value_name = "ORDER",
       .help = names_of(sort_choices),
       .details = "The order of the hits; newest and oldest are by date of publication.",
       .read = read_sort,
       .print = print_sort},
      {.name = "feedback",
       .kind = ParameterKind::flag,
       .places = {cli, http, page, c},
       .usual = "false",
       .help = "Search for key terms of the first hits too: finds more",
       .details = "Search for the key terms of the first hits too: finds more, and takes "
                  "several times as long.",
       .read = read_flag<&SearchRequest::feedback>,
       .print = print_flag<&SearchRequest::feedback>},
      {.name = "recency",
       .places = {cli, http, page, c},
       .value_name = "HOW",
       .help = "Prefer newer documents, as in half-life=30d,weight=0.3",
       .details =
           "Prefer newer documents, as in half-life=30d,weight=0.3: one of today scores 30 % "
           "more, one that is 30 days old 15 % more, and so on.",
       .read = read_recency,
       .print = print_recency},
      {.name = "related",
       .places = {cli, http, page, c},
       .value_name = "KEY",
       .help = "Search for documents on the subject of the one with this key",
       .details = "Search for documents on the subject of the one with this key; not with an "
                  "order by date.",
       .read = read_related,
       .print = print_related},
      {.name = "when",
       .kind = ParameterKind::choice,
       .places = {cli, http, page, c},
       .choices = names_in(when_choices),
       .usual = "any",
       .value_name = "RULE",
       .help = "With --related: " + names_of(when_choices),
       .details = "With related: published before that document or on the same day, after it or on "
                  "the same day, or at any time.",
       .read = read_when,
       .print = print_when},
  };
}

/// Which of the hits are wanted, and how many there are.
std::vector<SearchParameter> page_rows() {
  return {
      {.name = "limit",
       .kind = ParameterKind::number,
       .places = {cli, http, c},
       .decides_hits = false,
       .most = max_rank,
       .usual = "10",
       .value_name = "N",
       .help = "Most hits (default 10)",
       .details = "Most hits. limit and offset together are at most 10,000.",
       .read = read_number<&SearchRequest::limit>,
       .print = print_number<&SearchRequest::limit>},
      {.name = "offset",
       .kind = ParameterKind::number,
       .places = {cli, http, c},
       .decides_hits = false,
       .most = max_rank,
       .usual = "0",
       .value_name = "N",
       .help = "Hits to skip; with --limit up to 10,000",
       .details = "Hits to skip.",
       .read = read_number<&SearchRequest::offset>,
       .print = print_number<&SearchRequest::offset>},
      {.name = "timeline",
       .kind = ParameterKind::choice,
       .places = {cli, http, c},
       .decides_hits = false,
       .choices = {"day", "week", "month", "year", "decade", "century", "auto"},
       .value_name = "UNIT",
       .help = "Count hits by " + names_of(timeline_choices) +
               ", or in the unit that gives at most 400 bars (auto)",
       .details =
           "Count all hits by date of publication. auto is the finest unit that gives at most "
           "400 counts; a unit that would give more than 5,000 is an error.",
       .read = read_timeline,
       .print = print_timeline},
      {.name = "count",
       .kind = ParameterKind::choice,
       .places = {cli, http, c},
       .decides_hits = false,
       .choices = names_in(count_choices),
       .usual = "auto",
       .value_name = "HOW",
       .help = "How well hits are counted: " + names_of(count_choices),
       .details =
           "exact: count all hits, which may take longer than finding the page. auto: exact "
           "where that costs next to nothing, otherwise an estimate; always exact with limit=0, a "
           "timeline or facets.",
       .read = read_count,
       .print = print_count},
      {.name = "facet",
       .kind = ParameterKind::choice,
       .places = {cli, http, c},
       .decides_hits = false,
       .repeats = true,
       .choices = names_in(facet_choices),
       .value_name = "FIELD",
       .help = "Count hits by " + names_of(facet_choices),
       .details = "Count all hits by these fields.",
       .read = read_facets,
       .print = print_facets},
  };
}

/// How hits and counts are shown.
std::vector<SearchParameter> presentation_rows() {
  return {
      {.name = "facet_values",
       .kind = ParameterKind::number,
       .places = {cli, http, page, c},
       .decides_hits = false,
       .most = max_facet_values,
       .usual = "20",
       .value_name = "N",
       .help = "Most frequent values of each facet (default 20)",
       .details = "The most frequent values of each facet.",
       .read = read_number<&SearchRequest::facet_values>,
       .print = print_number<&SearchRequest::facet_values>},
      {.name = "snippet_bytes",
       .kind = ParameterKind::number,
       .places = {cli, http, page, c},
       .decides_hits = false,
       .most = max_snippet_bytes,
       .usual = "320",
       .value_name = "N",
       .help = "Most bytes of a snippet (default 320); 0 for none",
       .details = "Most bytes of a snippet's text; 0: no snippets.",
       .read = read_number<&SearchRequest::snippet_bytes>,
       .print = print_number<&SearchRequest::snippet_bytes>},
      {.name = "explain",
       .kind = ParameterKind::flag,
       .places = {cli, http, page, c},
       .decides_hits = false,
       .usual = "false",
       .help = "Show how the query was read, and how hits were scored",
       .details = "How the query was read, and what each term gave to each score.",
       .read = read_flag<&SearchRequest::explain>,
       .print = print_flag<&SearchRequest::explain>},
      {.name = "cursor",
       .places = {cli, http, page, c},
       .decides_hits = false,
       .value_name = "CURSOR",
       .help = "Go on after the page whose JSON has this next_cursor",
       .details =
           "next_cursor or previous_cursor of a page: goes on in the same generation, without "
           "offset and with the same values of all parameters that decide which hits there "
           "are and in which order.",
       .read = read_text<&SearchRequest::cursor>,
       .print = print_text<&SearchRequest::cursor>},
  };
}

std::vector<SearchParameter> all_rows() {
  std::vector<SearchParameter> rows;
  for (auto& group : {query_rows(), ranking_rows(), page_rows(), presentation_rows()})
    rows.insert(rows.end(), group.begin(), group.end());
  return rows;
}

std::string choices_schema(const SearchParameter& parameter) {
  return fmt::format("{{\"enum\": [\"{}\"]", fmt::join(parameter.choices, "\", \""));
}

}  // namespace

bool SearchParameter::applies_to(ParameterPlace place) const noexcept {
  return std::find(places.begin(), places.end(), place) != places.end();
}

std::span<const SearchParameter> search_parameters() {
  static const std::vector<SearchParameter> rows = all_rows();
  return rows;
}

const SearchParameter* find_search_parameter(std::string_view name, ParameterPlace place) {
  for (const SearchParameter& parameter : search_parameters())
    if (parameter.name == name && parameter.applies_to(place)) return &parameter;
  return nullptr;
}

std::string parameter_label(const SearchParameter& parameter, ParameterPlace place) {
  std::string label(parameter.name);
  if (place == ParameterPlace::page && label == "since") return "From";
  if (place == ParameterPlace::page && label == "until") return "To";
  if (place != ParameterPlace::cli) return label;
  std::replace(label.begin(), label.end(), '_', '-');
  return "--" + label;
}

std::size_t parameter_most(const SearchParameter& parameter, ParameterPlace place) {
  const bool answers = place == ParameterPlace::http && parameter.name == "limit";
  return answers ? max_hits_per_answer : parameter.most;
}

std::string parameter_schema(const SearchParameter& parameter) {
  const std::string usual =
      parameter.usual.empty() ? "" : fmt::format(", \"default\": \"{}\"", parameter.usual);
  switch (parameter.kind) {
    case ParameterKind::text:
      if (parameter.repeats) return R"({"type": "array", "items": {"type": "string"}})";
      return R"({"type": "string"})";
    case ParameterKind::number:
      return fmt::format(R"({{"type": "integer", "minimum": 0, "maximum": {}, "default": {}}})",
                         parameter_most(parameter, ParameterPlace::http), parameter.usual);
    case ParameterKind::flag:
      return fmt::format(R"({{"enum": ["true", "false", "1", "0"]{}}})", usual);
    case ParameterKind::choice:
      if (parameter.repeats)
        return fmt::format(R"({{"type": "array", "items": {}}}}})", choices_schema(parameter));
      return choices_schema(parameter) + usual + "}";
  }
  return {};
}

Status set_parameter(const SearchParameter& parameter, ParameterPlace place, std::string_view value,
                     SearchRequest& request) {
  return parameter.read({parameter, place, value}, request);
}

}  // namespace dateline
