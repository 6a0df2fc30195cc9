// What the elements of feeds say: text constructs, URLs, persons.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/xml/tree.hpp"

namespace dateline::feed {

/// A name for an element that means the same in RSS (no namespace) and in Atom.
[[nodiscard]] xml::Element own_child(const xml::Element& parent, std::string_view name) noexcept;

/// Of a text construct: what is meant as text, as it is; HTML, escaped or as elements, as what it
/// says; base64 decoded. Empty for what is not text.
[[nodiscard]] std::string text_value(const xml::Element& element);
/// The same as one line.
[[nodiscard]] std::string title_value(const xml::Element& element);

/// Where an element is, and what its URLs are relative to.
struct Base {
  xml::Element around{};    ///< what the root of the element's tree is in
  std::string_view feed{};  ///< the feed's own URL
};
/// The URL that the text is in this element; see xml:base.
[[nodiscard]] std::string url_in(const xml::Element& element, std::string_view text,
                                 const Base& base);

/// The name in `jane@example.com (Jane Doe)` and `Jane Doe <jane@example.com>`.
[[nodiscard]] std::string person_name(std::string_view text);

/// The values of xml:lang around the element, the innermost one that is there.
[[nodiscard]] std::string language_at(const xml::Element& element, const xml::Element& around);

void add_value(std::vector<std::string>& values, std::string value);

}  // namespace dateline::feed
