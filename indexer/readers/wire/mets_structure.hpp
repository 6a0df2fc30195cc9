// What a METS file says of an issue: its newspaper and day, its articles, and where their texts
// are.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/xml/tree.hpp"

namespace dateline {

/// A block of a page, or the whole page where `block` is empty.
struct MetsArea {
  std::string file;  ///< its ID in the file section
  std::string block;
  bool is_title = false;
};

struct MetsArticle {
  std::string id;
  std::string title;  ///< as the metadata has it; may be empty
  std::vector<std::string> authors;
  std::string language;
  std::vector<MetsArea> areas;
};

struct MetsIssue {
  std::string newspaper;
  std::string date;
  std::string language;
  std::string id;
  std::vector<MetsArticle> articles;
};

/// At most 100,000 articles and areas.
[[nodiscard]] MetsIssue issue_of(const xml::Element& mets);

/// Where files are, as it is written, by their IDs. The texts live as long as the tree.
[[nodiscard]] std::map<std::string_view, std::string_view> locations_in(const xml::Element& mets);

}  // namespace dateline
