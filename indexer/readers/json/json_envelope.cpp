#include "indexer/readers/json/json_envelope.hpp"

#include <algorithm>

#include "common/base/json_scan.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/json/json_shapes.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// So many objects of a list are looked at to know what it holds.
constexpr int looked_at_items = 3;
/// Among so many items.
constexpr int most_items = 8;
/// A document may be wrapped that often.
constexpr int most_wrappers = 2;

bool says_nothing(std::string_view value) noexcept {
  if (value.empty() || value == "null" || value == "\"\"") return true;
  const bool is_pair = value.front() == '[' || value.front() == '{';
  return is_pair && trim(value.substr(1)).size() <= 1;
}

bool is_object(std::string_view value) noexcept {
  return value.starts_with('{');
}

bool is_list(std::string_view value) noexcept {
  return value.starts_with('[');
}

std::size_t column_of(std::string_view text, std::size_t at) noexcept {
  const std::size_t line_end = text.substr(0, at).rfind('\n');
  return line_end == std::string_view::npos ? at : at - line_end - 1;
}

/// The first item of the list that begins at `begin`, if it is a whole object.
std::optional<std::string_view> first_object(std::string_view text, std::size_t begin) {
  const std::size_t item = text.find_first_not_of(" \t\r\n", begin + 1);
  if (item == std::string_view::npos || text[item] != '{') return std::nullopt;
  JsonScanner scanner({.indent = column_of(text, item)});
  std::size_t used = 0;
  if (scanner.feed(text.substr(item), used) != JsonScanner::Outcome::done) return std::nullopt;
  return text.substr(item, used);
}

void append_members(std::string& out, std::string_view object, std::string_view without) {
  RawMembers members(object);
  while (const auto member = members.next()) {
    if (member->key == without) continue;
    out.append(out.empty() ? "{\"" : ",\"").append(member->key).append("\":");
    out.append(member->value);
  }
}

}  // namespace

void EnvelopeFinder::look_at_member(std::string_view name, Sight& sight) const {
  const auto meaning = names_.find(name);
  if (!meaning) return;
  switch (meaning->field) {
    case FieldId::title:
      sight.title = true;
      return;
    case FieldId::date:
      sight.date = true;
      return;
    case FieldId::url:
      sight.address = true;
      return;
    case FieldId::key:
      sight.id = true;
      return;
    case FieldId::text:
      (is_summary_name(name) ? sight.summary : sight.text) = true;
      return;
    default:
      return;
  }
}

/// What the object has itself, and what an object that it wraps has.
EnvelopeFinder::Sight EnvelopeFinder::look(std::string_view object, int level) const {
  Sight sight;
  std::vector<RawMember> objects;
  RawMembers members(object);
  while (const auto member = members.next()) {
    if (says_nothing(member->value)) continue;
    if (is_object(member->value)) objects.push_back(*member);
    if (!is_object(member->value) || is_part_name(member->key)) look_at_member(member->key, sight);
  }
  if (sight.text) return sight;
  for (const RawMember& inner : objects) {
    if (is_part_name(inner.key)) continue;
    if (level < most_wrappers && is_inner_document(inner.key, inner.value, sight, level)) {
      const Sight wrapped = look(inner.value, level + 1);
      sight.title |= wrapped.title;
      sight.text |= wrapped.text;
      sight.summary |= wrapped.summary;
      sight.date |= wrapped.date;
      sight.address |= wrapped.address;
    } else {
      look_at_member(inner.key, sight);
    }
  }
  return sight;
}

/// Whether a member is the document that its object wraps.
bool EnvelopeFinder::is_inner_document(std::string_view name, std::string_view value,
                                       const Sight& outer, int level) const {
  if (is_part_name(name)) return false;
  const Sight inner = look(value, level + 1);
  const auto meaning = names_.find(name);
  if (meaning && meaning->field == FieldId::text) return inner.title && inner.text;
  if (meaning) return false;
  return outer.title ? inner.text && is_wrapper_name(name) : inner.text || inner.title;
}

bool EnvelopeFinder::is_document(const Sight& item, const Surroundings& around) noexcept {
  const bool has_text = item.text || item.summary;
  const bool is_dated = (item.title && (has_text || item.date)) || (item.text && item.date);
  if (around.titled) return around.known_name && !around.is_text && is_dated;
  if (around.is_text) return item.title && (has_text || item.date);
  if (around.known_name) return item.title || has_text;
  return (item.text && (item.title || item.date)) || (item.title && (item.date || item.address));
}

bool EnvelopeFinder::is_list_of_documents(std::string_view list, const Surroundings& around,
                                          int level) const {
  RawItems items(list);
  int objects = 0;
  for (int i = 0; i < most_items && objects < looked_at_items; ++i) {
    const auto item = items.next();
    if (!item) break;
    if (!is_object(*item)) continue;
    ++objects;
    if (is_document(look(*item, 0), around)) return true;
    if (around.known_name && level < most_levels) {
      Collected inner;
      collect(*item, item->data(), level + 1, {}, inner);
      if (!inner.lists.begins.empty()) return true;
    }
  }
  return false;
}

