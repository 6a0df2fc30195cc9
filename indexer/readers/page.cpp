#include "indexer/readers/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/fields/field_table.hpp"
#include "indexer/readers/html/article_text.hpp"
#include "indexer/readers/html/dates/page_dates.hpp"
#include "indexer/readers/html/page_authors.hpp"
#include "indexer/readers/html/page_encoding.hpp"
#include "indexer/readers/html/page_kind.hpp"
#include "indexer/readers/html/page_title.hpp"
#include "indexer/readers/html/page_url.hpp"
#include "indexer/readers/html/parse_html.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_tags = 50;

std::string_view publisher_of(const PageHead& head) noexcept {
  for (const JsonLdNode& node : head.nodes)
    if (node.is_article() && !node.publisher.empty()) return node.publisher;
  for (const JsonLdNode& node : head.nodes)
    if (!node.publisher.empty()) return node.publisher;
  for (const JsonLdNode& node : head.nodes)
    if (std::find(node.types.begin(), node.types.end(), "WebSite") != node.types.end())
      return node.headline;
  return {};
}

/// `@id` of a publisher is not its name.
bool is_name(std::string_view text) noexcept {
  return !text.empty() && text.find("://") == std::string_view::npos && !text.starts_with('#');
}

std::string source_of(const PageHead& head, std::string_view host) {
  for (const std::string_view name :
       {head.meta({"og:site_name"}), publisher_of(head),
        head.meta({"application-name", "dc.publisher", "publisher", "twitter:site"})})
    if (is_name(name)) return to_single_line(name.starts_with('@') ? name.substr(1) : name);
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

std::string url_of(const PageHead& head, const PageContext& context) {
  const std::string base = head.base.empty() ? context.url : resolve_url(context.url, head.base);
  for (const std::string_view url : {head.canonical, head.meta({"og:url", "twitter:url"})}) {
    const std::string absolute = resolve_url(base, url);
    if (!absolute.empty() && !is_front_page(absolute)) return absolute;
  }
  return context.url;
}

/// `en_US` is a locale; `en`, `pt-BR` are languages.
std::string language_of(const PageHead& head) {
  std::string_view found = head.language;
  if (found.empty())
    found = head.meta({"og:locale", "content-language", "language", "dc.language"});
  for (const JsonLdNode& node : head.nodes)
    if (found.empty() && node.is_article()) found = node.language;
  std::string tag = to_lower_ascii(trim(found.substr(0, found.find_first_of(",; "))));
  std::replace(tag.begin(), tag.end(), '_', '-');
  const bool sound =
      tag.size() >= 2 && tag.size() <= 12 && std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  return sound ? tag : std::string();
}

void add_tags(std::vector<std::string>& tags, std::string_view list) {
  while (!list.empty() && tags.size() < most_tags) {
    const std::size_t end = std::min(list.find_first_of(",;"), list.size());
    std::string tag = to_single_line(list.substr(0, end));
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
      tags.push_back(std::move(tag));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::vector<std::string> tags_of(const PageHead& head) {
  std::vector<std::string> tags;
  for (const PageMeta& meta : head.metas)
    if (meta.name == "article:tag" || meta.name == "news_keywords" || meta.name == "keywords" ||
        meta.name == "parsely-tags")
      add_tags(tags, meta.content);
  for (const JsonLdNode& node : head.nodes)
    if (node.is_article())
      for (const std::string& keyword : node.keywords) add_tags(tags, keyword);
  return tags;
}

}  // namespace

Result<Page> read_page(std::string_view bytes, const PageContext& context) {
  DecodedPage decoded = decode_page(bytes, context.charset);
  HtmlTree tree = parse_html(std::move(decoded.text));
  if (!tree.is_whole())
    return failure(ErrorCode::bad_input,
                   fmt::format("the page has more than {} elements and texts", most_nodes));
  PageHead head = read_head(tree);
  Document document;
  ArticleText article = read_article(tree, head);
  document.url = url_of(head, context);
  const std::string host = host_of(document.url);
  const WebPageKind kind = kind_of(tree, head, article, document.url);
  document.source = source_of(head, host);
  document.title = choose_title(tree, head, document.source, kind == WebPageKind::article);
  document.text = std::move(article.text);
  document.language = language_of(head);
  document.authors = find_authors(tree, head, document.source, host);
  document.tags = tags_of(head);
  document.encoding_repaired = decoded.repaired;
  set_values(field_of(FieldId::kind), document, {std::string(to_string(kind))});
  PageFacts facts{.url = document.url, .language = document.language};
  if (context.captured.known()) facts.fetched = context.captured;
  set_page_dates(document, find_page_dates(tree, head.nodes, facts));
  return Page{std::move(tree), std::move(head), std::move(document)};
}

}  // namespace dateline::html
