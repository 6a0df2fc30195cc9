#include "indexer/readers/html/inline_state.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t short_string_bytes = 60;
constexpr std::size_t long_article_bytes = 600;
constexpr int most_levels_of_strings = 2;

/// Names of members that hold texts of articles, without what stands before or after them: "body"
/// of "articleBody" and "bodyHtml".
constexpr std::array<std::string_view, 6> text_names{"body",      "content", "html",
                                                     "paragraph", "story",   "text"};

bool names_text(std::string_view member) {
  const std::string name = to_lower_ascii(member);
  return std::any_of(text_names.begin(), text_names.end(),
                     [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

/// Whether it has sentences, and hardly a sign of programs.
bool is_prose(std::string_view text) noexcept {
  std::size_t signs = 0, spaces = 0, high = 0;
  for (const char c : text) {
    signs += c == '{' || c == '}' || c == ';' || c == '=' || c == '<' || c == '\\' || c == '_';
    spaces += c == ' ' || c == '\n';
    high += static_cast<unsigned char>(c) >= 0x80;
  }
  return signs * 50 < text.size() && (spaces * 20 > text.size() || high * 2 > text.size());
}

class StateReader {
 public:
  void read(std::string_view script, int level) {
    std::string_view name;
    for (std::size_t at = script.find('"'); at != std::string_view::npos;
         at = script.find('"', at)) {
      const std::size_t end = end_of_string(script, at);
      if (end == std::string_view::npos) return;
      const std::string_view literal = script.substr(at, end - at);
      at = end;
      if (end < script.size() && script[end] == ':')
        name = literal.substr(1, literal.size() - 2);
      else if (literal.size() > short_string_bytes)
        take(name, literal, level);
    }
  }

  [[nodiscard]] std::string best() const {
    if (longest_.size() >= long_article_bytes) return longest_;
    const std::string* most = &longest_;
    for (const auto& [name, texts] : by_name_)
      if (texts.size() > most->size()) most = &texts;
    return *most;
  }

 private:
  /// After the closing quotation mark.
  static std::size_t end_of_string(std::string_view script, std::size_t at) noexcept {
    for (++at; at < script.size(); ++at) {
      if (script[at] == '\\')
        ++at;
      else if (script[at] == '"')
        return at + 1;
      else if (script[at] == '\n')
        return at + 1;
    }
    return std::string_view::npos;
  }

  std::optional<std::string> meaning_of(std::string_view literal) {
    const std::string list = "[" + std::string(literal) + "]";
    simdjson::dom::element root;
    std::string_view text;
    if (parser_.parse(list).get(root) != simdjson::SUCCESS) return std::nullopt;
    if (root.at(0).get(text) != simdjson::SUCCESS) return std::nullopt;
    return std::string(text);
  }

  void take(std::string_view name, std::string_view literal, int level) {
    const auto meaning = meaning_of(literal);
    if (!meaning) return;
    const bool is_data = meaning->find("\":") != std::string::npos;
    if (is_data) {
      if (level < most_levels_of_strings) read(*meaning, level + 1);
      return;
    }
    std::string text = field_text(*meaning, meaning->find('<') != std::string::npos);
    if (!is_prose(text)) return;
    if (text.size() > longest_.size()) longest_ = text;
    if (!names_text(name)) return;
    std::string& all = by_name_[std::string(name)];
    if (!all.empty()) all.append("\n\n");
    all.append(text);
  }

  simdjson::dom::parser parser_;
  std::string longest_;
  std::map<std::string, std::string> by_name_;
};

}  // namespace

std::string article_of_inline_state(const HtmlTree& tree) {
  StateReader reader;
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree.tag(id) != Tag::script || tree.first_child(id) == no_node) continue;
    if (tree.attribute(id, "type").find("ld+json") != std::string_view::npos) continue;
    reader.read(tree[id + 1].text, 0);
  }
  return reader.best();
}

}  // namespace dateline::html
