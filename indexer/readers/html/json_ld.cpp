#include "indexer/readers/html/json_ld.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "common/base/json_scan.hpp"
#include "indexer/readers/base/json_repair.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/html/json_ld_salvage.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t most_values = 64;  ///< of one list: authors, keywords

std::string readable(std::string_view text) {
  return std::string(trim(field_text(text, false)));
}

/// The one text of a value: of a list its first, of an object `@value` or `name`.
std::string text_of(element value, int level = 0) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(trim(text));
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
  if (level > 3) return {};
  array items;
  if (value.get(items) == simdjson::SUCCESS)
    return items.size() == 0 ? std::string() : text_of(items.at(0).value_unsafe(), level + 1);
  for (const std::string_view name : {"@value", "name", "@id"}) {
    element inner;
    if (value.at_key(name).get(inner) == simdjson::SUCCESS) return text_of(inner, level + 1);
  }
  return {};
}

/// Calls back with the value, or with each item if it is a list.
template <typename Take>
void for_each_value(element value, Take&& take) {
  array items;
  if (value.get(items) != simdjson::SUCCESS) return take(value);
  std::size_t count = 0;
  for (const element item : items) {
    if (++count > most_values) return;
    take(item);
  }
}

void add_text(std::vector<std::string>& out, std::string text) {
  if (!text.empty() && std::find(out.begin(), out.end(), text) == out.end())
    out.push_back(std::move(text));
}

std::string type_name(std::string_view type) {
  return std::string(type.substr(type.find_last_of("/#:") + 1));
}

