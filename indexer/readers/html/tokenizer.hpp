// HTML -> tags and texts, as browsers cut it (the tokenization of the WHATWG's standard).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/html_tree.hpp"

namespace dateline::html {

struct HtmlToken {
  enum class Kind { start_tag, end_tag, text, end };
  Kind kind = Kind::end;
  Tag tag = Tag::text;
  bool self_closing = false;
  std::string_view text;  ///< a tag's name in lower case, or a text with references resolved
  std::vector<HtmlAttribute> attributes;  ///< of a start tag; of a name that comes twice the first
};

/// Comments, doctypes and processing instructions are passed over. Works in the text itself: names
/// become lower case and references are resolved in place, so that views into it are all that is
/// given out. Linear time. Not thread-safe.
class Tokenizer {
 public:
  /// `text` is UTF-8, and must outlive all views.
  explicit Tokenizer(std::string& text) : data_(text.data()), size_(text.size()) {}

  void next(HtmlToken& token);
  /// The content of an element in which there are no tags, up to its end tag: it is the token's
  /// text, which may be empty. Where the end tag never comes, it is empty, and tags go on being
  /// read: browsers lose the rest of the page there.
  void next_raw(HtmlToken& token, Tag element);
  /// All the rest is text (<plaintext>).
  void next_rest(HtmlToken& token);
  /// Whether `<![CDATA[` begins text, as it does inside <svg> and <math>.
  void set_foreign(bool foreign) noexcept { foreign_ = foreign; }

 private:
  [[nodiscard]] std::string_view all() const noexcept { return {data_, size_}; }
  [[nodiscard]] std::size_t find(char c, std::size_t from) const noexcept;
  [[nodiscard]] std::size_t find_tag(std::size_t from) const noexcept;
  [[nodiscard]] bool is_markup(std::size_t at) const noexcept;
  void take_text(HtmlToken& token, std::size_t end, bool references);
  bool take_markup(HtmlToken& token);
  bool take_cdata(HtmlToken& token);
  void skip_comment();
  void take_tag(HtmlToken& token, bool end_tag);
  void take_attributes(HtmlToken& token);
  void take_attribute(HtmlToken& token);
  [[nodiscard]] std::string_view take_value();
  [[nodiscard]] std::string_view lower_name(std::size_t begin, std::size_t end) noexcept;
  [[nodiscard]] std::size_t find_end_tag(std::string_view name, std::size_t from) const noexcept;
  [[nodiscard]] std::size_t find_script_end(std::size_t from) const noexcept;
  [[nodiscard]] bool is_end_tag_at(std::string_view name, std::size_t at) const noexcept;

  char* data_;
  std::size_t size_;
  std::size_t at_ = 0;
  bool foreign_ = false;
  std::array<bool, tag_count> never_closed_{};  ///< elements whose end tag is in no text to come
};

}  // namespace dateline::html
