#include "indexer/readers/html/plain_html.hpp"

#include <algorithm>
#include <map>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/tags.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_levels = 256;

/// Elements that end where the next of their kind begins; parsers close them.
constexpr std::array<std::string_view, 13> self_ending{
    "colgroup", "dd", "dt",    "li", "optgroup", "option", "p",
    "tbody",    "td", "tfoot", "th", "thead",    "tr"};
static_assert(std::is_sorted(self_ending.begin(), self_ending.end()));

bool ends_itself(std::string_view name) noexcept {
  return std::binary_search(self_ending.begin(), self_ending.end(), name);
}

/// The frame of a page: parsers make it where it is wanted, and ignore it where it comes again.
bool is_page(std::string_view name) noexcept {
  return name == "html" || name == "body";
}

class Plainer {
 public:
  explicit Plainer(std::string_view text) : text_(text), tags_(text) {}

  PlainHtml make() {
    out_.html.reserve(text_.size() + 16);
    std::size_t copied = 0;
    while (const auto tag = tags_.next()) {
      put_text(text_.substr(copied, tag->begin - copied));
      copied = tag->end;
      take(*tag, text_.substr(tag->begin, tag->end - tag->begin));
    }
    put_text(text_.substr(copied));
    return std::move(out_);
  }

 private:
  void put_text(std::string_view text) {
    while (!text.empty()) {
      const std::size_t open = std::min(text.find('<'), text.size());
      out_.html.append(text.substr(0, open));
      if (open < text.size()) out_.html.append("&lt;");
      text.remove_prefix(std::min(open + 1, text.size()));
    }
  }

  void take(const HtmlTag& tag, std::string_view written) {
    switch (tag.kind) {
      case HtmlTag::Kind::comment:
        return;
      case HtmlTag::Kind::cdata:
        return put_cdata(written);
      case HtmlTag::Kind::open:
        return take_open(tag, written);
      case HtmlTag::Kind::close:
        return take_close(tag, written);
    }
  }

  /// Its content is text, ampersands included.
  void put_cdata(std::string_view written) {
    constexpr std::size_t begin = std::string_view("<![CDATA[").size();
    constexpr std::size_t end = std::string_view("]]>").size();
    for (const char c : written.substr(begin, written.size() - begin - end)) {
      if (c == '<')
        out_.html.append("&lt;");
      else if (c == '&')
        out_.html.append("&amp;");
      else
        out_.html.push_back(c);
    }
  }

  void take_open(const HtmlTag& tag, std::string_view written) {
    const bool block = is_block_element(tag.name);
    if (!block && !is_html_element(tag.name)) {
      if (!is_foreign(tag)) put_text(written);
      return;
    }
    out_.has_blocks |= block;
    out_.has_head |= tag.name == "head";
    if (is_page(tag.name)) return put_separator(true);
    if (is_void_element(tag.name) || ends_itself(tag.name)) return put_tag(written);
    // What is never closed would hide all that follows.
    if (is_hidden_element(tag.name) && tag.name != "head" && !has_end(tag.name)) return;
    if (open_ == most_levels) return put_separator(block);
    ++open_;
    ++levels_[tag.name];
    put_tag(written);
  }

  void take_close(const HtmlTag& tag, std::string_view written) {
    const bool block = is_block_element(tag.name);
    if (!block && !is_html_element(tag.name)) return;
    out_.has_blocks |= block;
    if (is_page(tag.name)) return put_separator(true);
    if (ends_itself(tag.name)) return put_tag(written);
    const auto level = levels_.find(tag.name);
    // An end without a beginning: a parser would look for it through all levels.
    if (level == levels_.end() || level->second == 0) return put_separator(block);
    --level->second;
    --open_;
    put_tag(written);
  }

  void put_tag(std::string_view written) { out_.html.append(written); }

  /// Before a page's head there must be nothing.
  void put_separator(bool block) {
    if (block && !is_blank_so_far()) out_.html.append("<br>");
  }

  [[nodiscard]] bool is_blank_so_far() const noexcept {
    return out_.html.find_first_not_of(blanks) == std::string::npos;
  }

  /// Whether a name that HTML does not have is used as a tag, as in <o:p>, <amp-img> or an element
  /// with its end tag.
  bool is_foreign(const HtmlTag& tag) {
    return tag.has_values || tag.self_closing || tag.name.find_first_of(":-") != tag.name.npos ||
           has_end(tag.name);
  }

  bool has_end(const std::string& name) {
    const auto known = ends_.find(name);
    if (known != ends_.end()) return known->second;
    constexpr std::size_t most_names = 64;  // each costs a search through the text
    if (ends_.size() == most_names) return false;
    return ends_[name] = has_end_tag(name);
  }

  [[nodiscard]] bool has_end_tag(const std::string& name) const {
    const std::string end = "</" + name;
    const auto same = [](char a, char b) {
      return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
    };
    return std::search(text_.begin(), text_.end(), end.begin(), end.end(),
                       [&](char b, char a) { return same(a, b); }) != text_.end();
  }

  std::string_view text_;
  TagFinder tags_;
  PlainHtml out_;
  std::size_t open_ = 0;
  std::map<std::string, std::size_t, std::less<>> levels_;  ///< open elements by name
  std::map<std::string, bool> ends_;                        ///< foreign names met
};

}  // namespace

PlainHtml make_plain(std::string_view html) {
  return Plainer(html).make();
}

}  // namespace dateline::html
