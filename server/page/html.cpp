#include "server/page/html.hpp"

#include <cassert>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

/// What stands for an ASCII character in HTML; empty: itself.
std::string_view reference_for(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

bool is_kept(char32_t character) {
  return character == '\n' || character == '\t' || !is_control(character);
}

}  // namespace

void append_escaped_html(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    if (!character.valid || !is_kept(character.value))
      out += replacement_character;
    else if (const auto reference = reference_for(text[at]); !reference.empty())
      out += reference;
    else
      out += text.substr(at, character.length);
    at += character.length;
  }
}

HtmlWriter& HtmlWriter::doctype() {
  html_ += "<!doctype html>\n";
  return *this;
}

void HtmlWriter::start(HtmlName element, Attributes attributes) {
  html_ += '<';
  html_ += element.text();
  for (const HtmlAttribute& attribute : attributes) {
    if (!attribute.present) continue;
    html_ += ' ';
    html_ += attribute.name.text();
    html_ += "=\"";
    append_escaped_html(html_, attribute.value);
    html_ += '"';
  }
  html_ += '>';
}

HtmlWriter& HtmlWriter::open(HtmlName element, Attributes attributes) {
  start(element, attributes);
  open_.push_back(element);
  return *this;
}

HtmlWriter& HtmlWriter::close() {
  assert(!open_.empty());
  html_ += "</";
  html_ += open_.back().text();
  html_ += '>';
  open_.pop_back();
  return *this;
}

HtmlWriter& HtmlWriter::empty(HtmlName element, Attributes attributes) {
  start(element, attributes);
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  append_escaped_html(html_, text);
  return *this;
}

HtmlWriter& HtmlWriter::element(HtmlName name, Attributes attributes, std::string_view text) {
  return open(name, attributes).HtmlWriter::text(text).close();
}

std::string HtmlWriter::take() {
  assert(open_.empty());
  return std::move(html_);
}

}  // namespace dateline
