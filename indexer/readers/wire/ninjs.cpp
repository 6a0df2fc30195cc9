// ninjs 1 to 3 -> documents.
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

/// Version 3 has lists of objects with a `value`, one for each role.
std::string first_value_in(object item, std::string_view list) {
  for (const element value : json::items_in(item, list)) {
    object inside;
    if (value.get(inside) != simdjson::SUCCESS) continue;
    if (std::string text = json::text_in(inside, "value"); !trim(text).empty()) return text;
  }
  return {};
}

std::string html_in(object item, std::initializer_list<std::string_view> names) {
  const std::string html = json::first_text_in(item, names);
  return trim(html).empty() ? std::string() : html::field_text(html, true);
}

std::string text_of_item(object item) {
  std::string text = html_in(item, {"body_html", "body_xhtml", "body_html5", "body_nitf"});
  if (text.empty()) text = json::first_text_in(item, {"body_text"});
  if (text.empty()) text = html::field_text(first_value_in(item, "bodies"), true);
  if (text.empty()) text = json::first_text_in(item, {"description_text", "description_caption"});
  if (text.empty()) text = html_in(item, {"description_html", "description_xhtml"});
  if (text.empty()) text = html::field_text(first_value_in(item, "descriptions"), true);
  return text;
}

std::string title_of_item(object item) {
  std::string title = json::first_text_in(item, {"headline", "title"});
  if (title.empty()) title = first_value_in(item, "headlines");
  if (title.empty()) title = json::first_text_in(item, {"name", "slugline"});
  return to_single_line(html::field_text(title, false));
}

void add_authors(object item, Document& document) {
  feed::add_value(document.authors, to_single_line(json::text_in(item, "byline")));
  if (document.authors.empty())
    feed::add_value(document.authors, to_single_line(first_value_in(item, "bylines")));
  if (document.authors.empty()) document.authors = json::names_in(item, "authors");
}

std::string source_of_item(object item) {
  std::string source = json::first_text_in(item, {"source", "provider"});
  for (const std::string_view list : {"infosource", "infosources", "provider"}) {
    if (!source.empty()) break;
    const auto names = json::names_in(item, list);
    if (!names.empty()) source = names.front();
  }
  return source.empty() ? json::text_in(item, "copyrightholder") : source;
}

void set_date(object item, Document& document) {
  for (const std::string_view name :
       {"firstpublished", "firstPublished", "published", "versioncreated", "versionCreated",
        "contentCreated", "firstcreated", "firstCreated"})
    if (state_date(document, json::text_in(item, name))) return;
}

std::string extra_of_item(object item, const Document& document) {
  ExtraFields extra;
  for (const std::string_view name : {"type", "located", "slugline", "pubstatus", "profile"})
    extra.add(name, to_single_line(json::text_in(item, name)));
  extra.add("embargoed", iso_date(json::first_text_in(item, {"embargoed", "embargoedReason"})));
  const std::string version =
      iso_date(json::first_text_in(item, {"versioncreated", "versionCreated"}));
  if (version != to_string(document.date)) extra.add("modified", version);
  return extra.to_json();
}

}  // namespace

bool make_ninjs_document(object item, std::vector<Document>& documents) {
  Document document;
  document.key = to_single_line(json::first_text_in(item, {"guid", "uri"}));
  document.language = json::text_in(item, "language");
  document.title = title_of_item(item);
  document.text = text_of_item(item);
  const bool is_item = !document.key.empty() || !document.title.empty();
  if (!is_item) return false;
  document.source = to_single_line(source_of_item(item));
  if (is_web_url(document.key)) document.url = document.key;
  add_authors(item, document);
  for (const std::string_view list : {"keywords", "subject", "subjects"})
    for (std::string& name : json::names_in(item, list))
      feed::add_value(document.tags, std::move(name));
  set_date(item, document);
  document.extra_json = extra_of_item(item, document);
  if (document.title.empty() && trim(document.text).empty()) document.title = document.key;
  ensure_title(document);
  documents.push_back(std::move(document));
  return true;
}

}  // namespace dateline
