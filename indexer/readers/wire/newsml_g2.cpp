#include "indexer/readers/wire/newsml_g2.hpp"

#include "indexer/readers/base/extra_fields.hpp"
#include "indexer/readers/base/stated_date.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"
#include "indexer/readers/wire/nitf.hpp"
#include "indexer/readers/xml/story_text.hpp"

namespace dateline {
namespace {

using xml::Element;

/// An entity has a name, or what it is called in another way.
std::string name_of(const Element& entity) {
  if (!entity) return {};
  if (std::string name = entity.child("name").line(); !name.empty()) return name;
  if (!entity.has_elements())
    if (std::string own = entity.line(); !own.empty()) return own;
  if (const auto literal = trim(entity.attribute("literal")); !literal.empty())
    return to_single_line(literal);
  const std::string_view code = trim(entity.attribute("qcode"));
  return std::string(code.substr(std::min(code.find(':') + 1, code.size())));
}

/// The first child of that name that has text.
std::string first_line(const Element& parent, std::string_view name) {
  for (Element at = parent.first(); at; at = at.next())
    if (at.is(name))
      if (std::string line = at.line(); !line.empty()) return line;
  return {};
}

std::string text_of(const Element& content) {
  if (const Element nitf = content.find("nitf")) return nitf_text(nitf);
  if (const Element page = content.find("body")) return xml::story_text(page);
  return xml::story_text(content);
}

/// Content that is in the item, the first that has text.
std::string content_of(const Element& item) {
  const Element set = item.child("contentset");
  for (Element at = set.first(); at; at = at.next())
    if (at.is("inlinexml") || at.is("inlinedata"))
      if (std::string text = text_of(at); !trim(text).empty()) return text;
  return {};
}

/// Of pictures and films, what they show.
std::string description_of(const Element& meta) {
  constexpr int most = 16;
  int found = 0;
  std::string text;
  for (Element at = meta.first(); at && found < most; at = at.next()) {
    if (!at.is("description")) continue;
    ++found;
    const std::string part = xml::story_text(at);
    if (trim(part).empty() || text.find(part) != std::string::npos) continue;
    if (!text.empty()) text.append("\n\n");
    text.append(part);
  }
  return text;
}

/// A package is the list of what is in it.
std::string contents_of(const Element& package) {
  std::string list;
  for (Element at = package.first(); at; at = at.following(package)) {
    if (!at.is("itemref")) continue;
    const std::string title = first_line(at, "title") + first_line(at, "headline");
    if (!title.empty()) list.append(list.empty() ? "" : "\n").append(title);
  }
  return list;
}

void set_date(const Element& item, Document& document) {
  const Element meta = item.child("contentmeta");
  const Element management = item.child("itemmeta");
  for (const std::string& text :
       {meta.child("contentcreated").line(), management.child("versioncreated").line(),
        management.child("firstcreated").line(), meta.child("contentmodified").line()})
    if (state_date(document, text)) return;
}

std::string language_of(const Element& item, const xml::Tree& outside) {
  const Element language = item.child("contentmeta").child("language");
  if (const auto tag = trim(language.attribute("tag")); !tag.empty()) return std::string(tag);
  return feed::language_at(item, outside.root());
}

std::vector<std::string> authors_of(const Element& meta) {
  std::vector<std::string> authors;
  feed::add_value(authors, first_line(meta, "by"));
  if (!authors.empty()) return authors;
  for (Element at = meta.first(); at; at = at.next())
    if (at.is("creator")) feed::add_value(authors, at.child("name").line());
  return authors;
}

std::vector<std::string> tags_of(const Element& meta) {
  std::vector<std::string> tags;
  for (const std::string_view name : {"keyword", "subject"})
    for (Element at = meta.first(); at; at = at.next())
      if (at.is(name))
        feed::add_value(tags, at.is("keyword") ? at.line() : at.child("name").line());
  return tags;
}

std::string source_of(const Element& item) {
  std::string source = name_of(item.child("itemmeta").child("provider"));
  if (source.empty()) source = name_of(item.child("contentmeta").child("infosource"));
  if (source.empty()) source = name_of(item.child("rightsinfo").child("copyrightholder"));
  return source;
}

std::string extra_of(const Element& item, const Document& document) {
  const Element meta = item.child("contentmeta");
  const Element management = item.child("itemmeta");
  ExtraFields extra;
  extra.add("dateline", first_line(meta, "dateline"));
  extra.add("slug", first_line(meta, "slugline"));
  extra.add("urgency", meta.child("urgency").line());
  extra.add("item_class", management.child("itemclass").attribute("qcode"));
  extra.add("embargoed", iso_date(management.child("embargoed").line()));
  const std::string version = iso_date(management.child("versioncreated").line());
  if (version != to_string(document.date)) extra.add("modified", version);
  return extra.to_json();
}

}  // namespace

bool is_newsml_g2_item(xml::Space space, std::string_view name) noexcept {
  if (space != xml::Space::nar && space != xml::Space::none) return false;
  for (const std::string_view known :
       {"newsitem", "packageitem", "conceptitem", "planningitem", "knowledgeitem", "catalogitem"})
    if (name == known) return true;
  return false;
}

void make_newsml_g2_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                              std::vector<Document>& documents) {
  const Element& item = record.root;
  const bool is_package = item.is("packageitem");
  if (!item.is("newsitem") && !is_package) return;
  const Element meta = item.child("contentmeta");
  Document document;
  document.language = language_of(item, outside);
  document.key = to_single_line(item.attribute("guid"));
  document.title = first_line(meta, "headline");
  document.text = is_package ? contents_of(item) : content_of(item);
  if (trim(document.text).empty()) document.text = description_of(meta);
  if (document.title.empty()) document.title = item.child("itemmeta").child("title").line();
  if (document.title.empty() && document.text.empty())
    document.title = first_line(meta, "slugline");
  document.source = source_of(item);
  if (is_web_url(document.key)) document.url = document.key;
  document.authors = authors_of(meta);
  document.tags = tags_of(meta);
  set_date(item, document);
  document.extra_json = extra_of(item, document);
  documents.push_back(std::move(document));
}

}  // namespace dateline