/// Two documents or more, and nothing else: one alone is a document that the object wraps.
bool EnvelopeFinder::is_map_of_documents(std::string_view object) const {
  RawMembers members(object);
  int documents = 0;
  for (int i = 0; i < most_items; ++i) {
    const auto member = members.next();
    if (!member) break;
    if (!is_object(member->value) || is_part_name(member->key)) return false;
    if (i < looked_at_items && !is_document(look(member->value, 0), {})) return false;
    ++documents;
  }
  return documents > 1;
}

/// Whether one of the object's texts is not a list of documents, nor one document.
bool EnvelopeFinder::has_own_text(std::string_view object, bool titled, int level) const {
  RawMembers members(object);
  while (const auto member = members.next()) {
    const std::string_view value = member->value;
    const auto meaning = names_.find(member->key);
    if (!meaning || meaning->field != FieldId::text) continue;
    if (says_nothing(value) || is_summary_name(member->key)) continue;
    const Surroundings around{
        .known_name = is_list_name(member->key), .titled = titled, .is_text = true};
    if (is_list(value) && is_list_of_documents(value, around, level)) continue;
    if (!is_object(value)) return true;
    const Sight inner = look(value, most_wrappers);
    if (inner.text && !inner.title) return true;
  }
  return false;
}

void EnvelopeFinder::collect(std::string_view object, const char* root, int level,
                             Surroundings around, Collected& found) const {
  if (level == most_levels) return;
  const Sight own = look(object, most_wrappers);
  around.titled |= own.title;
  if (own.text && has_own_text(object, around.titled, level)) return;
  const bool is_bare = !around.titled && !own.date && !own.address && !own.id;
  RawMembers members(object);
  while (const auto member = members.next()) {
    const std::string_view value = member->value;
    if (is_part_name(member->key)) continue;
    const auto meaning = names_.find(member->key);
    Surroundings inside = around;
    inside.is_text |= meaning && meaning->field == FieldId::text;
    inside.known_name = is_list_name(member->key);
    const bool is_map = is_object(value) && !around.titled && is_map_of_documents(value);
    if (is_object(value) && !is_map) {
      const Sight inner = look(value, most_wrappers);
      if (!inner.text || inside.is_text) collect(value, root, level + 1, inside, found);
      continue;
    }
    if (!is_map && !is_list(value)) continue;
    found.holds_empty |= inside.known_name && is_bare && says_nothing(value);
    if (!is_map && !is_list_of_documents(value, inside, level)) continue;
    DocumentLists& lists = found.lists;
    if (lists.begins.empty()) lists.levels = static_cast<std::size_t>(level) + 1;
    lists.begins.push_back(static_cast<std::size_t>(value.data() - root));
  }
}

std::optional<DocumentLists> EnvelopeFinder::find(std::string_view object) const {
  if (is_map_of_documents(object)) return DocumentLists{{0}, 1};
  Collected found;
  collect(object, object.data(), 0, {}, found);
  if (!found.lists.begins.empty()) return std::move(found.lists);
  const Sight own = look(object, 0);
  const bool is_document = own.title || own.text || own.summary;
  if (found.holds_empty && !is_document) return DocumentLists{};
  return std::nullopt;
}

std::optional<EnvelopeFinder::BegunList> EnvelopeFinder::find_begun(std::string_view text) const {
  BegunList found{0, 1};
  if (!find_known_list(text, text.data(), found)) return std::nullopt;
  return found;
}

/// The first list with a known name, in an object without text.
bool EnvelopeFinder::find_known_list(std::string_view object, const char* root,
                                     BegunList& found) const {
  Sight own;
  bool is_found = false;
  const std::size_t level = found.levels;
  RawMembers members(object);
  while (const auto member = members.next()) {
    const std::string_view value = member->value;
    if (is_part_name(member->key)) continue;
    if (is_list(value) && is_list_name(member->key) && !is_found) {
      found.begin = static_cast<std::size_t>(value.data() - root);
      is_found = true;
    } else if (is_object(value) && level < most_levels && !is_found) {
      ++found.levels;
      is_found = find_known_list(value, root, found);
      if (!is_found) found.levels = level;
    } else if (!says_nothing(value)) {
      look_at_member(member->key, own);
    }
  }
  found.titled |= own.title;
  return is_found && !own.text;
}

bool EnvelopeFinder::begins_with_document(std::string_view text, const BegunList& list) const {
  const auto item = first_object(text, list.begin);
  const Surroundings around{.known_name = true, .titled = list.titled};
  return item && is_document(look(*item, 0), around);
}

std::optional<std::string> EnvelopeFinder::unwrap(std::string_view object) const {
  Sight outer;
  std::vector<RawMember> objects;
  RawMembers members(object);
  while (const auto member = members.next()) {
    if (says_nothing(member->value)) continue;
    if (is_object(member->value) && !is_part_name(member->key))
      objects.push_back(*member);
    else
      look_at_member(member->key, outer);
  }
  if (outer.text) return std::nullopt;
  for (const RawMember& inner : objects) {
    if (!is_inner_document(inner.key, inner.value, outer, 0)) continue;
    std::string merged;
    append_members(merged, object, inner.key);
    append_members(merged, inner.value, {});
    return merged + "}";
  }
  return std::nullopt;
}

}  // namespace dateline
