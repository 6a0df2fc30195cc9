#include "indexer/readers/html/page_head.hpp"

#include <algorithm>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_metas = 500;
constexpr std::size_t most_scripts = 100;

bool has_word(std::string_view list, std::string_view word) noexcept {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" \t\r\n"), list.size());
    if (equal_ignoring_case(list.substr(0, end), word)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

class HeadReader {
 public:
  explicit HeadReader(const HtmlTree& tree) : tree_(tree) {}

  PageHead read() {
    head_.language = trim(tree_.attribute(0, "lang"));
    if (head_.language.empty()) head_.language = trim(tree_.attribute(0, "xml:lang"));
    for (NodeId id = 0; id < tree_.size(); ++id) take(id);
    head_.nodes = read_json_ld(scripts_);
    return std::move(head_);
  }

 private:
  void take(NodeId id) {
    switch (tree_.tag(id)) {
      case Tag::meta:
        return take_meta(id);
      case Tag::title:
        return take_title(id);
      case Tag::link:
        if (head_.canonical.empty() && has_word(tree_.attribute(id, "rel"), "canonical"))
          head_.canonical = trim(tree_.attribute(id, "href"));
        return;
      case Tag::base:
        if (head_.base.empty()) head_.base = trim(tree_.attribute(id, "href"));
        return;
      case Tag::script:
        return take_script(id);
      default:
        return;
    }
  }

  /// Drawings have titles too.
  void take_title(NodeId id) {
    const NodeId parent = tree_.parent(id);
    const bool of_page =
        parent != no_node && (tree_.tag(parent) == Tag::head || tree_.tag(parent) == Tag::html ||
                              tree_.tag(parent) == Tag::body);
    if (of_page && head_.title.empty()) head_.title = to_single_line(tree_.raw_text(id));
  }

  void take_meta(NodeId id) {
    const std::string_view content = trim(tree_.attribute(id, "content"));
    if (content.empty() || head_.metas.size() >= most_metas) return;
    for (const std::string_view attribute : {"name", "property", "itemprop"}) {
      const std::string_view name = trim(tree_.attribute(id, attribute));
      if (!name.empty()) head_.metas.push_back({to_lower_ascii(name), content});
    }
  }

  void take_script(NodeId id) {
    const std::string_view type = tree_.attribute(id, "type");
    const bool json_ld =
        type.size() >= 11 && to_lower_ascii(type).find("ld+json") != std::string::npos;
    if (!json_ld || scripts_.size() >= most_scripts) return;
    if (const NodeId text = tree_.first_child(id); text != no_node)
      scripts_.push_back(tree_[text].text);
  }

  const HtmlTree& tree_;
  PageHead head_;
  std::vector<std::string_view> scripts_;
};

}  // namespace

std::string_view PageHead::meta(std::initializer_list<std::string_view> names) const noexcept {
  for (const std::string_view name : names)
    for (const PageMeta& meta : metas)
      if (meta.name == name) return meta.content;
  return {};
}

PageHead read_head(const HtmlTree& tree) {
  return HeadReader(tree).read();
}

}  // namespace dateline::html
