#include "indexer/readers/wire/mets_structure.hpp"

#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using xml::Element;

constexpr std::size_t most_parts = 100'000;

std::string type_of(const Element& div) {
  return to_lower_ascii(div.attribute("type"));
}

bool is_article(const Element& div) {
  const std::string type = type_of(div);
  return type == "article" || type == "illustratedarticle" || type == "poem" ||
         type == "deathnotice" || type == "newsarticle";
}

bool is_title_part(const Element& div) {
  const std::string type = type_of(div);
  return type.find("title") != std::string::npos || type.find("heading") != std::string::npos ||
         type.find("headline") != std::string::npos;
}

/// Sections of metadata by their IDs.
using Sections = std::map<std::string_view, Element>;

Sections sections_in(const Element& mets) {
  Sections sections;
  for (Element at = mets.first(); at; at = at.next())
    if (at.is("dmdsec")) sections.emplace(at.attribute("id"), at);
  return sections;
}

/// The first of the sections that an element names.
Element metadata_of(const Sections& sections, const Element& div) {
  const std::string_view ids = trim(div.attribute("dmdid"));
  const auto found = sections.find(ids.substr(0, ids.find(' ')));
  return found == sections.end() ? Element() : found->second;
}

std::string title_in(const Element& metadata) {
  const Element info = metadata.find("titleinfo");
  std::string title;
  for (const std::string_view part : {"nonsort", "title", "subtitle"}) {
    const std::string text = info.child(part).line();
    if (!text.empty()) title.append(title.empty() ? "" : " ").append(text);
  }
  return title;
}

std::vector<std::string> authors_in(const Element& metadata) {
  std::vector<std::string> authors;
  for (Element at = metadata.first(); at; at = at.following(metadata))
    if (at.is(xml::Space::mods, "name")) {
      std::string shown = at.find("displayform").line();
      feed::add_value(authors, shown.empty() ? at.find("namepart").line() : std::move(shown));
    }
  return authors;
}

void add_area(const Element& area, bool is_title, MetsArticle& article) {
  if (article.areas.size() >= most_parts) return;
  const std::string_view file = area.attribute("fileid");
  if (file.empty()) return;
  article.areas.push_back({std::string(file), std::string(area.attribute("begin")), is_title});
}

/// Whether it is in a part of the article that is its title.
bool is_in_title(Element at, const Element& article) {
  for (; at && at != article; at = at.parent())
    if (at.is("div") && is_title_part(at)) return true;
  return false;
}

MetsArticle article_of(const Sections& sections, const Element& div) {
  MetsArticle article;
  const Element metadata = metadata_of(sections, div);
  article.id = div.attribute("id");
  article.title = title_in(metadata);
  if (article.title.empty()) article.title = to_single_line(div.attribute("label"));
  article.authors = authors_in(metadata);
  article.language = metadata.find("languageterm").line();
  for (Element at = div.first(); at; at = at.following(div)) {
    const bool is_pointer = at.is("fptr") && !at.find("area");
    if (at.is("area") || is_pointer) add_area(at, is_in_title(at, div), article);
  }
  return article;
}

/// In the logical structure, or in all where none is called so.
Element logical_structure(const Element& mets) {
  Element any;
  for (Element at = mets.first(); at; at = at.next()) {
    if (!at.is("structmap")) continue;
    if (equal_ignoring_case(at.attribute("type"), "logical")) return at;
    if (!any) any = at;
  }
  return any;
}

/// Of a newspaper that is not named by the issue, its series is.
void describe(const Element& mets, MetsIssue& issue) {
  for (Element at = mets.first(); at; at = at.next()) {
    if (!at.is("dmdsec")) continue;
    if (issue.date.empty()) issue.date = at.find("dateissued").line();
    if (issue.newspaper.empty()) {
      const Element host = at.find("relateditem");
      issue.newspaper = title_in(host);
      if (issue.newspaper.empty() && !issue.date.empty()) issue.newspaper = title_in(at);
    }
    if (issue.language.empty()) issue.language = at.find("languageterm").line();
  }
}

}  // namespace

MetsIssue issue_of(const Element& mets) {
  MetsIssue issue;
  issue.id = mets.attribute("objid");
  describe(mets, issue);
  if (issue.newspaper.empty()) issue.newspaper = to_single_line(mets.attribute("label"));
  const Sections sections = sections_in(mets);
  const Element structure = logical_structure(mets);
  for (Element at = structure.first(); at; at = at.following(structure))
    if (at.is("div") && is_article(at) && issue.articles.size() < most_parts)
      issue.articles.push_back(article_of(sections, at));
  return issue;
}

std::map<std::string_view, std::string_view> locations_in(const Element& mets) {
  std::map<std::string_view, std::string_view> locations;
  const Element section = mets.child("filesec");
  for (Element at = section.first(); at; at = at.following(section)) {
    if (!at.is("file")) continue;
    const Element location = at.child("flocat");
    // The prefix of XLink is a namespace that means nothing else here.
    const std::string_view href = location.attribute("href", xml::Space::other);
    locations.emplace(at.attribute("id"), href.empty() ? location.attribute("href") : href);
  }
  return locations;
}

}  // namespace dateline
