#include "indexer/readers/json/json_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/json/json_shapes.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// Lists and objects nested deeper than that cannot be text.
constexpr int most_levels = 16;

std::string_view string_of(element value) noexcept {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// Collects the texts of one value.
class Collector {
 public:
  Collector(FieldId field, JsonTexts& out) : field_(field), out_(out) {}

  void take(const JsonPlace& place, HtmlMode html, int level) {
    switch (place.value.type()) {
      case element_type::NULL_VALUE:
        return;
      case element_type::STRING:
        return take_string(place, html);
      case element_type::INT64:
      case element_type::UINT64:
      case element_type::DOUBLE:
        out_.texts.emplace_back(place.written);
        return;
      case element_type::BOOL:
        if (field_of(field_).input.truth)
          out_.texts.emplace_back(place.written);
        else
          out_.unused = true;
        return;
      case element_type::ARRAY:
      case element_type::OBJECT:
        break;
    }
    if (level == most_levels)
      out_.unused = true;
    else if (place.value.is_array())
      take_list(place, html, level + 1);
    else
      take_object(place, html, level + 1);
  }

 private:
  void take_string(const JsonPlace& place, HtmlMode html) {
    const std::string_view text = string_of(place.value);
    if (!trim(text).empty()) out_.texts.push_back(text_of_string(text, field_, html));
  }

  void take_list(const JsonPlace& place, HtmlMode html, int level) {
    RawItems written(place.written);
    for (const element item : simdjson::dom::array(place.value)) {
      const auto raw = written.next();
      if (field_ == FieldId::text && has_no_text(item)) continue;
      take({item, raw.value_or(std::string_view())}, html, level);
    }
  }

  /// A part of an article that is its headline, its date, a picture.
  static bool has_no_text(element item) noexcept {
    simdjson::dom::object members;
    return item.get(members) == simdjson::SUCCESS &&
           is_type_without_text(string_of_member(members, "type"));
  }

  static std::string_view string_of_member(simdjson::dom::object object,
                                           std::string_view name) noexcept {
    std::string_view text;
    return object.at_key(name).get(text) == simdjson::SUCCESS ? text : std::string_view();
  }

  void take_object(const JsonPlace& place, HtmlMode html, int level) {
    const auto wanted = field_of(field_).input.members;
    std::size_t best = wanted.size();
    JsonPlace found;
    std::size_t others = 0;
    RawMembers written(place.written);
    for (const auto member : simdjson::dom::object(place.value)) {
      const auto raw = written.next();
      if (is_type_of_html(member)) html = known_html(html);
      if (member.value.is_null()) continue;
      ++others;
      const auto name = std::find(wanted.begin(), wanted.end(), member.key);
      const auto rank = static_cast<std::size_t>(name - wanted.begin());
      if (rank >= best) continue;
      best = rank;
      found = {member.value, raw ? raw->value : std::string_view()};
    }
    if (others > 1) out_.more = true;
    if (best < wanted.size())
      take(found, is_html_member(wanted[best]) ? known_html(html) : html, level);
    else if (others > 0 && !take_parts(place, html, level))
      out_.unused = true;
  }

  /// Of a text that has no member of its own, but parts; false where it has none.
  bool take_parts(const JsonPlace& place, HtmlMode html, int level) {
    if (field_ != FieldId::text) return false;
    bool taken = false;
    RawMembers written(place.written);
    for (const auto member : simdjson::dom::object(place.value)) {
      const auto raw = written.next();
      const auto& names = field_names::text_parts;
      if (std::find(std::begin(names), std::end(names), member.key) == std::end(names)) continue;
      take({member.value, raw ? raw->value : std::string_view()}, html, level);
      taken = true;
    }
    return taken;
  }

  static HtmlMode known_html(HtmlMode html) noexcept {
    return html == HtmlMode::never ? html : HtmlMode::always;
  }

  static bool is_html_member(std::string_view name) noexcept {
    return name == "rendered" || name == "html";
  }

  /// `"type": "text/html"`, as feeds have it beside the text.
  static bool is_type_of_html(const simdjson::dom::key_value_pair& member) noexcept {
    if (member.key != "type" && member.key != "mime" && member.key != "content_type") return false;
    const std::string_view type = string_of(member.value);
    return type == "text/html" || type == "html" || type == "application/xhtml+xml" ||
           type == "xhtml";
  }

  FieldId field_;
  JsonTexts& out_;
};

std::optional<std::size_t> number_of(std::string_view text) noexcept {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The path with what leads into the member; nothing where the path does not begin with its name.
std::optional<std::string_view> path_within(std::string_view path, std::string_view name) noexcept {
  if (name.empty() || !path.starts_with(name)) return std::nullopt;
  if (path.size() == name.size()) return std::string_view();
  if (path[name.size()] != '.' || path.size() == name.size() + 1) return std::nullopt;
  return path.substr(name.size() + 1);
}

std::optional<JsonFound> found_in(const JsonPlace& place, std::string_view rest, std::size_t step) {
  auto found = rest.empty() ? std::optional(JsonFound{place, {}, false}) : find_path(place, rest);
  if (found) found->steps.insert(found->steps.begin(), step);
  return found;
}

std::optional<JsonFound> find_in_list(const JsonPlace& place, std::string_view path) {
  const std::size_t stop = std::min(path.find('.'), path.size());
  const auto number = number_of(path.substr(0, stop));
  if (!number || stop + 1 == path.size()) return std::nullopt;
  const std::string_view rest = path.substr(std::min(stop + 1, path.size()));
  RawItems written(place.written);
  std::size_t step = 0;
  for (const element item : simdjson::dom::array(place.value)) {
    const auto raw = written.next();
    if (step++ < *number) continue;
    auto found = found_in({item, raw.value_or(std::string_view())}, rest, *number);
    if (found) found->in_list = true;
    return found;
  }
  return std::nullopt;
}

std::optional<JsonFound> find_in_object(const JsonPlace& place, std::string_view path) {
  std::optional<JsonFound> best;
  std::size_t best_size = 0;
  RawMembers written(place.written);
  std::size_t step = 0;
  for (const auto member : simdjson::dom::object(place.value)) {
    const auto raw = written.next();
    const std::size_t here = step++;
    if (best && member.key.size() <= best_size) continue;
    const auto rest = path_within(path, member.key);
    if (!rest) continue;
    auto found = found_in({member.value, raw ? raw->value : std::string_view()}, *rest, here);
    if (!found) continue;
    best = std::move(found);
    best_size = member.key.size();
  }
  return best;
}

/// Collects what find_in_all() finds. A path is at most a few steps long: the depth of the calls.
void collect_all(const JsonPlace& place, std::string_view path, std::vector<JsonPlace>& found) {
  if (found.size() >= most_found_values) return;
  if (place.value.is_array()) {
    RawItems written(place.written);
    for (const element item : simdjson::dom::array(place.value)) {
      const auto raw = written.next();
      if (item.is_object()) collect_all({item, raw.value_or(std::string_view())}, path, found);
    }
    return;
  }
  RawMembers written(place.written);
  for (const auto member : simdjson::dom::object(place.value)) {
    const auto raw = written.next();
    const auto rest = path_within(path, member.key);
    if (!rest) continue;
    const JsonPlace inner{member.value, raw ? raw->value : std::string_view()};
    if (rest->empty())
      found.push_back(inner);
    else if (inner.value.is_object() || inner.value.is_array())
      collect_all(inner, *rest, found);
  }
}

}  // namespace

void JsonTexts::add(JsonTexts other) {
  for (std::string& text : other.texts) texts.push_back(std::move(text));
  unused |= other.unused;
  more |= other.more;
}

std::vector<JsonPlace> find_in_all(const JsonPlace& place, std::string_view path) {
  std::vector<JsonPlace> found;
  if (place.value.is_object()) collect_all(place, path, found);
  return found;
}

JsonTexts texts_of(const JsonPlace& place, FieldId field, HtmlMode html) {
  JsonTexts out;
  Collector(field, out).take(place, html, 0);
  std::erase_if(out.texts, [](const std::string& text) { return trim(text).empty(); });
  return out;
}

std::string text_of_string(std::string_view text, FieldId field, HtmlMode html) {
  if (html == HtmlMode::never || !field_of(field).input.html) return std::string(text);
  return html::field_text(text, html == HtmlMode::always);
}

bool is_html_name(std::string_view name) noexcept {
  constexpr std::string_view ending = "html";
  return name.size() >= ending.size() &&
         equal_ignoring_case(name.substr(name.size() - ending.size()), ending);
}

std::optional<JsonFound> find_path(const JsonPlace& place, std::string_view path) {
  if (place.value.is_object()) return find_in_object(place, path);
  if (place.value.is_array()) return find_in_list(place, path);
  return std::nullopt;
}

void append_without(std::string& out, std::string_view object,
                    const std::vector<const std::vector<std::size_t>*>& paths, std::size_t level) {
  const std::size_t begin = out.size();
  RawMembers members(object);
  for (std::size_t step = 0;; ++step) {
    const auto member = members.next();
    if (!member) break;
    std::vector<const std::vector<std::size_t>*> inside;
    bool goes = false;
    for (const auto* path : paths) {
      if (path->size() <= level || (*path)[level] != step) continue;
      if (path->size() == level + 1) goes = true;
      inside.push_back(path);
    }
    if (goes) continue;
    std::string rest;
    if (!inside.empty()) append_without(rest, member->value, inside, level + 1);
    if (!inside.empty() && rest.empty()) continue;
    out.append(out.size() == begin ? "{\"" : ",\"").append(member->key).append("\":");
    out.append(inside.empty() ? member->value : std::string_view(rest));
  }
  if (out.size() != begin) out.push_back('}');
}

}  // namespace dateline
