// HTML as it is written: elements that close, text and attributes that are escaped. The one place
// where a page's text becomes markup.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The name of an element or attribute: only what stands in the source, never what a document or a
/// request holds.
class HtmlName {
 public:
  template <std::size_t N>
  consteval HtmlName(const char (&name)[N]) : name_(name, N - 1) {
    for (const char c : name_)
      if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-')
        throw "a name of HTML is of letters, digits and -";
  }
  [[nodiscard]] constexpr std::string_view text() const noexcept { return name_; }

 private:
  std::string_view name_;
};

struct HtmlAttribute {
  HtmlName name;
  std::string_view value{};
  bool present = true;  ///< false: left out
};

/// Appends to one page. Not thread-safe.
class HtmlWriter {
 public:
  using Attributes = std::initializer_list<HtmlAttribute>;

  /// `<!doctype html>`
  HtmlWriter& doctype();
  /// Opens an element; the next close() that is not of an element inside ends it.
  HtmlWriter& open(HtmlName element, Attributes attributes = {});
  HtmlWriter& close();
  /// An element that has neither content nor end: input, link, meta, br.
  HtmlWriter& empty(HtmlName element, Attributes attributes = {});
  HtmlWriter& text(std::string_view text);
  /// open(), text(), close().
  HtmlWriter& element(HtmlName name, Attributes attributes, std::string_view text);

  /// The page; all elements must be closed.
  [[nodiscard]] std::string take();

 private:
  void start(HtmlName element, Attributes attributes);

  std::string html_;
  std::vector<HtmlName> open_;
};

/// Text that is safe between tags and in quoted attributes: & < > " ' become references, U+FFFD
/// stands for bytes that are not UTF-8 and for control characters but line breaks and tabs (those
/// that turn the direction of writing are among them).
void append_escaped_html(std::string& out, std::string_view text);

}  // namespace dateline
