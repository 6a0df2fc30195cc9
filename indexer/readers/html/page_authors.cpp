#include "indexer/readers/html/page_authors.hpp"

#include <algorithm>
#include <array>

#include "common/analysis/fold_name.hpp"
#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_authors = 20;
constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_byline = 160;
constexpr NodeId most_nodes_of_byline = 40;

/// Before names, in lower case.
constexpr std::array<std::string_view, 17> words_before{
    "by",    "von",    "par",     "por",   "di",      "door",    "av",     "af",       "text:",
    "texte", "autor:", "author:", "words", "escrito", "written", "posted", "published"};

/// Names of elements that hold bylines.
constexpr std::array<std::string_view, 9> byline_words{"auteur", "author",     "authors",
                                                       "autor",  "autore",     "byline",
                                                       "writer", "journalist", "verfasser"};

constexpr std::array<std::string_view, 13> author_metas{"author",
                                                        "article:author",
                                                        "parsely-author",
                                                        "dc.creator",
                                                        "dcterms.creator",
                                                        "sailthru.author",
                                                        "byl",
                                                        "citation_author",
                                                        "article:author_name",
                                                        "cxenseparse:author",
                                                        "author_name",
                                                        "og:author",
                                                        "creator"};

bool is_address(std::string_view text) noexcept {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         text.find('@') != std::string_view::npos;
}

/// `By Jane Doe` -> `Jane Doe`
std::string_view without_word_before(std::string_view name) {
  for (int i = 0; i < 2; ++i) {
    const std::size_t space = name.find(' ');
    if (space == std::string_view::npos) return name;
    const std::string word = to_lower_ascii(name.substr(0, space));
    if (std::find(words_before.begin(), words_before.end(), word) == words_before.end())
      return name;
    name = trim(name.substr(space));
  }
  return name;
}

bool has_letter(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
}

class AuthorFinder {
 public:
  AuthorFinder(const HtmlTree& tree, const PageHead& head, std::string_view site,
               std::string_view host)
      : tree_(tree), head_(head), site_(fold_name(site)), host_(to_lower_ascii(host)) {
    for (const JsonLdNode& node : head.nodes)
      if (!node.publisher.empty()) publisher_ = fold_name(node.publisher);
  }

  std::vector<std::string> find() {
    using Source = void (AuthorFinder::*)();
    for (const Source source :
         {&AuthorFinder::take_article_data, &AuthorFinder::take_metas,
          &AuthorFinder::take_other_data, &AuthorFinder::take_links, &AuthorFinder::take_bylines}) {
      (this->*source)();
      if (!persons_.empty()) return std::move(persons_);
    }
    return std::move(sites_);
  }

 private:
  void take_article_data() {
    for (const JsonLdNode& node : head_.nodes) {
      if (!node.is_article() || node.authors.empty()) continue;
      for (const std::string& author : node.authors) take(author);
      return;
    }
  }

  void take_metas() {
    for (const std::string_view name : author_metas) {
      for (const PageMeta& meta : head_.metas)
        if (meta.name == name) take(meta.content);
      if (!persons_.empty()) return;
    }
  }

  void take_other_data() {
    for (const JsonLdNode& node : head_.nodes)
      if (!node.is_article() && node.member != "comment" && node.member != "review")
        for (const std::string& author : node.authors) take(author);
  }

  void take_links() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_.is_text(id)) continue;
      const bool by_link = tree_.tag(id) == Tag::a && tree_.attribute(id, "rel") == "author";
      const bool by_property = tree_.attribute(id, "itemprop") == "author";
      if (by_link || by_property) take(tree_.text(id));
      if (persons_.size() >= 5) return;
    }
  }

  void take_bylines() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_.is_text(id) || tree_.end(id) - id > most_nodes_of_byline || !is_byline(id))
        continue;
      const std::string text = tree_.text(id);
      if (text.size() > longest_byline) continue;
      take(text);
      if (!persons_.empty()) return;
    }
  }

  [[nodiscard]] bool is_byline(NodeId id) const {
    bool byline = false;
    for_each_class_word(tree_, id, [&](std::string_view word) {
      byline |= std::find(byline_words.begin(), byline_words.end(), word) != byline_words.end();
    });
    return byline;
  }

  /// Several names may be in one text.
  void take(std::string_view text) {
    const std::string line = to_single_line(text);
    std::string_view rest = line;
    while (!rest.empty()) {
      const auto [end, next] = end_of_name(rest);
      take_name(rest.substr(0, end));
      rest.remove_prefix(next);
    }
  }

  struct NameEnd {
    std::size_t end;
    std::size_t next;
  };

  static NameEnd end_of_name(std::string_view text) {
    NameEnd nearest{text.size(), text.size()};
    for (const std::string_view separator :
         {", ", " and ", " & ", " und ", " et ", " y ", " | ", "; ", " e ", "、", " / "}) {
      const std::size_t at = text.find(separator);
      if (at < nearest.end) nearest = {at, at + separator.size()};
    }
    return nearest;
  }

  void take_name(std::string_view written) {
    const std::string_view name = without_word_before(trim(written));
    if (name.empty() || name.size() > longest_name || is_address(name) || !has_letter(name)) return;
    std::vector<std::string>& list = is_site(name) ? sites_ : persons_;
    const bool known = std::any_of(list.begin(), list.end(), [&](const std::string& other) {
      return fold_name(other) == fold_name(name);
    });
    if (!known && list.size() < most_authors) list.emplace_back(name);
  }

  /// `STERN.de` on stern.de, and the publisher's name.
  [[nodiscard]] bool is_site(std::string_view name) const {
    const std::string folded = fold_name(name);
    if (folded == site_ || folded == publisher_ || folded == "admin") return true;
    if (!site_.empty() && folded.find(site_) != std::string::npos) return true;
    std::string letters;
    for (const char c : to_lower_ascii(name))
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.') letters.push_back(c);
    if (letters.size() < 3 || letters.size() * 2 < name.size()) return false;
    return host_.find(letters) != std::string::npos;
  }

  const HtmlTree& tree_;
  const PageHead& head_;
  std::string site_;
  std::string host_;
  std::string publisher_;
  std::vector<std::string> persons_;
  std::vector<std::string> sites_;
};

}  // namespace

std::vector<std::string> find_authors(const HtmlTree& tree, const PageHead& head,
                                      std::string_view site, std::string_view host) {
  return AuthorFinder(tree, head, site, host).find();
}

}  // namespace dateline::html
