#include "indexer/readers/html/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "indexer/readers/html/references.hpp"
#include "indexer/readers/html/spaces.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// More attributes of one element are passed over.
constexpr std::size_t most_attributes = 256;

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Bytes that end a name of a tag, of an attribute, or a value without quotes.
enum Ender : unsigned char { ends_name = 1, ends_attribute = 2, ends_value = 4, is_upper = 8 };

constexpr auto enders = [] {
  std::array<unsigned char, 256> table{};
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'})
    table[static_cast<unsigned char>(c)] = ends_name | ends_attribute | ends_value;
  table['/'] = ends_name | ends_attribute;
  table['>'] = ends_name | ends_attribute | ends_value;
  table['='] = ends_attribute;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = is_upper;
  return table;
}();

constexpr bool has(char c, Ender ender) noexcept {
  return (enders[static_cast<unsigned char>(c)] & ender) != 0;
}

}  // namespace

std::size_t Tokenizer::find(char c, std::size_t from) const noexcept {
  return std::min(all().find(c, from), size_);
}

/// Whether the `<` here begins a tag or something like a comment.
bool Tokenizer::is_markup(std::size_t at) const noexcept {
  if (at + 1 >= size_) return false;
  const char next = data_[at + 1];
  if (is_letter(next) || next == '!' || next == '?') return true;
  return next == '/' && at + 2 < size_;
}

std::size_t Tokenizer::find_tag(std::size_t from) const noexcept {
  std::size_t at = find('<', from);
  while (at < size_ && !is_markup(at)) at = find('<', at + 1);
  return at;
}

void Tokenizer::next(HtmlToken& token) {
  token.attributes.clear();
  token.self_closing = false;
  while (at_ < size_) {
    const std::size_t tag = find_tag(at_);
    if (tag > at_) return take_text(token, tag, true);
    if (take_markup(token)) return;
  }
  token.kind = HtmlToken::Kind::end;
}

void Tokenizer::take_text(HtmlToken& token, std::size_t end, bool references) {
  const std::size_t size =
      references ? resolve_references(data_ + at_, end - at_, ReferencePlace::text) : end - at_;
  token.kind = HtmlToken::Kind::text;
  token.tag = Tag::text;
  token.text = {data_ + at_, size};
  at_ = end;
}

/// False where it is nothing to give out.
bool Tokenizer::take_markup(HtmlToken& token) {
  const char next = data_[at_ + 1];
  if (is_letter(next)) {
    take_tag(token, false);
    return token.kind == HtmlToken::Kind::start_tag;
  }
  if (next == '/' && is_letter(data_[at_ + 2])) {
    take_tag(token, true);
    return token.kind == HtmlToken::Kind::end_tag;
  }
  if (foreign_ && all().substr(at_).starts_with("<![CDATA[")) return take_cdata(token);
  skip_comment();
  return false;
}

bool Tokenizer::take_cdata(HtmlToken& token) {
  at_ += std::string_view("<![CDATA[").size();
  const std::size_t end = std::min(all().find("]]>", at_), size_);
  take_text(token, end, false);
  at_ = std::min(end + 3, size_);
  return true;
}

/// `<!-->` and `<!--->` are whole comments; one that never ends reaches to the end, and what only
/// looks like one to the next '>'.
void Tokenizer::skip_comment() {
  if (!all().substr(at_).starts_with("<!--")) {
    at_ = std::min(find('>', at_ + 1) + 1, size_);
    return;
  }
  const std::string_view inside = all().substr(at_ + 4);
  if (inside.starts_with('>') || inside.starts_with("->")) {
    at_ = find('>', at_) + 1;
    return;
  }
  std::size_t dashes = all().find("--", at_ + 4);
  while (dashes != std::string_view::npos) {
    const std::string_view after = all().substr(dashes + 2);
    if (after.starts_with('>')) break;
    if (after.starts_with("!>")) break;
    dashes = all().find("--", dashes + 1);
  }
  at_ = dashes == std::string_view::npos ? size_ : find('>', dashes) + 1;
}

std::string_view Tokenizer::lower_name(std::size_t begin, std::size_t end) noexcept {
  for (std::size_t i = begin; i < end; ++i)
    if (has(data_[i], is_upper)) data_[i] = static_cast<char>(data_[i] | 0x20);
  return {data_ + begin, end - begin};
}

