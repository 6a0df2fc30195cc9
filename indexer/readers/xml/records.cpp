#include "indexer/readers/xml/records.hpp"

#include <algorithm>
#include <utility>

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/xml/attributes.hpp"

namespace dateline::xml {
namespace {

constexpr std::size_t deepest = 256;
constexpr std::size_t most_bindings = 256;

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName split_name(std::string_view name) noexcept {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

bool is_blank_text(std::string_view text) noexcept {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

}  // namespace

Result<bool> Records::next(XmlRecord& record) {
  record = XmlRecord{};
  record_ended_ = false;
  for (;;) {
    if (!std::exchange(again_, false)) {
      DATELINE_ASSIGN(const bool more, tokens_.next(token_));
      if (!more) break;
    }
    take(token_, record);
    if (record_ended_) return true;
  }
  cut_off_ = cut_off_ || !stack_.empty();
  const bool unfinished = in_record_;
  while (!stack_.empty()) pop(record);
  if (unfinished && record.state == XmlRecord::State::complete)
    record.state = XmlRecord::State::cut_off;
  return unfinished;
}

void Records::take(const XmlToken& token, XmlRecord& record) {
  switch (token.kind) {
    case XmlToken::Kind::open:
      return open(token, record);
    case XmlToken::Kind::close:
      return close(token.name, record);
    case XmlToken::Kind::text:
      return text(token.text, true);
    case XmlToken::Kind::cdata:
      return text(token.text, false);
    case XmlToken::Kind::doctype:
      if (stack_.empty()) entities_.declare(token.text);
  }
}

void Records::begin(XmlRecord& record) {
  record_tree_.clear();
  in_record_ = true;
  too_large_ = false;
  record.parent = top();
  record.line = tokens_.line();
  record.offset = token_.offset;
  record.ordinal = ++ordinal_;
}

bool Records::ends_record(Space space, std::string_view name) const {
  return in_record_ && stack_.back().is_record && is_record_(space, name) &&
         to_lower_ascii(split_name(stack_.back().name).local) == name;
}

void Records::open(const XmlToken& token, XmlRecord& record) {
  if (too_deep_ > 0 || stack_.size() >= deepest) {
    if (!token.self_closing) ++too_deep_;
    return;
  }
  const QualifiedName name = split_name(token.name);
  const std::size_t bound = bindings_.size();
  bind(token.text);
  const Space space = space_of(name.prefix, false);
  const std::string local = to_lower_ascii(name.local);
  if (ends_record(space, local)) {
    bindings_.resize(bound);
    again_ = true;
    return pop(record);
  }
  const bool begins = !in_record_ && is_record_(space, local);
  const std::uint32_t parent = begins ? Tree::none : top();
  if (begins) begin(record);
  std::uint32_t node = top();
  if (has_room(tree()) || begins) {
    node = tree().add_element(parent, space, name.local);
    add_attributes(token.text, tree());
  }
  stack_.push_back({std::string(token.name), node, bound, begins});
  if (token.self_closing) pop(record);
}

void Records::close(std::string_view name, XmlRecord& record) {
  if (too_deep_ > 0) {
    --too_deep_;
    return;
  }
  const auto open = std::find_if(stack_.rbegin(), stack_.rend(), [&](const Open& element) {
    return equal_ignoring_case(element.name, name);
  });
  if (open == stack_.rend()) return;
  // What is inside a record does not end what is around it, unless it is really its end.
  const auto depth = static_cast<std::size_t>(stack_.rend() - open);
  while (stack_.size() >= depth) pop(record);
}

void Records::pop(XmlRecord& record) {
  const Open open = std::move(stack_.back());
  stack_.pop_back();
  bindings_.resize(std::min(bindings_.size(), open.bindings));
  if (!open.is_record) return;
  in_record_ = false;
  record_ended_ = true;
  record.root = record_tree_.root();
  record.state = too_large_ ? XmlRecord::State::too_large : XmlRecord::State::complete;
  record.end = token_.offset;
}

/// Spaces between elements outside of records would only fill the memory.
void Records::text(std::string_view text, bool has_references) {
  if (stack_.empty() || top() == Tree::none || !has_room(tree())) return;
  Tree& to = tree();
  if (!in_record_ && is_blank_text(text) && !to.ends_with_text(top())) return;
  const std::size_t from = to.pool().size();
  if (has_references)
    append_resolved(to.pool(), text, entities_);
  else
    to.pool().append(text);
  to.add_text(top(), from);
  if (to.bytes() <= max_bytes_) return;
  // However the text was cut into pieces, the same part of it is kept.
  too_large_ = too_large_ || in_record_;
  to.shorten_text(top(), std::min(to.bytes() - max_bytes_, to.pool().size() - from));
}

bool Records::has_room(const Tree& tree) {
  if (tree.bytes() < max_bytes_) return true;
  too_large_ = too_large_ || in_record_;
  return false;
}

void Records::bind(std::string_view text) {
  if (text.find("xmlns") == std::string_view::npos) return;
  Attributes attributes(text);
  while (const auto attribute = attributes.next()) {
    const bool is_default = attribute->prefix.empty() && attribute->name == "xmlns";
    if (!is_default && attribute->prefix != "xmlns") continue;
    if (bindings_.size() == most_bindings) return;
    std::string uri;
    append_resolved(uri, attribute->value, entities_);
    Space space = space_of_uri(uri);
    // A default that is not known says no more than none.
    if (is_default && space == Space::other) space = Space::none;
    bindings_.push_back({is_default ? std::string() : std::string(attribute->name), space});
  }
}

Space Records::space_of(std::string_view prefix, bool is_attribute) const {
  if (prefix.empty() && is_attribute) return Space::none;
  const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                  [&](const Binding& known) { return known.prefix == prefix; });
  if (bound != bindings_.rend()) return bound->space;
  return prefix.empty() ? Space::none : space_of_prefix(prefix);
}

void Records::add_attributes(std::string_view text, Tree& tree) {
  Attributes attributes(text);
  while (const auto attribute = attributes.next()) {
    if (attribute->prefix == "xmlns" || attribute->name == "xmlns") continue;
    if (!has_room(tree)) return;
    const std::size_t from = tree.pool().size();
    append_resolved(tree.pool(), attribute->value, entities_);
    tree.add_attribute(space_of(attribute->prefix, true), attribute->name, from);
  }
}

}  // namespace dateline::xml
