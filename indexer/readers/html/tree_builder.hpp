// Puts tags and texts together to a tree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/parse_html.hpp"
#include "indexer/readers/html/tokenizer.hpp"

namespace dateline::html {

/// Not thread-safe; to be used once.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string html);
  [[nodiscard]] HtmlTree build();

 private:
  /// An element whose end has not come.
  struct Open {
    NodeId node;
    Tag tag;
    bool ended = false;  ///< its end tag came while others were open in it; it ends with them
  };

  void take_text(std::string_view text);
  void take_start();
  void take_end();
  bool take_foreign_start();

  void start_html();
  void start_item(bool (*ends)(Tag));
  void start_table_part();
  bool start_in_select();
  void start_link();
  void start_block();
  void start_raw();

  void end_formatting();
  void end_link(std::size_t place);
  void end_block();
  void end_paragraph();
  void end_heading();
  void end_form();
  void end_any();

  /// The place in open_ of the nearest element of this kind; `nowhere` where there is none, or
  /// where the scope ends before it.
  enum class Scope { any, usual, button, list, table };
  [[nodiscard]] std::size_t find_open(Tag tag, Scope scope) const noexcept;
  [[nodiscard]] std::size_t find_heading() const noexcept;
  [[nodiscard]] bool is_open(Tag tag) const noexcept {
    return open_count_[static_cast<std::size_t>(tag)] > 0;
  }
  [[nodiscard]] Tag current() const noexcept { return open_.back().tag; }

  void push(bool stays_open);
  NodeId add_node(Tag tag, std::string_view text);
  void add_attributes(HtmlNode& node);
  void pop();
  void pop_ended();
  void skip_level();
  bool ends_skipped(Tag tag) noexcept;
  void close_through(std::size_t place);
  void leave_open(std::size_t place);
  void close_implied(Tag except);
  void close_paragraph();
  void close_to_table_part(std::initializer_list<Tag> parts);
  void reopen(const std::vector<Open>& closed);

  std::unique_ptr<std::string> source_;
  Tokenizer tokens_;
  HtmlToken token_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  std::vector<Open> open_;  ///< from <html> to the innermost
  std::array<std::uint32_t, tag_count> open_count_{};
  std::size_t foreign_ = 0;                         ///< open <svg> and <math>
  std::array<std::uint32_t, tag_count> skipped_{};  ///< of those that were too deep to be opened
  bool any_skipped_ = false;
  bool after_block_tag_ = true;
  bool whole_ = true;
};

}  // namespace dateline::html