/// A tag that the text ends in is none.
void Tokenizer::take_tag(HtmlToken& token, bool end_tag) {
  const std::size_t begin = at_ + (end_tag ? 2 : 1);
  at_ = begin;
  while (at_ < size_ && !has(data_[at_], ends_name)) ++at_;
  token.text = lower_name(begin, at_);
  token.tag = tag_of(token.text);
  take_attributes(token);
  if (at_ >= size_) {
    token.kind = HtmlToken::Kind::end;
    return;
  }
  ++at_;
  token.kind = end_tag ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
}

/// Up to '>'.
void Tokenizer::take_attributes(HtmlToken& token) {
  for (;;) {
    while (at_ < size_ && is_space(data_[at_])) ++at_;
    if (at_ >= size_ || data_[at_] == '>') return;
    if (data_[at_] == '/') {
      ++at_;
      token.self_closing = at_ < size_ && data_[at_] == '>';
      continue;
    }
    take_attribute(token);
  }
}

void Tokenizer::take_attribute(HtmlToken& token) {
  const std::size_t begin = at_++;
  while (at_ < size_ && !has(data_[at_], ends_attribute)) ++at_;
  HtmlAttribute attribute;
  attribute.name = lower_name(begin, at_);
  std::size_t equals = at_;
  while (equals < size_ && is_space(data_[equals])) ++equals;
  if (equals < size_ && data_[equals] == '=') {
    at_ = equals + 1;
    attribute.value = take_value();
  }
  const bool known =
      std::any_of(token.attributes.begin(), token.attributes.end(),
                  [&](const HtmlAttribute& earlier) { return earlier.name == attribute.name; });
  if (!known && token.attributes.size() < most_attributes) token.attributes.push_back(attribute);
}

std::string_view Tokenizer::take_value() {
  while (at_ < size_ && is_space(data_[at_])) ++at_;
  if (at_ >= size_ || data_[at_] == '>') return {};
  const char quote = data_[at_];
  std::size_t begin = at_;
  std::size_t end = 0;
  if (quote == '"' || quote == '\'') {
    ++begin;
    end = find(quote, begin);
    at_ = std::min(end + 1, size_);
  } else {
    while (at_ < size_ && !has(data_[at_], ends_value)) ++at_;
    end = at_;
  }
  return {data_ + begin, resolve_references(data_ + begin, end - begin, ReferencePlace::attribute)};
}

bool Tokenizer::is_end_tag_at(std::string_view name, std::size_t at) const noexcept {
  const std::string_view here = all().substr(at);
  if (here.size() < name.size() + 3 || here[1] != '/') return false;
  return equal_ignoring_case(here.substr(2, name.size()), name) &&
         has(here[name.size() + 2], ends_name);
}

std::size_t Tokenizer::find_end_tag(std::string_view name, std::size_t from) const noexcept {
  std::size_t at = find('<', from);
  while (at < size_ && !is_end_tag_at(name, at)) at = find('<', at + 1);
  return at;
}

/// A script inside a comment inside a script has an end tag of its own. Where that comment never
/// ends, the first end tag counts after all.
std::size_t Tokenizer::find_script_end(std::size_t from) const noexcept {
  const std::size_t first = find_end_tag("script", from);
  const std::string_view inside = all().substr(from, first - from);
  const std::size_t comment = inside.rfind("<!--");
  if (comment == std::string_view::npos) return first;
  const std::string_view commented = inside.substr(comment);
  const std::size_t script = commented.find("<script");
  if (script == std::string_view::npos || commented.find("-->") != std::string_view::npos)
    return first;
  const std::size_t second = find_end_tag("script", first + 1);
  return second < size_ ? second : first;
}

void Tokenizer::next_raw(HtmlToken& token, Tag element) {
  bool& never_closed = never_closed_[static_cast<std::size_t>(element)];
  std::size_t end = size_;
  if (!never_closed)
    end = element == Tag::script ? find_script_end(at_) : find_end_tag(name_of(element), at_);
  never_closed = end == size_;
  if (never_closed) end = at_;
  token.attributes.clear();
  take_text(token, end, has_trait(element, trait_escapable));
}

void Tokenizer::next_rest(HtmlToken& token) {
  token.attributes.clear();
  take_text(token, size_, false);
}

}  // namespace dateline::html
