#include "indexer/readers/feed/entry.hpp"

#include <array>
#include <utility>

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/feed/links.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::feed {
namespace {

using xml::Element;
using xml::Space;

/// An element by its name; `own`: without a namespace, or Atom's.
struct Name {
  Space space;
  std::string_view name;
  bool own = false;
};

constexpr Name own(std::string_view name) noexcept {
  return {Space::none, name, true};
}

constexpr std::array titles{own("title"), Name{Space::dublin_core, "title"},
                            Name{Space::news_sitemap, "title"}, Name{Space::itunes, "title"}};

constexpr std::array texts{
    Name{Space::content, "encoded"},
    Name{Space::xhtml, "body"},
    Name{Space::xhtml, "div"},
    own("body"),
    own("content"),
    own("fulltext"),
    own("description"),
    own("summary"),
    own("abstract"),
    Name{Space::dublin_core, "description"},
    Name{Space::excerpt, "encoded"},
    Name{Space::dublin_core_terms, "abstract"},
    Name{Space::itunes, "summary"},
    Name{Space::media, "description"},
    Name{Space::itunes, "subtitle"},
};

/// The first publication, the best first, then changes.
constexpr std::array publications{
    Name{Space::wordpress, "post_date_gmt"},
    own("published"),
    own("issued"),
    own("pubdate"),
    Name{Space::news_sitemap, "publication_date"},
    Name{Space::dublin_core_terms, "issued"},
    Name{Space::dublin_core, "date"},
    Name{Space::dublin_core_terms, "date"},
    own("date"),
    own("updated"),
    own("modified"),
    Name{Space::dublin_core_terms, "modified"},
    own("created"),
    Name{Space::dublin_core_terms, "created"},
    own("lastbuilddate"),
    own("lastmod"),
};

constexpr std::array changes{own("updated"), own("modified"),
                             Name{Space::dublin_core_terms, "modified"}, own("lastmod")};

Element child(const Element& parent, const Name& name) noexcept {
  return name.own ? own_child(parent, name.name) : parent.child(name.space, name.name);
}

/// Vocabularies that group their elements.
Element group_of(const Element& entry) noexcept {
  if (const Element media = entry.child(Space::media, "group")) return media;
  return entry.child(Space::news_sitemap, "news");
}

template <std::size_t Size>
std::string first_text(const Element& entry, const std::array<Name, Size>& names) {
  for (const Element& place : {entry, group_of(entry)}) {
    if (!place) continue;
    for (const Name& name : names)
      if (std::string text = text_value(child(place, name)); !trim(text).empty()) return text;
  }
  return {};
}

std::string line_of(const Element& parent, const Name& name) {
  return child(parent, name).line();
}

/// Persons of Atom have a name, those of RSS are text.
void add_person(std::vector<std::string>& authors, const Element& person) {
  const Element name = own_child(person, "name");
  std::string text = name ? name.line() : std::string();
  if (text.empty() && !person.has_elements()) text = title_value(person);
  if (text.empty()) text = own_child(person, "email").line();
  add_value(authors, person_name(text));
}

std::vector<std::string> authors_in(const Element& place) {
  constexpr std::array sources{own("author"), Name{Space::dublin_core, "creator"},
                               Name{Space::dublin_core, "author"}, own("creator"),
                               Name{Space::itunes, "author"}};
  std::vector<std::string> authors;
  for (const Name& source : sources) {
    for (Element at = place.first(); at; at = at.next()) {
      const bool plain = at.space() == Space::none || at.space() == Space::atom;
      if (at.is(source.name) && (source.own ? plain : at.space() == source.space))
        add_person(authors, at);
    }
    if (!authors.empty()) return authors;
  }
  return authors;
}

std::vector<std::string> authors_of(const Element& entry, const Channel& channel) {
  auto authors = authors_in(entry);
  if (authors.empty()) authors = authors_in(own_child(entry, "source"));
  return authors.empty() ? channel.authors : authors;
}

/// `label` and `term` are Atom's.
std::string category_of(const Element& category) {
  for (const std::string_view name : {"label", "term"})
    if (const auto value = trim(category.attribute(name)); !value.empty())
      return to_single_line(value);
  return title_value(category);
}

void add_listed(std::vector<std::string>& tags, std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    add_value(tags, to_single_line(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

std::vector<std::string> tags_of(const Element& entry) {
  std::vector<std::string> tags;
  for (Element at = entry.first(); at; at = at.next()) {
    const bool plain = at.space() == Space::none || at.space() == Space::atom;
    if ((plain && at.is("category")) || at.is(Space::dublin_core, "subject"))
      add_value(tags, category_of(at));
  }
  add_listed(tags, group_of(entry).child(Space::news_sitemap, "keywords").line());
  return tags;
}

std::string language_of(const Element& entry, const Element& around, const Channel& channel) {
  const Element news = group_of(entry).child(Space::news_sitemap, "publication");
  for (std::string language :
       {line_of(entry, own("language")), line_of(entry, {Space::dublin_core, "language"}),
        news.child("language").line(), language_at(entry, around)})
    if (!language.empty()) return language;
  return channel.language;
}

/// An entry that was taken from another feed has that one's title.
std::string source_of(const Element& entry, const Channel& channel) {
  const Element source = own_child(entry, "source");
  const Element news = group_of(entry).child(Space::news_sitemap, "publication");
  for (std::string title : {title_value(own_child(source, "title")), news.child("name").line(),
                            source.space() == Space::none ? source.line() : std::string()})
    if (!title.empty()) return title;
  return channel.title;
}

void set_date(const Element& entry, Document& document) {
  for (const Element& place : {entry, group_of(entry)}) {
    if (!place) continue;
    for (const Name& name : publications)
      if (state_date(document, line_of(place, name))) return;
  }
}

std::string extra_of(const Element& entry, const Document& document) {
  ExtraFields extra;
  for (const Name& name : changes) {
    const std::string changed = iso_date(line_of(entry, name));
    if (changed.empty()) continue;
    if (changed != to_string(document.date)) extra.add("modified", changed);
    break;
  }
  extra.add("post_type", line_of(entry, {Space::wordpress, "post_type"}));
  extra.add("status", line_of(entry, {Space::wordpress, "status"}));
  return extra.to_json();
}

/// Nothing vanishes: what has no words of its own is found by its link.
void ensure_words(const Element& entry, Document& document) {
  if (!document.title.empty() || !trim(document.text).empty()) return;
  document.title = document.url.empty() ? document.key : document.url;
  if (document.title.empty() && !document.authors.empty())
    document.title = document.authors.front();
  for (const Name& name : publications)
    if (document.title.empty()) document.title = line_of(entry, name);
}

}  // namespace

Channel channel_of(const Element& around, const xml::Tree& outside) {
  const Element root = outside.root();
  const Element beside = root.child("channel");  // RSS 1.0
  const Element place = beside ? beside : around ? around : root;
  Channel channel;
  channel.title = title_value(own_child(place, "title"));
  if (channel.title.empty()) channel.title = line_of(place, {Space::dublin_core, "title"});
  const Base base{.around = {}, .feed = {}};
  channel.url = page_of(place, base);
  channel.language = line_of(place, own("language"));
  if (channel.language.empty()) channel.language = line_of(place, {Space::dublin_core, "language"});
  if (place.space() == Space::atom) channel.authors = authors_in(place);
  return channel;
}

Document document_of(const Element& entry, const Element& around, const Channel& channel) {
  const Base base{.around = around, .feed = channel.url};
  Document document;
  document.language = language_of(entry, around, channel);
  document.title = to_single_line(first_text(entry, titles));
  document.text = first_text(entry, texts);
  document.url = link_of(entry, base);
  document.key = id_of(entry);
  if (document.key.empty() || document.key.size() > max_key_bytes) document.key = document.url;
  document.source = source_of(entry, channel);
  document.authors = authors_of(entry, channel);
  document.tags = tags_of(entry);
  set_date(entry, document);
  document.extra_json = extra_of(entry, document);
  ensure_words(entry, document);
  ensure_title(document);
  return document;
}

}  // namespace dateline::feed