/// "a, b, c"
void add_keywords(std::vector<std::string>& out, std::string_view list) {
  while (!list.empty() && out.size() < most_values) {
    const std::size_t end = std::min(list.find(','), list.size());
    add_text(out, readable(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// An address, of the value or of the object that stands for it.
std::string address_of(element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(trim(text));
  for (const std::string_view name : {"@id", "url"})
    if (value.at_key(name).get(text) == simdjson::SUCCESS) return std::string(trim(text));
  return {};
}

/// Collects the nodes of one page.
class Collector {
 public:
  explicit Collector(std::vector<JsonLdNode>& nodes) : nodes_(nodes) {}

  void take(element value, const std::string& member, int level) {
    if (level > most_json_ld_levels || nodes_.size() >= most_json_ld_nodes) return;
    array items;
    object members;
    if (value.get(items) == simdjson::SUCCESS) {
      for (const element item : items) take(item, member, level + 1);
    } else if (value.get(members) == simdjson::SUCCESS) {
      take_object(members, member, level);
    }
  }

  /// Authors that are only named by their `@id`.
  void resolve() {
    for (JsonLdNode& node : nodes_)
      for (std::string& author : node.authors)
        if (const auto found = names_.find(author); found != names_.end()) author = found->second;
  }

 private:
  void take_object(object members, const std::string& member, int level) {
    const std::size_t place = nodes_.size();
    nodes_.emplace_back();
    bool says_something = false;
    for (const auto& [name, value] : members)
      says_something = take_member(nodes_[place], name, value) || says_something;
    note_name(members, nodes_[place]);
    nodes_[place].member = member;
    if (!says_something) nodes_.pop_back();
    for (const auto& [name, value] : members) {
      if (!value.is_object() && !value.is_array()) continue;
      const bool graph = name == "@graph";
      take(value, graph ? member : std::string(name), level + 1);
    }
  }

  void note_name(object members, const JsonLdNode& node) {
    std::string_view id;
    if (members.at_key("@id").get(id) != simdjson::SUCCESS || node.headline.empty()) return;
    names_.try_emplace(std::string(id), node.headline);
  }

  /// Whether it is a member that a node has.
  static bool take_member(JsonLdNode& node, std::string_view name, element value) {
    return take_date(node, name, value) || take_text(node, name, value) ||
           take_list(node, name, value);
  }

  static bool take_date(JsonLdNode& node, std::string_view name, element value) {
    struct Place {
      std::string_view name;
      std::string JsonLdNode::*text;
    };
    static constexpr std::array<Place, 4> places{{
        {"datePublished", &JsonLdNode::date_published},
        {"dateModified", &JsonLdNode::date_modified},
        {"dateCreated", &JsonLdNode::date_created},
        {"uploadDate", &JsonLdNode::upload_date},
    }};
    for (const Place& place : places) {
      if (!equal_ignoring_case(place.name, name)) continue;
      if ((node.*place.text).empty()) node.*place.text = text_of(value);
      return true;
    }
    return false;
  }

  static bool take_text(JsonLdNode& node, std::string_view name, element value) {
    if (name == "headline") {
      node.headline = readable(text_of(value));
    } else if (name == "name" || name == "alternativeHeadline") {
      if (node.headline.empty()) node.headline = readable(text_of(value));
    } else if (name == "description") {
      node.description = readable(text_of(value));
    } else if (name == "publisher") {
      node.publisher = readable(text_of(value));
    } else if (name == "articleBody") {
      if (node.article_body.empty()) node.article_body = field_text(text_of(value), false);
    } else if (name == "inLanguage") {
      node.language = text_of(value);
    } else if (name == "articleSection") {
      node.section = readable(text_of(value));
    } else {
      return false;
    }
    return true;
  }

  static bool take_list(JsonLdNode& node, std::string_view name, element value) {
    if (name == "@type") {
      for_each_value(value, [&](element item) { add_text(node.types, type_name(text_of(item))); });
    } else if (name == "author" || name == "creator") {
      for_each_value(value, [&](element item) { add_text(node.authors, readable(text_of(item))); });
    } else if (name == "url" || name == "mainEntityOfPage" || name == "@id") {
      for_each_value(value, [&](element item) { add_text(node.urls, address_of(item)); });
    } else if (name == "keywords") {
      for_each_value(value, [&](element item) { add_keywords(node.keywords, text_of(item)); });
    } else {
      return false;
    }
    return true;
  }

  std::vector<JsonLdNode>& nodes_;
  std::map<std::string, std::string, std::less<>> names_;  ///< by `@id`
};

/// Reads scripts one after the other.
class ScriptReader {
 public:
  explicit ScriptReader(std::vector<JsonLdNode>& nodes) : nodes_(nodes), collector_(nodes) {}

  /// The values of a script, wherever they begin: after a comment's mark, after another value.
  void read(std::string_view script) {
    for (std::size_t at = script.find_first_of("{["); at != std::string_view::npos;
         at = script.find_first_of("{[", at)) {
      if (nodes_.size() >= most_json_ld_nodes) return;
      const std::string_view rest = script.substr(at);
      // "[CDATA[" is the mark of a section, not a list.
      if (rest.starts_with("[CDATA[")) {
        at += std::string_view("[CDATA[").size();
        continue;
      }
      const std::size_t used = read_value(rest);
      if (used == 0) return salvage_json_ld(rest, nodes_);
      at += used;
    }
  }

  void finish() { collector_.resolve(); }

 private:
  /// Its bytes; 0 where it cannot be read.
  std::size_t read_value(std::string_view text) {
    JsonScanner scanner({.line_end = '\0'});
    std::size_t used = 0;
    if (scanner.feed(text, used) != JsonScanner::Outcome::done) return 0;
    return parse(text.substr(0, used)) ? used : 0;
  }

  bool parse(std::string_view value) {
    element root;
    if (parser_.parse(value.data(), value.size(), true).get(root) != simdjson::SUCCESS) {
      const MendedJson mended = mend_json(value);
      mended_ = mended.parsable ? *mended.parsable : mended.written;
      if (parser_.parse(mended_).get(root) != simdjson::SUCCESS) return false;
    }
    collector_.take(root, {}, 0);
    return true;
  }

  std::vector<JsonLdNode>& nodes_;
  Collector collector_;
  simdjson::dom::parser parser_;
  std::string mended_;  ///< what the parser's values refer to
};

bool ends_with_ignoring_case(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() &&
         equal_ignoring_case(text.substr(text.size() - end.size()), end);
}

}  // namespace

bool is_article_type(std::string_view type) noexcept {
  return ends_with_ignoring_case(type, "article") || ends_with_ignoring_case(type, "posting") ||
         type == "Report";
}

bool JsonLdNode::is_article() const noexcept {
  return std::any_of(types.begin(), types.end(), is_article_type);
}

bool JsonLdNode::is_page() const noexcept {
  return std::any_of(types.begin(), types.end(),
                     [](const std::string& type) { return ends_with_ignoring_case(type, "page"); });
}

std::vector<JsonLdNode> read_json_ld(const std::vector<std::string_view>& scripts) {
  std::vector<JsonLdNode> nodes;
  ScriptReader reader(nodes);
  for (const std::string_view script : scripts) reader.read(script);
  reader.finish();
  return nodes;
}

}  // namespace dateline::html
