#include <algorithm>
#include <array>
#include <string>

#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"

namespace dateline::html {
namespace {

/// Without what differs between two ways to write the same address.
std::string_view plain_url(std::string_view url) noexcept {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

/// Those of parts, not of the page: a comment's, a teaser's.
bool is_own_member(std::string_view member) noexcept {
  constexpr std::array<std::string_view, 4> own{"", "mainEntity", "mainEntityOfPage", "@graph"};
  return std::find(own.begin(), own.end(), member) != own.end();
}

class Matcher {
 public:
  explicit Matcher(const PageIdentity& page) {
    for (const std::string_view url : page.urls)
      if (const std::string_view plain = plain_url(url); plain.find('/') != std::string_view::npos)
        urls_.push_back(plain);
    for (const std::string_view headline : page.headlines)
      headlines_.push_back(plain_headline(headline));
  }

  [[nodiscard]] bool is_page(const JsonLdNode& node) const {
    for (const std::string& url : node.urls)
      if (std::find(urls_.begin(), urls_.end(), plain_url(url)) != urls_.end()) return true;
    const std::string headline = plain_headline(node.headline);
    return std::any_of(headlines_.begin(), headlines_.end(),
                       [&](const std::string& own) { return same_headline(own, headline); });
  }

 private:
  std::vector<std::string_view> urls_;
  std::vector<std::string> headlines_;
};

const JsonLdNode* article_of(const std::vector<JsonLdNode>& nodes, const Matcher& matcher) {
  const JsonLdNode* first = nullptr;
  for (const JsonLdNode& node : nodes) {
    if (!node.is_article() || node.date_published.empty()) continue;
    if (matcher.is_page(node)) return &node;
    if (first == nullptr && is_own_member(node.member)) first = &node;
  }
  return first;
}

}  // namespace

void add_json_ld_dates(const std::vector<JsonLdNode>& nodes, const PageIdentity& page,
                       DateCandidates& out) {
  const Matcher matcher(page);
  const JsonLdNode* const article = article_of(nodes, matcher);
  if (article != nullptr) {
    out.add_text(DateSource::json_ld, article->date_published);
    out.add_text(DateSource::modified, article->date_modified);
  }
  for (const JsonLdNode& node : nodes) {
    if (&node == article || !is_own_member(node.member)) continue;
    if (node.is_article() && !matcher.is_page(node)) continue;
    if (!node.date_published.empty())
      out.add_text(DateSource::json_ld_page, node.date_published);
    else if (node.is_article())
      out.add_text(DateSource::json_ld_page, node.date_created);
    out.add_text(DateSource::modified, node.date_modified);
  }
}

}  // namespace dateline::html
