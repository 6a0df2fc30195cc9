#include "indexer/readers/wire/agency_xml.hpp"

#include <array>
#include <initializer_list>

#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"
#include "indexer/readers/wire/wire_reader.hpp"
#include "indexer/readers/xml/story_text.hpp"

namespace dateline {
namespace {

using xml::Element;
using Names = std::initializer_list<std::string_view>;

/// Names in lower case without `-`, `_` and `.`. The first that has a value is taken.
constexpr std::array<std::string_view, 12> record_names{
    "rbnews",       "article", "story",    "newsitem", "newsarticle",  "document",
    "pressrelease", "news",    "dispatch", "dokument", "newsdocument", "artikel"};
constexpr std::array<std::string_view, 10> title_names{"headline",  "hedline", "hl1",    "title",
                                                       "titel",     "titre",   "titulo", "heading",
                                                       "strapline", "subject"};
constexpr std::array<std::string_view, 15> text_names{
    "content",     "body",      "bodytext",    "text",    "fulltext",
    "articletext", "storytext", "maintext",    "contenu", "brodtext",
    "texte",       "texto",     "articlebody", "lead",    "abstract"};
constexpr std::array<std::string_view, 16> date_names{
    "publishdate", "published", "publicationdate", "pubdate",     "publishedat", "dateissue",
    "datetime",    "date",      "issuedate",       "dateandtime", "createddate", "created",
    "datum",       "timestamp", "datecreated",     "sentdate"};
constexpr std::array<std::string_view, 9> key_names{
    "newsid", "guid", "articleid", "storyid", "docid", "docno", "id", "uid", "identifier"};
constexpr std::array<std::string_view, 6> author_names{"byline", "author",  "authors",
                                                       "writer", "creator", "autor"};
constexpr std::array<std::string_view, 7> source_names{
    "source", "origin", "publisher", "agency", "provider", "publication", "newspaper"};
constexpr std::array<std::string_view, 4> url_names{"url", "link", "permalink", "weburl"};
constexpr std::array<std::string_view, 4> tag_names{"section", "category", "keyword", "keywords"};

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (c != '-' && c != '_' && c != '.') plain.push_back(ascii_lower(c));
  return plain;
}

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  const std::string plain = plain_name(name);
  for (const std::string_view known : names)
    if (plain == known) return true;
  return false;
}

/// The first element of one of the names that has text, best name first, at any depth.
template <std::size_t Size>
Element find_named(const Element& record, const std::array<std::string_view, Size>& names) {
  for (const std::string_view name : names)
    for (Element at = record.first(); at; at = at.following(record))
      if (plain_name(at.name()) == name && !trim(at.text()).empty()) return at;
  return {};
}

template <std::size_t Size>
std::string line_named(const Element& record, const std::array<std::string_view, Size>& names) {
  const Element found = find_named(record, names);
  if (found) return to_single_line(html::field_text(found.text(), false));
  for (const std::string_view name : names)
    if (const auto value = trim(record.attribute(name)); !value.empty())
      return to_single_line(value);
  return {};
}

void set_date(const Element& record, Document& document) {
  for (const std::string_view name : date_names) {
    for (Element at = record.first(); at; at = at.following(record)) {
      if (plain_name(at.name()) != name) continue;
      for (const std::string& text :
           {at.line(), std::string(at.attribute("norm")), std::string(at.attribute("value"))})
        if (state_date(document, text)) return;
    }
    if (state_date(document, record.attribute(name))) return;
  }
}

/// Whether an element of one of the names begins in it.
template <std::size_t Size>
bool shows_element(std::string_view head, const std::array<std::string_view, Size>& names) {
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    std::string_view name = head.substr(at + 1, 64);
    name = name.substr(0, name.find_first_of(" \t\r\n/>"));
    if (is_one_of(names, name)) return true;
  }
  return false;
}

}  // namespace

bool is_agency_record(xml::Space, std::string_view name) noexcept {
  return is_one_of(record_names, name);
}

void make_agency_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                           std::vector<Document>& documents) {
  const Element& root = record.root;
  Document document;
  document.language = feed::language_at(root, outside.root());
  document.key = line_named(root, key_names);
  document.title = line_named(root, title_names);
  document.text = xml::story_text(find_named(root, text_names));
  document.source = line_named(root, source_names);
  document.url = line_named(root, url_names);
  if (!is_web_url(document.url)) document.url.clear();
  feed::add_value(document.authors, line_named(root, author_names));
  feed::add_value(document.tags, line_named(root, tag_names));
  set_date(root, document);
  documents.push_back(std::move(document));
}

/// XML with an article's elements, under whatever root. Every other format goes before it.
std::size_t agency_xml_shown_at(std::string_view head) {
  if (!head.starts_with("<?xml")) return std::string_view::npos;
  const auto root = xml::root_of(head);
  if (!root || equal_ignoring_case(root->name, "html")) return std::string_view::npos;
  const std::string_view inside = head.substr(root->at);
  const bool shown = shows_element(inside, record_names) && shows_element(inside, title_names) &&
                     (shows_element(inside, text_names) || shows_element(inside, date_names));
  return shown ? head.size() : std::string_view::npos;
}

}  // namespace dateline
