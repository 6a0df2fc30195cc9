// What SGML of news collections needs: tags, attributes, character entities. No DTD, no nesting.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html/tags.hpp"

namespace dateline::sgml {

struct Tag {
  html::HtmlTag::Kind kind = html::HtmlTag::Kind::open;
  std::string_view name = {};        ///< as written; empty for comments, declarations and CDATA
  std::string_view attributes = {};  ///< what stands between the name and '>'
  bool closing = false;
  std::size_t begin = 0;  ///< of '<' in the text
  std::size_t end = 0;    ///< after '>'
};

/// The tags of a text, from its beginning to its end. A '<' that begins no tag is text:
/// `<editor@metro.example>`, `x <y and z>`. Linear time. The text must outlive it.
class TagReader {
 public:
  explicit TagReader(std::string_view text) : text_(text), finder_(text) {}
  /// The next tag; nothing at the end.
  std::optional<Tag> next();

 private:
  std::string_view text_;
  html::TagFinder finder_;
};

/// The first tag at or after `from`. To go through a text, use TagReader.
[[nodiscard]] std::optional<Tag> next_tag(std::string_view text, std::size_t from);

/// The tag that opens (or closes) an element of this name, in any case of letters.
[[nodiscard]] std::optional<Tag> find_tag(std::string_view text, std::string_view name,
                                          bool closing, std::size_t from = 0);

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

/// How often each element of a text ends. Of more than 4,096 names, the later ones do not count.
class EndTags {
 public:
  explicit EndTags(std::string_view text);
  /// How many end tags of this name (in lower case) are left.
  [[nodiscard]] std::uint64_t left(const std::string& name) const;
  void pass(const std::string& name);
  /// Whether it is markup: `press <enter> to go on` has the form of a tag, but not its use.
  [[nodiscard]] bool is_used(const Tag& tag) const;

 private:
  struct Count {
    std::uint64_t all = 0;
    std::uint64_t left = 0;
  };
  std::map<std::string, Count, std::less<>> counts_;
};

/// The value of an attribute, without its quotation marks.
[[nodiscard]] std::optional<std::string_view> attribute(std::string_view attributes,
                                                        std::string_view name) noexcept;

/// Character references and the named entities of HTML's Latin-1 set and of news collections.
/// References to control characters are dropped; unknown names stay as they are.
[[nodiscard]] std::string decode_entities(std::string_view text);

/// Elements that nobody knows, in a text.
enum class UnknownElements {
  inside_lines,  ///< separate nothing, as <PERSON> does
  on_their_own,  ///< separate paragraphs, where they stand apart from words
};

/// The text without its tags, entities decoded, what stands in CDATA as it is. Elements of HTML
/// that separate paragraphs, lines or cells do so; scripts and styles are left out.
[[nodiscard]] std::string plain_text(std::string_view text);
/// The same for a piece of a text whose end tags are known.
[[nodiscard]] std::string plain_text(std::string_view piece, const EndTags& end_tags,
                                     UnknownElements unknown);

}  // namespace dateline::sgml
