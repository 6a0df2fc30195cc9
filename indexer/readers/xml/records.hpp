// XML -> its records (items of a feed, stories of a wire), one at a time, in bounded memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/xml/references.hpp"
#include "indexer/readers/xml/tokens.hpp"
#include "indexer/readers/xml/tree.hpp"

namespace dateline::xml {

/// Whether an element is a record; its name is in lower case.
using IsRecord = bool (*)(Space space, std::string_view name) noexcept;

struct XmlRecord {
  enum class State {
    complete,
    cut_off,   ///< the input ended in it
    too_large  ///< its tree is a part of it
  };
  State state = State::complete;
  Element root{};                     ///< valid until the next call
  std::uint32_t parent = Tree::none;  ///< the element of outside() that it was in
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::uint64_t end = 0;      ///< after its last byte
  std::uint64_t ordinal = 0;  ///< from 1
};

/// Balances what is not: an end tag closes all that was opened since its start tag, one without a
/// start tag is left out, a record that begins directly in another ends it. Namespaces go by their
/// URIs. Elements deeper than 256 are read as if they were not there, their text is kept.
/// Not thread-safe. `source` must outlive it.
class Records {
 public:
  Records(ByteSource& source, IsRecord is_record, std::size_t max_record_bytes)
      : tokens_(source), is_record_(is_record), max_bytes_(max_record_bytes) {}

  /// False at the end. Errors: those of the source.
  Result<bool> next(XmlRecord& record);
  /// What is outside of all records and was read so far, as far as it fits into the bound.
  [[nodiscard]] const Tree& outside() const noexcept { return outside_; }
  /// Whether the input ended before its root element did.
  [[nodiscard]] bool is_cut_off() const noexcept { return cut_off_; }

 private:
  struct Open {
    std::string name;  ///< with its prefix, as written
    std::uint32_t node;
    std::size_t bindings;  ///< so many namespaces were bound before it
    bool is_record;
  };
  struct Binding {
    std::string prefix;
    Space space;
  };

  void begin(XmlRecord& record);
  void take(const XmlToken& token, XmlRecord& record);
  void open(const XmlToken& token, XmlRecord& record);
  void close(std::string_view name, XmlRecord& record);
  void pop(XmlRecord& record);
  void text(std::string_view text, bool has_references);
  void bind(std::string_view attributes);
  void add_attributes(std::string_view attributes, Tree& tree);
  [[nodiscard]] Space space_of(std::string_view prefix, bool is_attribute) const;
  [[nodiscard]] bool has_room(const Tree& tree);
  [[nodiscard]] bool ends_record(Space space, std::string_view name) const;
  [[nodiscard]] Tree& tree() noexcept { return in_record_ ? record_tree_ : outside_; }
  [[nodiscard]] std::uint32_t top() const noexcept {
    return stack_.empty() ? Tree::none : stack_.back().node;
  }

  Tokens tokens_;
  IsRecord is_record_;
  std::size_t max_bytes_;
  Entities entities_;
  Tree outside_;
  Tree record_tree_;
  std::vector<Open> stack_;
  std::vector<Binding> bindings_;
  std::size_t too_deep_ = 0;  ///< elements that are open and not on the stack
  bool in_record_ = false;
  bool record_ended_ = false;
  bool too_large_ = false;
  bool cut_off_ = false;
  std::uint64_t ordinal_ = 0;
  bool again_ = false;  ///< the token is to be taken once more
  XmlToken token_;
};

}  // namespace dateline::xml
