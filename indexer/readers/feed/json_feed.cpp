#include "indexer/readers/feed/json_feed.hpp"

#include <utility>

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/json/json_records.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

/// A feed is one object.
constexpr std::size_t documents_of_feed = 4;

std::vector<std::string> authors_in(object place) {
  auto authors = json::names_in(place, "authors");
  return authors.empty() ? json::names_in(place, "author") : authors;
}

/// What all items have in common.
struct JsonChannel {
  std::string title;
  std::string url;
  std::string language;
  std::vector<std::string> authors;
};

std::string text_of_item(object item) {
  const std::string html = json::text_in(item, "content_html");
  if (!trim(html).empty()) return html::field_text(html, true);
  return json::first_text_in(item, {"content_text", "summary"});
}

/// Whichever says when it was published; when it was changed is kept apart.
void set_dates(object item, Document& document) {
  const std::string published = json::text_in(item, "date_published");
  const std::string modified = json::text_in(item, "date_modified");
  if (!state_date(document, published)) state_date(document, modified);
  ExtraFields extra;
  const std::string changed = iso_date(modified);
  if (changed != to_string(document.date)) extra.add("modified", changed);
  document.extra_json = extra.to_json();
}

Document document_of(object item, const JsonChannel& channel) {
  Document document;
  document.language = json::text_in(item, "language");
  if (document.language.empty()) document.language = channel.language;
  document.title = to_single_line(html::field_text(json::text_in(item, "title"), false));
  document.text = text_of_item(item);
  document.url = resolved_url(channel.url, json::first_text_in(item, {"url", "external_url"}));
  document.key = to_single_line(json::text_in(item, "id"));
  if (document.key.empty() || document.key.size() > max_key_bytes) document.key = document.url;
  document.source = channel.title;
  document.authors = authors_in(item);
  if (document.authors.empty()) document.authors = channel.authors;
  document.tags = json::names_in(item, "tags");
  set_dates(item, document);
  if (document.title.empty() && trim(document.text).empty()) document.title = document.key;
  ensure_title(document);
  return document;
}

bool make(object feed, std::vector<Document>& documents) {
  if (json::text_in(feed, "version").find("jsonfeed.org") == std::string::npos) return false;
  const JsonChannel channel{.title = to_single_line(json::text_in(feed, "title")),
                            .url = json::first_text_in(feed, {"home_page_url", "feed_url"}),
                            .language = json::text_in(feed, "language"),
                            .authors = authors_in(feed)};
  for (const element value : json::items_in(feed, "items")) {
    object item;
    if (value.get(item) == simdjson::SUCCESS) documents.push_back(document_of(item, channel));
  }
  return true;
}

}  // namespace

Status JsonFeedReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                            DocumentSink& sink) {
  return read_json_records(source, start, name, documents_of_feed * max_document_bytes_,
                           "the object has no version of JSON Feed", make, sink);
}

std::size_t json_feed_shown_at(std::string_view head) {
  if (!head.starts_with('{')) return std::string_view::npos;
  const std::size_t version = head.find("\"version\"");
  constexpr std::size_t longest = 64;
  if (version == std::string_view::npos) return version;
  const std::string_view value = head.substr(version, longest);
  return value.find("jsonfeed.org") == std::string_view::npos ? std::string_view::npos : 0;
}

}  // namespace dateline
