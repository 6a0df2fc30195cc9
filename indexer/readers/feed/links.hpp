// Where an entry of a feed is on the Web, and what it is called.
#pragma once

#include <string>

#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/xml/tree.hpp"

namespace dateline::feed {

/// What the links of an entry or a feed lead to; empty where there are none.
[[nodiscard]] std::string page_of(const xml::Element& place, const Base& base);
/// The same, else another URL that the entry has.
[[nodiscard]] std::string link_of(const xml::Element& entry, const Base& base);
/// guid, id, what RDF is about; empty where there is none.
[[nodiscard]] std::string id_of(const xml::Element& entry);

}  // namespace dateline::feed
