// What SGML of news collections needs: tags, attributes, character entities. No DTD, no nesting.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::sgml {

struct Tag {
  std::string_view name = {};        ///< empty for comments and declarations
  std::string_view attributes = {};  ///< what stands between the name and '>'
  bool closing = false;
  std::size_t begin = 0;  ///< of '<' in the text
  std::size_t end = 0;    ///< behind '>'
};

/// The first tag at or behind `from`. A '<' that begins no tag is text.
[[nodiscard]] std::optional<Tag> next_tag(std::string_view text, std::size_t from) noexcept;

/// The tag that opens (or closes) an element of this name, in any case of letters.
[[nodiscard]] std::optional<Tag> find_tag(std::string_view text, std::string_view name,
                                          bool closing, std::size_t from = 0) noexcept;

/// A text whose tags are found once and then looked up by name. The text must outlive the object.
class TaggedText {
 public:
  explicit TaggedText(std::string_view text);
  /// As find_tag from the beginning.
  [[nodiscard]] const Tag* opening(std::string_view name) const noexcept;
  /// What stands between the first <name ...> and the next </name>; without an end tag, the rest of
  /// the text. Empty where there is no such element.
  [[nodiscard]] std::string_view element(std::string_view name) const noexcept;

 private:
  std::string_view text_;
  std::vector<Tag> tags_;
};

/// The value of an attribute, without its quotation marks.
[[nodiscard]] std::optional<std::string_view> attribute(std::string_view attributes,
                                                        std::string_view name) noexcept;

/// Character references and the named entities of HTML's Latin-1 set and of news collections.
/// References to control characters are dropped; unknown names stay as they are.
[[nodiscard]] std::string decode_entities(std::string_view text);

/// The text without its tags, entities decoded. <P> begins a paragraph, <BR> and table rows a line.
[[nodiscard]] std::string plain_text(std::string_view text);

}  // namespace dateline::sgml
