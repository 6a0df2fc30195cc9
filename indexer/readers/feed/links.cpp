#include "indexer/readers/feed/links.hpp"

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"

namespace dateline::feed {
namespace {

using xml::Element;
using xml::Space;

bool is_alternate(const Element& link) noexcept {
  const std::string_view rel = trim(link.attribute("rel"));
  return rel.empty() || rel == "alternate" || rel.ends_with("/relation/alternate");
}

bool is_page(const Element& link) noexcept {
  const std::string_view type = link.attribute("type");
  return type.empty() || type == "text/html" || type == "application/xhtml+xml";
}

/// The first alternate of Atom's links that is a page, else the first one.
Element atom_link(const Element& entry) noexcept {
  Element found;
  for (Element link = entry.first(); link; link = link.next()) {
    const bool is_link = link.is(Space::atom, "link") || link.is(Space::none, "link");
    if (!is_link || link.attribute("href").empty() || !is_alternate(link)) continue;
    if (is_page(link)) return link;
    if (!found) found = link;
  }
  return found;
}

/// RSS writes the URL into the element.
std::string rss_link(const Element& entry, const Base& base) {
  for (Element link = entry.first(); link; link = link.next()) {
    if (!link.is("link") || (link.space() != Space::none && link.space() != Space::atom)) continue;
    if (const std::string text = link.line(); !text.empty()) return url_in(link, text, base);
  }
  return {};
}

std::string sitemap_link(const Element& entry, const Base& base) {
  const Element place = entry.child("loc");
  return place ? url_in(place, place.line(), base) : std::string();
}

/// Of a guid that is not said to be something else, and is a URL.
std::string guid_link(const Element& entry) {
  const Element guid = own_child(entry, "guid");
  if (!guid || equal_ignoring_case(trim(guid.attribute("ispermalink")), "false")) return {};
  std::string text = guid.line();
  return is_web_url(text) ? text : std::string();
}

}  // namespace

std::string page_of(const Element& place, const Base& base) {
  if (std::string url = rss_link(place, base); !url.empty()) return url;
  const Element link = atom_link(place);
  return link ? url_in(link, link.attribute("href"), base) : std::string();
}

std::string link_of(const Element& entry, const Base& base) {
  if (std::string url = page_of(entry, base); !url.empty()) return url;
  if (std::string url = sitemap_link(entry, base); !url.empty()) return url;
  if (std::string url = guid_link(entry); !url.empty()) return url;
  for (const std::string_view url : {entry.attribute("about", Space::rdf), entry.attribute("href")})
    if (!url.empty()) return url_in(entry, url, base);
  return {};
}

std::string id_of(const Element& entry) {
  for (const std::string_view name : {"guid", "id"})
    if (std::string id = own_child(entry, name).line(); !id.empty()) return id;
  if (const auto about = trim(entry.attribute("about", Space::rdf)); !about.empty())
    return std::string(about);
  return entry.child(Space::dublin_core, "identifier").line();
}

}  // namespace dateline::feed
