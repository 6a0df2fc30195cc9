// Which "<" of a text begin a tag of HTML, and which are only text.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::html {

struct HtmlTag {
  enum class Kind {
    open,
    close,
    comment,  ///< <!-- -->, <!DOCTYPE ...>, <?xml ...>
    cdata     ///< <![CDATA[ ]]>, whose content is text
  };
  Kind kind = Kind::open;
  std::string name;           ///< in lower case; empty if there is none
  bool self_closing = false;  ///< <br/>
  bool has_values = false;    ///< an attribute has a value
  std::size_t begin = 0;      ///< of '<' in the text
  std::size_t end = 0;        ///< after '>'
};

/// Finds the tags of a text from its beginning to its end. Takes for a tag only what has the form
/// of one: a name, and after it nothing but attributes; an attribute has a value, or is one of
/// those of HTML that have none. `x <y and z>`, `<editor@metro.example>` and `<https://...>` are
/// text. Names are not looked up. Linear time. Not thread-safe; the text must outlive it.
class TagFinder {
 public:
  explicit TagFinder(std::string_view text) : text_(text), budget_(8 * text.size() + 1024) {}
  /// The next tag; nothing at the end.
  std::optional<HtmlTag> next();

 private:
  std::optional<HtmlTag> tag_at(std::size_t at);
  std::optional<HtmlTag> comment_at(std::size_t at);
  bool skip_rest(std::size_t& at, const HtmlTag& tag) const noexcept;
  bool take_attributes(std::size_t& at, HtmlTag& tag);
  bool take_value(std::size_t& at);
  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const noexcept;
  void spend(std::size_t bytes) noexcept { budget_ -= bytes < budget_ ? bytes : budget_; }

  std::string_view text_;
  std::size_t at_ = 0;
  /// Bytes that may still be looked at for attributes: what turns out to be no tag is looked at
  /// again.
  std::size_t budget_;
  static constexpr std::size_t comment_forms = 6;
  std::array<bool, comment_forms> never_closed_{};  ///< the rest of the text has no such end
};

/// Elements without content.
[[nodiscard]] bool is_void_element(std::string_view lower_case_name) noexcept;

}  // namespace dateline::html
