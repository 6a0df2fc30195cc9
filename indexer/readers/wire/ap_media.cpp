// Items of AP's Media API -> documents. Stories are in files that the items only name.
#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"
#include "indexer/readers/wire/json_wires.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string text_of_item(object item) {
  std::string text = json::first_text_in(
      item, {"body_nitf", "body_text", "description_caption", "description_summary",
             "headline_extended", "description_creditline"});
  return trim(text).empty() ? std::string() : html::field_text(text, false);
}

void add_authors(object item, Document& document) {
  for (const element value : json::items_in(item, "bylines")) {
    object byline;
    if (value.get(byline) == simdjson::SUCCESS)
      feed::add_value(document.authors,
                      to_single_line(json::first_text_in(byline, {"by", "name", "byline"})));
  }
}

std::string dateline_of(object item) {
  const auto location = json::object_in(item, "datelinelocation");
  return location ? json::text_in(*location, "city") : std::string();
}

void set_date(object item, Document& document) {
  for (const std::string_view name : {"firstpublished", "versioncreated", "firstcreated"})
    if (state_date(document, json::text_in(item, name))) return;
}

std::string extra_of_item(object item) {
  ExtraFields extra;
  extra.add("dateline", dateline_of(item));
  for (const std::string_view name : {"type", "slugline", "pubstatus", "located"})
    extra.add(name, to_single_line(json::text_in(item, name)));
  extra.add("created", iso_date(json::text_in(item, "firstcreated")));
  return extra.to_json();
}

Document document_of(object item) {
  Document document;
  document.key = to_single_line(json::text_in(item, "uri"));
  document.language = json::text_in(item, "language");
  document.title = to_single_line(
      html::field_text(json::first_text_in(item, {"headline", "title", "slugline"}), false));
  document.text = text_of_item(item);
  document.source = to_single_line(json::text_in(item, "provider"));
  if (is_web_url(document.key)) document.url = document.key;
  add_authors(item, document);
  for (std::string& name : json::names_in(item, "subject"))
    feed::add_value(document.tags, std::move(name));
  set_date(item, document);
  document.extra_json = extra_of_item(item);
  if (document.title.empty() && trim(document.text).empty()) document.title = document.key;
  ensure_title(document);
  return document;
}

bool add_item(object place, std::vector<Document>& documents) {
  const auto item = json::object_in(place, "item");
  if (item) documents.push_back(document_of(*item));
  return item.has_value();
}

}  // namespace

bool make_ap_documents(object answer, std::vector<Document>& documents) {
  const object data = json::object_in(answer, "data").value_or(answer);
  bool any = add_item(data, documents);
  for (const element value : json::items_in(data, "items")) {
    object place;
    if (value.get(place) == simdjson::SUCCESS) any = add_item(place, documents) || any;
  }
  return any || json::text_in(answer, "api_version") != "";
}

}  // namespace dateline
