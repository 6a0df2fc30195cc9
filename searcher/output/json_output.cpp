#include "dateline/output.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/base/json_scan.hpp"
#include "common/base/percent_encoding.hpp"
#include "common/fields/field_table.hpp"
#include "searcher/request/choices.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// Unknown fields that are nested deeper are given as text: writing JSON takes stack for each
/// level.
constexpr int max_extra_depth = 64;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json date_json(const Date& date) {
  return date.known() ? Json(to_string(date)) : Json(nullptr);
}

Json total_json(const Total& total) {
  return {{"value", total.value}, {"relation", total.exact ? "exact" : "estimate"}};
}

Json snippet_json(const Snippet& snippet) {
  Json marks = Json::array();
  for (const Mark& mark : snippet.marks) marks.push_back({mark.offset, mark.length});
  return {{"text", snippet.text}, {"marks", std::move(marks)}};
}

Json scores_json(const std::vector<TermScore>& scores) {
  Json json = Json::array();
  for (const TermScore& score : scores)
    json.push_back({{"term", score.term}, {"score", score.score}});
  return json;
}

Json hit_json(const Hit& hit, bool explain) {
  Json json{{"rank", hit.rank},
            {"key", hit.key},
            {"date", date_json(hit.date)},
            {"title", hit.title},
            {"source", hit.source},
            {"url", hit.url},
            {"href", document_href(hit.key)},
            {"language", hit.language},
            {"score", hit.score},
            {"snippet", snippet_json(hit.snippet)}};
  if (explain) json["explain"] = scores_json(hit.explanation);
  return json;
}

Json hits_json(const ResultPage& page, bool explain) {
  Json json = Json::array();
  for (const Hit& hit : page.hits) json.push_back(hit_json(hit, explain));
  return json;
}

Json timeline_json(const ResultPage& page) {
  Json json = Json::array();
  for (const TimelineBucket& bucket : page.timeline)
    json.push_back({{"first", to_string(bucket.first)}, {"count", bucket.count}});
  return json;
}

/// What belongs to a timeline beside its buckets.
void add_timeline_facts(const ResultPage& page, Json& json) {
  json["timeline_unit"] = name_of(*page.timeline_unit, timeline_choices);
  json["undated"] = page.undated;
  json["suspicious"] = page.suspicious;
}

Json facets_json(const ResultPage& page) {
  Json json = Json::object();
  for (const Facet& facet : page.facets) {
    Json& values = json[std::string(facet_name(facet.field))] = Json::array();
    for (const FacetValue& value : facet.values)
      values.push_back({{"value", value.value}, {"count", value.count}});
  }
  return json;
}

Json clauses_json(const ResultPage& page) {
  Json json = Json::array();
  for (const ClauseCount& clause : page.clauses) {
    Json entry{{"clause", clause.clause}, {"documents", total_json(clause.documents)}};
    if (!clause.did_you_mean.empty()) entry["did_you_mean"] = clause.did_you_mean;
    json.push_back(std::move(entry));
  }
  return json;
}

Json explain_json(const ResultPage& page) {
  Json terms = Json::array();
  for (const TermInfo& term : page.terms)
    terms.push_back({{"term", term.term}, {"documents", term.documents}});
  return {{"tree", page.tree}, {"terms", std::move(terms)}};
}

/// Brackets that are open at the same time in JSON text; a little too many where strings hold
/// escaped quotes is harmless.
int nesting_depth(std::string_view json) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\') ++i;
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if (c == '}' || c == ']') --depth;
  }
  return deepest;
}

/// As it is stored, on one line: a JSON library would round numbers that it cannot hold.
std::string extra_json(const std::string& text) {
  if (text.empty()) return "{}";
  if (nesting_depth(text) > max_extra_depth || !is_json_object(text))
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string line = text;
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

std::string_view name_of(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::none:
      return "none";
    case DatePrecision::year:
      return "year";
    case DatePrecision::month:
      return "month";
    case DatePrecision::day:
      return "day";
    case DatePrecision::second:
      return "second";
  }
  return {};
}

