#include "indexer/readers/html/tags.hpp"

#include <algorithm>
#include <array>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_name_bytes = 64;

/// Attributes that stand without a value. Sorted.
constexpr std::array<std::string_view, 30> lone_attributes{
    "allowfullscreen", "async",     "autofocus",      "autoplay", "checked",
    "compact",         "controls",  "declare",        "default",  "defer",
    "disabled",        "download",  "formnovalidate", "hidden",   "inert",
    "ismap",           "itemscope", "loop",           "multiple", "muted",
    "nohref",          "noshade",   "novalidate",     "nowrap",   "open",
    "playsinline",     "readonly",  "required",       "reversed", "selected"};
static_assert(std::is_sorted(lone_attributes.begin(), lone_attributes.end()));

constexpr std::array<std::string_view, 19> void_elements{
    "area",  "base",   "basefont", "bgsound", "br",    "col",    "embed",  "frame", "hr", "img",
    "input", "keygen", "link",     "meta",    "param", "source", "spacer", "track", "wbr"};
static_assert(std::is_sorted(void_elements.begin(), void_elements.end()));

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_name_byte(char c) noexcept {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_' || c == '.';
}
constexpr bool is_blank(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::size_t end_of_name(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_name_byte(text[at])) ++at;
  return at;
}

bool may_stand_alone(std::string_view attribute) {
  const std::string name = to_lower_ascii(attribute);
  return std::binary_search(lone_attributes.begin(), lone_attributes.end(), name);
}

HtmlTag from_to(HtmlTag::Kind kind, std::size_t begin, std::size_t end) {
  HtmlTag tag;
  tag.kind = kind;
  tag.begin = begin;
  tag.end = end;
  return tag;
}

}  // namespace

bool is_void_element(std::string_view lower_case_name) noexcept {
  return std::binary_search(void_elements.begin(), void_elements.end(), lower_case_name);
}

std::optional<HtmlTag> TagFinder::next() {
  for (;;) {
    const std::size_t open = text_.find('<', at_);
    if (open == std::string_view::npos || budget_ == 0) return std::nullopt;
    auto tag = tag_at(open);
    at_ = tag ? tag->end : open + 1;
    if (tag) return tag;
  }
}

std::optional<HtmlTag> TagFinder::tag_at(std::size_t at) {
  HtmlTag tag;
  tag.begin = at++;
  if (at < text_.size() && (text_[at] == '!' || text_[at] == '?')) return comment_at(tag.begin);
  if (at < text_.size() && text_[at] == '/') {
    tag.kind = HtmlTag::Kind::close;
    ++at;
  }
  if (at >= text_.size() || !is_letter(text_[at])) return std::nullopt;
  const std::size_t end = end_of_name(text_, at);
  if (end - at > most_name_bytes || text_[end - 1] == ':' || text_[end - 1] == '.')
    return std::nullopt;
  tag.name = to_lower_ascii(text_.substr(at, end - at));
  at = end;
  const bool whole = take_attributes(at, tag) || skip_rest(at, tag);
  spend(at - tag.begin);
  if (!whole) return std::nullopt;
  tag.end = at;
  return tag;
}

/// Comments that are not closed are text.
std::optional<HtmlTag> TagFinder::comment_at(std::size_t at) {
  struct Form {
    std::string_view begin;
    std::string_view end;
    HtmlTag::Kind kind;
  };
  static constexpr std::array<Form, comment_forms> forms{{
      {"<!--", "-->", HtmlTag::Kind::comment},
      {"<![cdata[", "]]>", HtmlTag::Kind::cdata},
      {"<![if", ">", HtmlTag::Kind::comment},
      {"<![endif", ">", HtmlTag::Kind::comment},
      {"<!doctype", ">", HtmlTag::Kind::comment},
      {"<?xml", ">", HtmlTag::Kind::comment},
  }};
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const Form& form = forms[i];
    if (!equal_ignoring_case(text_.substr(at, form.begin.size()), form.begin)) continue;
    const std::size_t end =
        never_closed_[i] ? std::string_view::npos : text_.find(form.end, at + form.begin.size());
    if (end != std::string_view::npos) return from_to(form.kind, at, end + form.end.size());
    never_closed_[i] = true;
    return std::nullopt;
  }
  return std::nullopt;
}

std::size_t TagFinder::skip_blanks(std::size_t at) const noexcept {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at;
}

/// After an attribute with a value, an element of HTML may have anything up to '>'.
bool TagFinder::skip_rest(std::size_t& at, const HtmlTag& tag) const noexcept {
  if (!tag.has_values || !is_html_element(tag.name)) return false;
  at = std::min(text_.find_first_of("<>", at), text_.size());
  if (at == text_.size() || text_[at] == '<') return false;
  ++at;
  return true;
}

/// From the name to after '>'.
bool TagFinder::take_attributes(std::size_t& at, HtmlTag& tag) {
  for (;;) {
    const std::size_t before = at;
    at = skip_blanks(at);
    if (at >= text_.size()) return false;
    if (text_[at] == '>') {
      ++at;
      return true;
    }
    if (text_[at] == '/') {
      ++at;
      at = skip_blanks(at);
      tag.self_closing = true;
      if (at >= text_.size() || text_[at] != '>') return false;
      continue;
    }
    // Attributes begin after a space, or after the quote of the one before.
    const bool apart = at > before || text_[at - 1] == '"' || text_[at - 1] == '\'';
    const std::size_t name = at;
    at = end_of_name(text_, at);
    if (!apart || at == name || tag.kind == HtmlTag::Kind::close) return false;
    const std::string_view attribute = text_.substr(name, at - name);
    const std::size_t equals = skip_blanks(at);
    if (equals < text_.size() && text_[equals] == '=') {
      at = skip_blanks(equals + 1);
      if (!take_value(at)) return false;
      tag.has_values = true;
    } else if (!may_stand_alone(attribute)) {
      return false;
    }
  }
}

bool TagFinder::take_value(std::size_t& at) {
  if (at >= text_.size()) return false;
  const char quote = text_[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = text_.find(quote, at + 1);
    if (end == std::string_view::npos) {
      at = text_.size();
      return false;
    }
    at = end + 1;
    return true;
  }
  const std::size_t begin = at;
  while (at < text_.size() && !is_blank(text_[at]) && text_[at] != '>' && text_[at] != '<' &&
         text_[at] != '"')
    ++at;
  return at > begin;
}

}  // namespace dateline::html
