#include "indexer/readers/xml/spaces.hpp"

#include <array>
#include <string>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

struct Uri {
  std::string_view uri;  ///< in lower case, without scheme and final '/' or '#'
  Space space;
};

/// The versions of a vocabulary have a URI each: `begins` with what they share.
constexpr std::array begins{
    Uri{"www.loc.gov/standards/alto", Space::alto},
    Uri{"schema.ccs-gmbh.com/alto", Space::alto},
    Uri{"bibnum.bnf.fr/ns/alto", Space::alto},
    Uri{"www.loc.gov/mets", Space::mets},
    Uri{"www.loc.gov/mods", Space::mods},
    Uri{"wordpress.org/export/", Space::wordpress},
    Uri{"iptc.org/std/nar/", Space::nar},
    Uri{"www.iptc.org/std/nar/", Space::nar},
    Uri{"iptc.org/std/nitf", Space::nitf},
    Uri{"www.itunes.com/dtds/podcast", Space::itunes},
    Uri{"example.com/dtds/podcast", Space::itunes},
    Uri{"search.yahoo.com/mrss", Space::media},
    Uri{"purl.org/dc/elements/", Space::dublin_core},
    Uri{"purl.org/rss/1.0/modules/content", Space::content},
    Uri{"www.google.com/schemas/sitemap-news", Space::news_sitemap},
    Uri{"www.sitemaps.org/schemas/sitemap", Space::sitemap},
    Uri{"www.google.com/schemas/sitemap/", Space::sitemap},
    Uri{"www.w3.org/2005/atom", Space::atom},
    Uri{"purl.org/atom/ns", Space::atom},
};

constexpr std::array whole{
    Uri{"purl.org/dc/terms", Space::dublin_core_terms},
    Uri{"www.w3.org/1999/02/22-rdf-syntax-ns", Space::rdf},
    Uri{"www.w3.org/1999/xhtml", Space::xhtml},
    Uri{"www.w3.org/xml/1998/namespace", Space::xml},
};

constexpr std::array prefixes{
    Uri{"atom", Space::atom},       Uri{"content", Space::content},
    Uri{"dc", Space::dublin_core},  Uri{"dcterms", Space::dublin_core_terms},
    Uri{"excerpt", Space::excerpt}, Uri{"itunes", Space::itunes},
    Uri{"media", Space::media},     Uri{"mets", Space::mets},
    Uri{"mods", Space::mods},       Uri{"news", Space::news_sitemap},
    Uri{"rdf", Space::rdf},         Uri{"wp", Space::wordpress},
    Uri{"xhtml", Space::xhtml},     Uri{"xml", Space::xml},
};

std::string plain(std::string_view uri) {
  std::string lower = to_lower_ascii(trim(uri));
  const std::size_t scheme = lower.find("://");
  if (scheme != std::string::npos) lower.erase(0, scheme + 3);
  while (lower.ends_with('/') || lower.ends_with('#')) lower.pop_back();
  return lower;
}

constexpr std::string_view without_slash(std::string_view uri) noexcept {
  return uri.ends_with('/') ? uri.substr(0, uri.size() - 1) : uri;
}

/// RSS has no namespace, whatever URIs feeds and the versions before 2.0 give it.
bool is_rss(std::string_view uri) noexcept {
  for (const std::string_view own :
       {"purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "my.netscape.com/publish/formats",
        "channel.netscape.com/rdf/simple/0.9", "backend.userland.com/rss",
        "blogs.law.harvard.edu/tech/rss", "www.rssboard.org/rss", "purl.org/net/rss"})
    if (uri == own || (uri.starts_with(own) && uri.find("/modules/") == std::string_view::npos))
      return true;
  return false;
}

}  // namespace

Space space_of_uri(std::string_view uri) {
  const std::string text = plain(uri);
  if (text.empty()) return Space::none;
  for (const Uri& known : whole)
    if (text == known.uri) return known.space;
  if (text.starts_with("wordpress.org/export/") && text.ends_with("/excerpt"))
    return Space::excerpt;
  for (const Uri& known : begins)
    if (std::string_view(text).starts_with(without_slash(known.uri))) return known.space;
  return is_rss(text) ? Space::none : Space::other;
}

Space space_of_prefix(std::string_view prefix) noexcept {
  for (const Uri& known : prefixes)
    if (prefix == known.uri) return known.space;
  return Space::other;
}

}  // namespace dateline::xml