std::string_view name_of(DateOrigin origin) {
  switch (origin) {
    case DateOrigin::none:
      return "none";
    case DateOrigin::header:
      return "header";
    case DateOrigin::metadata:
      return "metadata";
    case DateOrigin::url:
      return "url";
    case DateOrigin::text:
      return "text";
    case DateOrigin::file:
      return "file";
    case DateOrigin::given:
      return "given";
    case DateOrigin::json_ld:
      return "json_ld";
    case DateOrigin::published_time:
      return "published_time";
    case DateOrigin::itemprop:
      return "itemprop";
    case DateOrigin::meta:
      return "meta";
    case DateOrigin::time:
      return "time";
    case DateOrigin::hentry:
      return "hentry";
    case DateOrigin::state:
      return "state";
    case DateOrigin::feed:
      return "feed";
  }
  return {};
}

/// A field's value, empty where it has none, or the list of its values.
Json values_json(const FieldSpec& field, const Document& document) {
  const auto values = values_of(field, document);
  if (field.many) return std::vector<std::string>(values.begin(), values.end());
  return values.empty() ? std::string() : values.front();
}

}  // namespace

std::string_view facet_name(FacetField facet) noexcept {
  for (const auto& choice : facet_choices)
    if (choice.value == facet) return choice.name;
  return {};
}

std::string document_href(std::string_view key) {
  std::string href = "/document?key=";
  append_percent_encoded(href, key);
  return href;
}

std::string page_to_json(const ResultPage& page, bool explain) {
  Json json{{"version", json_output_version},  {"query", page.query},
            {"generation", page.generation},   {"took_us", page.took_us},
            {"total", total_json(page.total)}, {"hits", hits_json(page, explain)},
            {"timeline", timeline_json(page)}, {"facets", facets_json(page)}};
  if (page.timeline_unit) add_timeline_facts(page, json);
  if (page.hits.empty() || explain) json["clauses"] = clauses_json(page);
  if (explain) json["explain"] = explain_json(page);
  if (page.partial) json["partial"] = true;
  if (page.last_document > 0) json["last_document"] = page.last_document;
  if (!page.next_cursor.empty()) json["next_cursor"] = page.next_cursor;
  if (!page.previous_cursor.empty()) json["previous_cursor"] = page.previous_cursor;
  return dump(json);
}

std::string hits_to_ndjson(const ResultPage& page, bool explain) {
  std::string lines;
  for (const Hit& hit : page.hits) lines += dump(hit_json(hit, explain));
  return lines;
}

std::string suggestions_to_json(const Suggestions& suggestions) {
  Json queries = Json::array();
  for (const QuerySuggestion& query : suggestions.queries)
    queries.push_back({{"text", query.text}, {"documents", query.documents}});
  Json titles = Json::array();
  for (const TitleSuggestion& title : suggestions.titles)
    titles.push_back({{"key", title.key},
                      {"href", document_href(title.key)},
                      {"title", title.title},
                      {"date", date_json(title.date)}});
  return dump({{"version", json_output_version},
               {"query", suggestions.query},
               {"generation", suggestions.generation},
               {"took_us", suggestions.took_us},
               {"queries", std::move(queries)},
               {"titles", std::move(titles)}});
}

std::string document_to_json(const Document& document) {
  Json json{{"version", json_output_version},
            {"key", document.key},
            {"date", date_json(document.date)},
            {"date_precision", name_of(document.date.precision)},
            {"date_origin", name_of(document.date.origin)},
            {"date_suspicious", document.date.suspicious},
            {"title", document.title},
            {"title_derived", document.title_derived}};
  for (const FieldSpec& field : field_table) {
    if (field.kind != FieldKind::keyword || field.derived != nullptr) continue;
    json[std::string(field.name)] = values_json(field, document);
    if (field.id == FieldId::url) json["href"] = document_href(document.key);
  }
  json["encoding_repaired"] = document.encoding_repaired;
  json["text"] = document.text;
  std::string line = dump(json);
  line.resize(line.rfind('}'));
  return line.append(",\"extra\":").append(extra_json(document.extra_json)).append("}\n");
}

}  // namespace dateline
