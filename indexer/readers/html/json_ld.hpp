// The JSON-LD of a page: what its publisher says of the article, and of everything else on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::html {

/// NewsArticle, BlogPosting, Report, and the like.
[[nodiscard]] bool is_article_type(std::string_view type) noexcept;

/// An object with a type or with one of the members below. Texts are as written, without spaces
/// around them; those that people read have no HTML any more.
struct JsonLdNode {
  std::vector<std::string> types;  ///< "NewsArticle"; without the schema's address
  /// By which the object around it holds it: "comment", "itemListElement"; empty at the top and in
  /// a graph.
  std::string member;
  std::string headline;  ///< or `name`
  std::string description;
  std::vector<std::string> urls;  ///< of `url`, `mainEntityOfPage` and `@id`
  std::string date_published;
  std::string date_modified;
  std::string date_created;
  std::string upload_date;
  std::vector<std::string> authors;  ///< names; references by `@id` are resolved
  std::string publisher;
  std::string article_body;
  std::string language;
  std::vector<std::string> keywords;
  std::string section;

  [[nodiscard]] bool is_article() const noexcept;
  /// WebPage and its kinds.
  [[nodiscard]] bool is_page() const noexcept;
};

/// More are left out, and so is what is nested deeper.
inline constexpr std::size_t most_json_ld_nodes = 400;
inline constexpr int most_json_ld_levels = 16;

/// The nodes of all scripts of type application/ld+json of a page, in their order; an object is
/// before those inside it. `scripts`: their contents, UTF-8. Scripts may stand in comments or CDATA
/// sections, hold several values, or what JsonDialect::lenient allows. Of what cannot be read even
/// so, members that can be recognised are taken. Linear time.
[[nodiscard]] std::vector<JsonLdNode> read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace dateline::html
