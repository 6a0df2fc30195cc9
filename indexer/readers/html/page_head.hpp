// What a page says of itself outside its text: <title>, <meta>, <link>, JSON-LD.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"
#include "indexer/readers/html/json_ld.hpp"

namespace dateline::html {

struct PageMeta {
  std::string name;          ///< `name`, `property` or `itemprop`, in lower case
  std::string_view content;  ///< valid as long as the tree
};

struct PageHead {
  std::string title;              ///< of <title>, on one line
  std::vector<PageMeta> metas;    ///< in their order, those without content left out
  std::string_view canonical;     ///< address of <link rel=canonical>
  std::string_view base;          ///< address of <base>
  std::string_view language;      ///< of <html lang>
  std::vector<JsonLdNode> nodes;  ///< of its JSON-LD

  /// The content of the first meta that has one of these names, the first names first; empty
  /// without one.
  [[nodiscard]] std::string_view meta(std::initializer_list<std::string_view> names) const noexcept;
};

/// Metas are looked for on the whole page: broken pages have them in their bodies.
[[nodiscard]] PageHead read_head(const HtmlTree& tree);

}  // namespace dateline::html
