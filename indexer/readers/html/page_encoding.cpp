#include "indexer/readers/html/page_encoding.hpp"

#include <simdjson.h>

#include <algorithm>
#include <optional>

#include "common/base/utf8.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/damaged_utf8.hpp"
#include "indexer/readers/encoding/guess.hpp"
#include "indexer/readers/html/parse_html.hpp"
#include "indexer/readers/html/spaces.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_head_bytes = 1024;

bool is_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size());
}

bool is_ascii_text(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string encoding_of_mark(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

/// `text/html; charset=x` -> `x`
std::string_view charset_of_type(std::string_view type) noexcept {
  for (std::size_t at = 0; at + 7 < type.size(); ++at) {
    if (!equal_ignoring_case(type.substr(at, 7), "charset")) continue;
    std::string_view rest = trim(type.substr(at + 7));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
    return rest.substr(0, rest.find_first_of("\"'; \t,"));
  }
  return {};
}

/// A <meta> in the bytes cannot be in UTF-16.
std::string usable_label(std::string_view label) {
  std::string name = encoding_of_label(label);
  if (name.starts_with("utf-16") || name.starts_with("utf-32")) return "utf-8";
  if (name == "utf8" || name == "unicode-1-1-utf-8") return "utf-8";
  if (name == "x-user-defined") return "windows-1252";
  return name;
}

/// The bytes outside ASCII and what is around them, without tags: enough for a guess.
std::string sample_of(std::string_view bytes) {
  std::string sample;
  bool in_tag = false;
  for (std::size_t at = 0; at < bytes.size() && sample.size() < most_sample_bytes;) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (is_ascii_text(line)) continue;
    for (const char c : line) {
      if (c == '<') in_tag = true;
      if (!in_tag && sample.size() < most_sample_bytes) sample.push_back(c);
      if (c == '>') in_tag = false;
    }
    sample.push_back('\n');
  }
  return sample;
}

std::size_t count_replaced(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = text.find(replacement_character); at != std::string_view::npos;
       at = text.find(replacement_character, at + 1))
    ++count;
  return count;
}

std::size_t count_high(std::string_view bytes) noexcept {
  return static_cast<std::size_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
}

DecodedPage of_utf8(std::string_view bytes) {
  DecodedPage page;
  page.encoding = "utf-8";
  page.text.assign(without_byte_order_mark(bytes));
  if (!is_utf8(page.text)) {
    page.text = mend_utf8(page.text);
    page.repaired = true;
  }
  return page;
}

/// Nothing where nobody knows the name, or the text is hardly in that encoding.
std::optional<DecodedPage> decoded_from(const std::string& name, std::string_view bytes,
                                        bool trusted) {
  if (name == "utf-8" && (trusted || is_damaged_utf8(bytes))) return of_utf8(bytes);
  if (name.empty() || name == "utf-8") return std::nullopt;
  auto converter = EncodingConverter::open(name);
  if (!converter) return std::nullopt;
  DecodedPage page;
  page.encoding = name;
  page.text.reserve(bytes.size() + bytes.size() / 2);
  page.repaired = !converter->convert(bytes, page.text);
  if (page.repaired && !trusted && count_replaced(page.text) * 20 > count_high(bytes))
    return std::nullopt;
  page.text.erase(0, page.text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  return page;
}

DecodedPage guessed(std::string_view bytes) {
  if (const std::string wide = wide_encoding_of(bytes.substr(0, 4096)); !wide.empty())
    if (auto page = decoded_from(wide, bytes, true)) return std::move(*page);
  if (is_damaged_utf8(bytes)) return of_utf8(bytes);
  const EncodingGuess guess = guess_encoding(sample_of(bytes));
  const std::string name = guess.name.empty() ? std::string(western_encoding) : guess.name;
  if (auto page = decoded_from(name, bytes, true)) return std::move(*page);
  return of_utf8(bytes);
}

/// Text of plain ASCII may be in ISO-2022 or UTF-16.
bool is_surely_utf8(std::string_view bytes) {
  if (!is_utf8(bytes)) return false;
  constexpr char escape = '\x1B';
  return !is_ascii_text(bytes) || (bytes.find('\0') == std::string_view::npos &&
                                   bytes.find(escape) == std::string_view::npos);
}

DecodedPage decoded(std::string_view bytes, std::string_view charset) {
  if (const std::string marked = encoding_of_mark(bytes); !marked.empty())
    if (auto page = decoded_from(marked, bytes, true)) return std::move(*page);
  if (is_surely_utf8(bytes)) return of_utf8(bytes);
  if (!charset.empty())
    if (auto page = decoded_from(encoding_of_label(charset), bytes, false)) return std::move(*page);
  if (const std::string label = declared_charset(bytes); !label.empty())
    if (auto page = decoded_from(usable_label(label), bytes, false)) return std::move(*page);
  return guessed(bytes);
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const HtmlTree tree = parse_html(std::string(bytes.substr(0, most_head_bytes)));
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree.tag(id) != Tag::meta) continue;
    if (const auto charset = trim(tree.attribute(id, "charset")); !charset.empty())
      return std::string(charset);
    if (!equal_ignoring_case(tree.attribute(id, "http-equiv"), "content-type")) continue;
    if (const auto charset = charset_of_type(tree.attribute(id, "content")); !charset.empty())
      return std::string(charset);
  }
  return {};
}

DecodedPage decode_page(std::string_view bytes, std::string_view charset) {
  DecodedPage page = decoded(bytes, charset);
  page.repaired |= remove_controls(page.text);
  return page;
}

}  // namespace dateline::html
