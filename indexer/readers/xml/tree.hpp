// A piece of XML in memory: elements, their attributes and text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/xml/spaces.hpp"

namespace dateline::xml {

class Tree;

/// An element of a tree, or none, in which there is nothing. As long as its tree lives and is not
/// changed.
class Element {
 public:
  Element() = default;
  Element(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}

  [[nodiscard]] explicit operator bool() const noexcept { return tree_ != nullptr; }
  /// Without its prefix, in lower case.
  [[nodiscard]] std::string_view name() const noexcept;
  [[nodiscard]] Space space() const noexcept;
  [[nodiscard]] bool is(std::string_view name) const noexcept {
    return *this && this->name() == name;
  }
  [[nodiscard]] bool is(Space space, std::string_view name) const noexcept {
    return is(name) && this->space() == space;
  }

  [[nodiscard]] Element parent() const noexcept;
  /// The first element in it, and the next one beside it.
  [[nodiscard]] Element first() const noexcept;
  [[nodiscard]] Element next() const noexcept;
  /// The first element in it of that name.
  [[nodiscard]] Element child(std::string_view name) const noexcept;
  [[nodiscard]] Element child(Space space, std::string_view name) const noexcept;
  /// The first one of that name at any depth, in the order of the text.
  [[nodiscard]] Element find(std::string_view name) const noexcept;
  /// The element after this one in the order of the text, within `root`.
  [[nodiscard]] Element following(const Element& root) const noexcept;

  /// By its name in lower case, without a prefix; one of `space` (xml:lang) where it is given.
  /// Empty where there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name,
                                           Space space = Space::none) const noexcept;
  /// All text in it, as it is.
  [[nodiscard]] std::string text() const;
  /// The same as one line.
  [[nodiscard]] std::string line() const;
  /// Whether another element is in it.
  [[nodiscard]] bool has_elements() const noexcept { return static_cast<bool>(first()); }
  /// Whether text other than spaces is directly in it.
  [[nodiscard]] bool has_own_text() const noexcept;
  /// What is in it, as HTML. Elements get the names that `name_of` gives; empty: they are left out.
  using NameOf = std::function<std::string_view(const Element&)>;
  [[nodiscard]] std::string markup(const NameOf& name_of = &Element::name) const;

  friend bool operator==(const Element&, const Element&) = default;

 private:
  friend class Tree;
  const Tree* tree_ = nullptr;
  std::uint32_t node_ = 0;
};

/// Not thread-safe.
class Tree {
 public:
  /// The first element, or none.
  [[nodiscard]] Element root() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }
  /// What it takes in memory.
  [[nodiscard]] std::size_t bytes() const noexcept;
  void clear() noexcept;

  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// Adds an element as the last one in `parent` (none: as a root). `name` in any case of letters.
  std::uint32_t add_element(std::uint32_t parent, Space space, std::string_view name);
  /// To the element that was added last, before anything else. The value's bytes are those that
  /// `pool()` has had appended since `value_from`.
  void add_attribute(Space space, std::string_view name, std::size_t value_from);
  /// Adds to the text in `parent` what was appended to pool() since `from`.
  void add_text(std::uint32_t parent, std::size_t from);
  [[nodiscard]] std::string& pool() noexcept { return pool_; }
  /// Whether the last thing in the element is text.
  [[nodiscard]] bool ends_with_text(std::uint32_t element) const noexcept;
  /// Takes bytes from the end of the text that was added last.
  void shorten_text(std::uint32_t element, std::size_t bytes) noexcept;

 private:
  friend class Element;
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct Node {
    bool is_text = false;
    Space space = Space::none;
    Range name{};  ///< of text: the text
    std::uint32_t parent = none;
    std::uint32_t first = none;
    std::uint32_t last = none;
    std::uint32_t next = none;
    std::uint32_t attributes = 0;  ///< the first one
    std::uint32_t attribute_count = 0;
  };
  struct Attribute {
    Space space;
    Range name;
    Range value;
  };

  std::uint32_t link(std::uint32_t parent, const Node& node);
  [[nodiscard]] std::string_view view(Range range) const noexcept {
    return std::string_view(pool_).substr(range.begin, range.size);
  }
  [[nodiscard]] Range since(std::size_t from) const noexcept {
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(pool_.size() - from)};
  }
  [[nodiscard]] Element first_element_from(std::uint32_t node) const noexcept;
  void append_markup(std::string& out, std::uint32_t root, const Element::NameOf& name_of) const;

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string pool_;
};

}  // namespace dateline::xml
