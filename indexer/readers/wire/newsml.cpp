#include "indexer/readers/wire/newsml.hpp"

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/nitf.hpp"
#include "indexer/readers/xml/story_text.hpp"

namespace dateline {
namespace {

using xml::Element;

std::string formal_name(const Element& element) {
  return to_single_line(element.attribute("formalname"));
}

/// The first element of that name that has text.
std::string first_line(const Element& item, std::string_view name) {
  for (Element at = item.first(); at; at = at.following(item))
    if (at.is(name))
      if (std::string line = at.line(); !line.empty()) return line;
  return {};
}

/// What an element of that name is called, the first that is called something.
std::string first_formal_name(const Element& item, std::string_view name) {
  for (Element at = item.first(); at; at = at.following(item))
    if (at.is(name))
      if (std::string text = formal_name(at); !text.empty()) return text;
  return {};
}

/// Of the component that the content is in, and those around it, the innermost that has a role.
std::string role_of(Element content) {
  for (; content; content = content.parent())
    if (const Element role = content.child("role"))
      if (std::string name = formal_name(role); !name.empty()) return to_lower_ascii(name);
  return {};
}

bool is_story_role(std::string_view role) noexcept {
  return role == "main" || role == "body" || role == "lead" || role == "main text" ||
         role == "maintext" || role == "text" || role == "story";
}

std::string text_of(const Element& content) {
  if (const Element nitf = content.find("nitf")) return nitf_text(nitf);
  if (const Element body = content.find("body.content")) return xml::story_text(body, {"media"});
  return xml::story_text(content);
}

/// Contents with the role of the story, or, where none has one, all of them.
std::string story_of(const Element& item, bool with_role) {
  std::string story;
  for (Element at = item.first(); at; at = at.following(item)) {
    if (!at.is("datacontent") || (with_role && !is_story_role(role_of(at)))) continue;
    const std::string text = text_of(at);
    if (trim(text).empty()) continue;
    if (!story.empty()) story.append("\n\n");
    story.append(text);
  }
  return story;
}

std::string title_of(const Element& item) {
  std::string title = first_line(item, "headline");
  if (title.empty()) title = first_line(item, "hl1");
  return title;
}

std::string language_of(const Element& item, const xml::Tree& outside) {
  std::string language = first_formal_name(item, "language");
  if (language.empty()) language = feed::language_at(item, outside.root());
  for (Element at = item.first(); at && language.empty(); at = at.following(item))
    language = at.attribute("lang", xml::Space::xml);
  return language;
}

void set_date(const Element& item, const xml::Tree& outside, Document& document) {
  for (const std::string& text :
       {item.find("thisrevisioncreated").line(), item.find("firstcreated").line(),
        item.find("dateid").line(), outside.root().find("dateandtime").line()})
    if (state_date(document, text)) return;
}

std::string source_of(const Element& item) {
  for (const std::string_view name : {"provider", "source"})
    if (std::string party = first_formal_name(item.find(name), "party"); !party.empty())
      return party;
  return item.find("providerid").line();
}

std::vector<std::string> tags_of(const Element& item) {
  std::vector<std::string> tags;
  for (Element at = item.first(); at; at = at.following(item)) {
    if (at.is("keywordline")) feed::add_value(tags, at.line());
    if (at.is("property") && equal_ignoring_case(formal_name(at), "keyword"))
      feed::add_value(tags, to_single_line(at.attribute("value")));
  }
  return tags;
}

std::string extra_of(const Element& item, const Document& document) {
  ExtraFields extra;
  extra.add("dateline", first_line(item, "dateline"));
  extra.add("slug", first_line(item, "slugline"));
  const Element urgency = item.find("urgency");
  extra.add("urgency", urgency.line().empty() ? formal_name(urgency) : urgency.line());
  const std::string created = iso_date(item.find("firstcreated").line());
  if (created != to_string(document.date)) extra.add("created", created);
  return extra.to_json();
}

}  // namespace

bool is_newsml_item(xml::Space, std::string_view name) noexcept {
  return name == "newsitem";
}

void make_newsml_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                           std::vector<Document>& documents) {
  const Element& item = record.root;
  Document document;
  document.language = language_of(item, outside);
  document.key = item.find("publicidentifier").line();
  document.title = title_of(item);
  document.text = story_of(item, true);
  if (document.text.empty()) document.text = story_of(item, false);
  document.source = source_of(item);
  std::string byline = first_line(item, "byline");
  feed::add_value(document.authors, std::move(byline));
  document.tags = tags_of(item);
  set_date(item, outside, document);
  document.extra_json = extra_of(item, document);
  documents.push_back(std::move(document));
}

}  // namespace dateline
