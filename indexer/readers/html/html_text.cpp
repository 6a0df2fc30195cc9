#include "indexer/readers/html/html_text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/plain_html.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// What separates two pieces of text, the weakest first.
enum class Gap { none, space, line, paragraph };

/// Block elements that begin a line, not a paragraph. Sorted.
constexpr std::array<std::string_view, 10> line_elements{
    "br", "caption", "dd", "dt", "legend", "li", "optgroup", "option", "summary", "tr"};
static_assert(std::is_sorted(line_elements.begin(), line_elements.end()));

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& sorted, std::string_view name) noexcept {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

/// Elements that hold pieces of a page, and whose own text may have a layout.
bool is_frame(std::string_view name) noexcept {
  return name == "html" || name == "body" || name == "div" || name == "article" ||
         name == "section" || name == "main";
}

Gap gap_of(std::string_view name) noexcept {
  if (name == "td" || name == "th") return Gap::space;
  if (!is_block_element(name)) return Gap::none;
  return contains(line_elements, name) ? Gap::line : Gap::paragraph;
}

constexpr bool is_blank(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Puts the text together as the parser finds it.
class TextBuilder {
 public:
  /// `has_layout`: line ends in the text are those of the text.
  explicit TextBuilder(bool has_layout) : has_layout_(has_layout) {}

  void open(std::string_view name) {
    if (is_hidden_element(name)) ++hidden_;
    if (name == "pre" || name == "listing" || name == "xmp" || name == "textarea") ++preformatted_;
    separate(name);
    if (is_block_element(name) && !is_frame(name) && name != "br" && name != "hr") ++blocks_;
  }

  void close(std::string_view name) {
    if (is_hidden_element(name) && hidden_ > 0) --hidden_;
    const bool pre = name == "pre" || name == "listing" || name == "xmp" || name == "textarea";
    if (pre && preformatted_ > 0) --preformatted_;
    if (name == "br") return;
    separate(name);
    if (is_block_element(name) && !is_frame(name) && name != "hr" && blocks_ > 0) --blocks_;
  }

  void text(std::string_view text) {
    if (hidden_ > 0) return;
    if (has_layout_ || preformatted_ > 0) return verbatim(text);
    while (!text.empty()) {
      const auto* const word = std::find_if_not(text.begin(), text.end(), is_blank);
      const auto blanks = static_cast<std::size_t>(word - text.begin());
      take_blanks(text.substr(0, blanks));
      text.remove_prefix(blanks);
      const auto* const end = std::find_if(text.begin(), text.end(), is_blank);
      const auto size = static_cast<std::size_t>(end - text.begin());
      if (size > 0) append(text.substr(0, size));
      text.remove_prefix(size);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate(std::string_view name) {
    const Gap gap = gap_of(name);
    // Two line breaks one after the other are an empty line.
    if (name == "br" && gap_ == Gap::line && after_break_)
      gap_ = Gap::paragraph;
    else
      gap_ = std::max(gap_, gap);
    after_break_ = name == "br";
    line_ends_ = 0;
  }

  /// An empty line outside all paragraphs separates paragraphs: texts with a few tags are written
  /// like that.
  void take_blanks(std::string_view blanks) {
    if (blanks.empty()) return;
    gap_ = std::max(gap_, Gap::space);
    line_ends_ += std::count(blanks.begin(), blanks.end(), '\n');
    if (line_ends_ > 1 && blocks_ == 0) gap_ = Gap::paragraph;
  }

  void verbatim(std::string_view text) {
    if (text.empty()) return;
    append(text);
  }

  void append(std::string_view text) {
    if (!out_.empty()) {
      if (gap_ == Gap::space && out_.back() != '\n') out_.push_back(' ');
      if (gap_ == Gap::line) out_.push_back('\n');
      if (gap_ == Gap::paragraph) out_.append("\n\n");
    }
    gap_ = Gap::none;
    after_break_ = false;
    line_ends_ = 0;
    out_.append(text);
  }

  bool has_layout_;
  std::string out_;
  Gap gap_ = Gap::none;
  bool after_break_ = false;
  std::ptrdiff_t line_ends_ = 0;  ///< of the spaces since the last text or tag
  std::size_t hidden_ = 0;        ///< open elements that are left out
  std::size_t preformatted_ = 0;
  std::size_t blocks_ = 0;
};

std::string_view view(const xmlChar* text) noexcept {
  return reinterpret_cast<const char*>(text);
}

TextBuilder& builder(void* context) noexcept {
  return *static_cast<TextBuilder*>(static_cast<htmlParserCtxtPtr>(context)->_private);
}

void on_open(void* context, const xmlChar* name, const xmlChar** /*attributes*/) {
  builder(context).open(view(name));
}

void on_close(void* context, const xmlChar* name) {
  builder(context).close(view(name));
}

void on_text(void* context, const xmlChar* text, int size) {
  builder(context).text(view(text).substr(0, static_cast<std::size_t>(size)));
}

void on_nothing(void* /*context*/, const xmlChar* /*text*/, int /*size*/) {}

xmlSAXHandler handlers() {
  xmlSAXHandler sax{};
  sax.startElement = on_open;
  sax.endElement = on_close;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_nothing;  // scripts and styles
  return sax;
}

struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const noexcept { htmlFreeParserCtxt(parser); }
};
using Parser = std::unique_ptr<htmlParserCtxt, FreeParser>;

/// False where there is not enough memory.
bool parse(const PlainHtml& plain, TextBuilder& builder) {
  static const bool prepared = (xmlInitParser(), true);
  static_cast<void>(prepared);
  xmlSAXHandler sax = handlers();
  // No user data: handlers then get the parser itself.
  const Parser parser(
      htmlCreatePushParserCtxt(&sax, nullptr, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (parser == nullptr) return false;
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  parser->_private = &builder;
  const auto feed = [&](std::string_view part, int last) {
    htmlParseChunk(parser.get(), part.data(), static_cast<int>(part.size()), last);
  };
  // Without it the parser opens a paragraph of its own around loose text.
  if (!plain.has_head) feed("<html><body>", 0);
  constexpr std::size_t most = 1u << 30;
  for (std::string_view rest = plain.html; !rest.empty();
       rest.remove_prefix(std::min(most, rest.size())))
    feed(rest.substr(0, most), 0);
  feed({}, 1);
  return true;
}

}  // namespace

std::string html_to_text(std::string_view html) {
  std::string clean(html);
  // One byte that is not UTF-8 makes libxml2 take all that follows for latin-1; NUL ends it.
  clean_text(clean);
  PlainHtml plain = make_plain(clean);
  TextBuilder text(!plain.has_blocks);
  if (!parse(plain, text)) return clean;
  std::string out = text.take();
  // References such as &#146; became controls; they mean windows-1252.
  remove_controls(out);
  return plain.has_blocks ? lay_out_paragraphs(out) : out;
}

}  // namespace dateline::html
