// The namespaces of XML that news comes in.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::xml {

/// `none`: the element has no namespace, or one that says nothing (that of RSS 2.0 by itself).
enum class Space : std::uint8_t {
  none,
  other,  ///< one that is not known here
  alto,
  atom,  ///< 0.3 and 1.0
  content,
  dublin_core,
  dublin_core_terms,
  excerpt,
  itunes,
  media,
  mets,
  mods,
  nar,  ///< NewsML-G2
  news_sitemap,
  nitf,
  rdf,
  sitemap,
  wordpress,
  xhtml,
  xml,
};

/// By its URI; the case of letters, the scheme and a final '/' or '#' do not matter.
[[nodiscard]] Space space_of_uri(std::string_view uri);

/// By a prefix that was not declared: what it means by custom.
[[nodiscard]] Space space_of_prefix(std::string_view prefix) noexcept;

}  // namespace dateline::xml
