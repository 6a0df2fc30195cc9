#include "indexer/readers/xml/tree.hpp"

#include <algorithm>

#include "indexer/readers/html/tags.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<')
      out.append("&lt;");
    else if (c == '>')
      out.append("&gt;");
    else if (c == '&')
      out.append("&amp;");
    else
      out.push_back(c);
  }
}

}  // namespace

std::string_view Element::name() const noexcept {
  return *this ? tree_->view(tree_->nodes_[node_].name) : std::string_view();
}

Space Element::space() const noexcept {
  return *this ? tree_->nodes_[node_].space : Space::none;
}

Element Element::parent() const noexcept {
  if (!*this) return {};
  const std::uint32_t parent = tree_->nodes_[node_].parent;
  return parent == Tree::none ? Element() : Element(tree_, parent);
}

Element Element::first() const noexcept {
  return *this ? tree_->first_element_from(tree_->nodes_[node_].first) : Element();
}

Element Element::next() const noexcept {
  return *this ? tree_->first_element_from(tree_->nodes_[node_].next) : Element();
}

Element Element::child(std::string_view name) const noexcept {
  for (Element child = first(); child; child = child.next())
    if (child.name() == name) return child;
  return {};
}

Element Element::child(Space space, std::string_view name) const noexcept {
  for (Element child = first(); child; child = child.next())
    if (child.space() == space && child.name() == name) return child;
  return {};
}

Element Element::find(std::string_view name) const noexcept {
  for (Element at = first(); at; at = at.following(*this))
    if (at.name() == name) return at;
  return {};
}

Element Element::following(const Element& root) const noexcept {
  if (Element inside = first()) return inside;
  for (Element at = *this; at && at != root; at = at.parent())
    if (Element beside = at.next()) return beside;
  return {};
}

std::string_view Element::attribute(std::string_view name, Space space) const noexcept {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[node_];
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const Tree::Attribute& attribute = tree_->attributes_[node.attributes + i];
    if (attribute.space == space && tree_->view(attribute.name) == name)
      return tree_->view(attribute.value);
  }
  return {};
}

std::string Element::text() const {
  std::string out;
  if (!*this) return out;
  std::uint32_t at = tree_->nodes_[node_].first;
  while (at != Tree::none && at != node_) {
    const Tree::Node& node = tree_->nodes_[at];
    if (node.is_text) out.append(tree_->view(node.name));
    if (node.first != Tree::none) {
      at = node.first;
      continue;
    }
    while (at != node_ && tree_->nodes_[at].next == Tree::none) at = tree_->nodes_[at].parent;
    if (at != node_) at = tree_->nodes_[at].next;
  }
  return out;
}

std::string Element::line() const {
  return to_single_line(text());
}

bool Element::has_own_text() const noexcept {
  if (!*this) return false;
  for (std::uint32_t at = tree_->nodes_[node_].first; at != Tree::none; at = tree_->nodes_[at].next)
    if (tree_->nodes_[at].is_text && !trim(tree_->view(tree_->nodes_[at].name)).empty())
      return true;
  return false;
}

std::string Element::markup(const NameOf& name_of) const {
  std::string out;
  if (*this) tree_->append_markup(out, node_, name_of);
  return out;
}

Element Tree::root() const noexcept {
  return nodes_.empty() ? Element() : first_element_from(0);
}

std::size_t Tree::bytes() const noexcept {
  return pool_.size() + nodes_.size() * sizeof(Node) + attributes_.size() * sizeof(Attribute);
}

void Tree::clear() noexcept {
  constexpr std::size_t kept = 1u << 20;
  if (pool_.capacity() > kept) *this = Tree();
  nodes_.clear();
  attributes_.clear();
  pool_.clear();
}

std::uint32_t Tree::link(std::uint32_t parent, const Node& node) {
  const auto at = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  nodes_[at].parent = parent;
  if (parent == none) return at;
  Node& above = nodes_[parent];
  if (above.last == none)
    above.first = at;
  else
    nodes_[above.last].next = at;
  above.last = at;
  return at;
}

std::uint32_t Tree::add_element(std::uint32_t parent, Space space, std::string_view name) {
  const std::size_t from = pool_.size();
  for (const char c : name) pool_.push_back(ascii_lower(c));
  Node node;
  node.space = space;
  node.name = since(from);
  node.attributes = static_cast<std::uint32_t>(attributes_.size());
  return link(parent, node);
}

void Tree::add_attribute(Space space, std::string_view name, std::size_t value_from) {
  const Range value = since(value_from);
  const std::size_t from = pool_.size();
  for (const char c : name) pool_.push_back(ascii_lower(c));
  attributes_.push_back({space, since(from), value});
  ++nodes_.back().attribute_count;
}

/// Adjacent pieces of text are one.
void Tree::add_text(std::uint32_t parent, std::size_t from) {
  const Range text = since(from);
  if (text.size == 0) return;
  const std::uint32_t last = nodes_[parent].last;
  if (last != none && nodes_[last].is_text &&
      nodes_[last].name.begin + nodes_[last].name.size == text.begin) {
    nodes_[last].name.size += text.size;
    return;
  }
  Node node;
  node.is_text = true;
  node.name = text;
  link(parent, node);
}

bool Tree::ends_with_text(std::uint32_t element) const noexcept {
  const std::uint32_t last = nodes_[element].last;
  return last != none && nodes_[last].is_text;
}

void Tree::shorten_text(std::uint32_t element, std::size_t bytes) noexcept {
  if (!ends_with_text(element)) return;
  Range& text = nodes_[nodes_[element].last].name;
  const auto less = std::min(text.size, static_cast<std::uint32_t>(bytes));
  text.size -= less;
  pool_.resize(pool_.size() - less);
}

Element Tree::first_element_from(std::uint32_t node) const noexcept {
  while (node != none && nodes_[node].is_text) node = nodes_[node].next;
  return node == none ? Element() : Element(this, node);
}

/// Attributes mean nothing to a text. Iterative: an element is left by way of its last child.
void Tree::append_markup(std::string& out, std::uint32_t root,
                         const Element::NameOf& name_of) const {
  std::vector<std::string_view> open;
  std::uint32_t at = nodes_[root].first;
  while (at != none && at != root) {
    const Node& node = nodes_[at];
    const std::string_view name = node.is_text ? std::string_view() : name_of({this, at});
    if (node.is_text) append_escaped(out, view(node.name));
    if (!name.empty()) {
      out.append("<").append(name).append(">");
      if (node.first != none) {
        open.push_back(name);
        at = node.first;
        continue;
      }
      if (!html::is_void_element(name)) out.append("</").append(name).append(">");
    }
    while (at != root && nodes_[at].next == none) {
      at = nodes_[at].parent;
      if (at == root) break;
      out.append("</").append(open.back()).append(">");
      open.pop_back();
    }
    if (at != root) at = nodes_[at].next;
  }
}

}  // namespace dateline::xml
