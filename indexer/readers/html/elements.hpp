// The elements of HTML: which there are, and which of them separate words.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline {

/// Elements that stand on lines or in cells of their own. Sorted.
inline constexpr std::array<std::string_view, 66> block_elements{
    "address",  "article",  "aside",    "blockquote", "body",       "br",     "caption",
    "center",   "col",      "colgroup", "dd",         "details",    "dialog", "dir",
    "div",      "dl",       "dt",       "fieldset",   "figcaption", "figure", "footer",
    "form",     "frame",    "frameset", "h1",         "h2",         "h3",     "h4",
    "h5",       "h6",       "head",     "header",     "hgroup",     "hr",     "html",
    "iframe",   "legend",   "li",       "listing",    "main",       "menu",   "nav",
    "noframes", "noscript", "ol",       "optgroup",   "option",     "p",      "plaintext",
    "pre",      "search",   "section",  "select",     "summary",    "table",  "tbody",
    "td",       "template", "textarea", "tfoot",      "th",         "thead",  "title",
    "tr",       "ul",       "xmp"};

/// All others, those that are no longer in the standard included. Sorted.
inline constexpr std::array<std::string_view, 72> inline_elements{
    "a",     "abbr",     "acronym", "applet", "area",   "audio",  "b",      "base",    "basefont",
    "bdi",   "bdo",      "bgsound", "big",    "blink",  "button", "canvas", "cite",    "code",
    "data",  "datalist", "del",     "dfn",    "em",     "embed",  "font",   "i",       "img",
    "input", "ins",      "kbd",     "keygen", "label",  "link",   "map",    "mark",    "marquee",
    "math",  "meta",     "meter",   "nobr",   "object", "output", "param",  "picture", "progress",
    "q",     "rb",       "rp",      "rt",     "rtc",    "ruby",   "s",      "samp",    "script",
    "slot",  "small",    "source",  "spacer", "span",   "strike", "strong", "style",   "sub",
    "sup",   "svg",      "time",    "track",  "tt",     "u",      "var",    "video",   "wbr"};

/// Elements whose content is not text for readers. Sorted.
inline constexpr std::array<std::string_view, 9> hidden_elements{
    "head", "iframe", "math", "noframes", "noscript", "script", "style", "svg", "template"};

/// Whether what comes before, inside and after such an element are different words. Names are in
/// lower case.
[[nodiscard]] constexpr bool is_block_element(std::string_view lower_case_name) noexcept {
  return std::binary_search(block_elements.begin(), block_elements.end(), lower_case_name);
}

/// Whether HTML has (or had) an element of this name, in lower case.
[[nodiscard]] constexpr bool is_html_element(std::string_view lower_case_name) noexcept {
  return is_block_element(lower_case_name) ||
         std::binary_search(inline_elements.begin(), inline_elements.end(), lower_case_name);
}

/// Whether its content is not text: a page's head, scripts, styles, what stands in for them.
[[nodiscard]] constexpr bool is_hidden_element(std::string_view lower_case_name) noexcept {
  return std::binary_search(hidden_elements.begin(), hidden_elements.end(), lower_case_name);
}

static_assert(std::is_sorted(hidden_elements.begin(), hidden_elements.end()));
static_assert(std::is_sorted(block_elements.begin(), block_elements.end()));
static_assert(std::is_sorted(inline_elements.begin(), inline_elements.end()));

}  // namespace dateline
