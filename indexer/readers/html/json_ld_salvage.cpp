#include "indexer/readers/html/json_ld_salvage.hpp"

#include <algorithm>
#include <optional>

#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t longest_text = 4096;

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

/// The bytes of a string between quotation marks, where it begins at `at`; `at` is then after it.
std::optional<std::string_view> take_string(std::string_view text, std::size_t& at) noexcept {
  if (at >= text.size() || text[at] != '"') return std::nullopt;
  for (std::size_t i = at + 1; i < text.size() && i - at < longest_text; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      const std::string_view inside = text.substr(at + 1, i - at - 1);
      at = i + 1;
      return inside;
    }
  }
  return std::nullopt;
}

/// Escapes of slashes and quotation marks are all that dates, addresses and headlines need.
std::string unescaped(std::string_view written) {
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (written[i] != '\\' || i + 1 == written.size() || written[i + 1] == 'u')
      text.push_back(written[i]);
  return std::string(trim(field_text(text, false)));
}

void set_member(JsonLdNode& node, std::string_view name, std::string_view value) {
  std::string* const place = name == "headline"        ? &node.headline
                             : name == "datePublished" ? &node.date_published
                             : name == "dateModified"  ? &node.date_modified
                             : name == "dateCreated"   ? &node.date_created
                             : name == "inLanguage"    ? &node.language
                                                       : nullptr;
  if (place != nullptr && place->empty()) *place = unescaped(value);
  if (name == "url" || name == "mainEntityOfPage" || name == "@id")
    node.urls.push_back(unescaped(value));
}

bool is_named(const JsonLdNode& node) noexcept {
  return !node.types.empty() || !node.headline.empty() || !node.date_published.empty();
}

}  // namespace

void salvage_json_ld(std::string_view text, std::vector<JsonLdNode>& nodes) {
  JsonLdNode node;
  const auto keep = [&] {
    if (is_named(node) && nodes.size() < most_json_ld_nodes) nodes.push_back(std::move(node));
    node = {};
  };
  for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at)) {
    std::size_t end = at;
    const auto name = take_string(text, end);
    if (!name) {
      ++at;
      continue;
    }
    const std::size_t colon = skip_blanks(text, end);
    if (colon == text.size() || text[colon] != ':') {
      at = end;
      continue;
    }
    at = skip_blanks(text, colon + 1);
    const auto value = take_string(text, at);
    if (!value) continue;
    if (*name == "@type") {
      // Of a publisher, an image: what follows may be the article's again.
      const bool is_part = is_named(node) && !is_article_type(*value);
      if (is_part) continue;
      keep();
      node.types.emplace_back(*value);
    } else {
      set_member(node, *name, *value);
    }
  }
  keep();
}

}  // namespace dateline::html
