// An entry of a feed -> a document.
#pragma once

#include <string>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/xml/tree.hpp"

namespace dateline::feed {

/// What a feed says of all its entries.
struct Channel {
  std::string title;
  std::string url;
  std::string language;
  std::vector<std::string> authors;
};

/// `around`: the element that entries are in (`channel`, `feed`, `rdf:RDF`), if there are any.
[[nodiscard]] Channel channel_of(const xml::Element& around, const xml::Tree& outside);

/// The entry as a document, its key empty where it has neither id nor link. What has no title and
/// no text is found by its link, or what else it says.
[[nodiscard]] Document document_of(const xml::Element& entry, const xml::Element& around,
                                   const Channel& channel);

}  // namespace dateline::feed
