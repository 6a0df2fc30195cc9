#include "indexer/readers/sgml.hpp"

#include <algorithm>
#include <array>

#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::sgml {
namespace {

using Kind = html::HtmlTag::Kind;

constexpr std::size_t most_names = 4096;

constexpr bool is_letter(char c) noexcept {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
constexpr bool is_name(char c) noexcept {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
}

std::string_view leading_name(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && is_name(text[length])) ++length;
  return text.substr(0, length);
}

/// Parts of an article, in the collections of TREC and those in their likeness, that are not
/// HTML's. Sorted.
constexpr std::array<std::string_view, 17> parts_of_articles{
    "abs", "abstract", "correction", "doctitle", "graphic", "headline", "hl",  "lead", "leadpara",
    "lp",  "subhead",  "subject",    "te",       "text",    "ti",       "ttl", "tx"};
static_assert(std::is_sorted(parts_of_articles.begin(), parts_of_articles.end()));

enum class Break { none, cell, line, paragraph };

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) noexcept {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Break break_of(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 2> cells{"td", "th"};
  constexpr std::array<std::string_view, 7> lines{"br", "tr", "li", "row", "dt", "dd", "option"};
  if (is_one_of(cells, name)) return Break::cell;
  if (is_one_of(lines, name)) return Break::line;
  const bool part = std::binary_search(parts_of_articles.begin(), parts_of_articles.end(), name);
  return part || is_block_element(name) ? Break::paragraph : Break::none;
}

/// Whether a tag stands at the border of a line or beside another tag, as those of elements do that
/// are not part of a sentence.
bool stands_apart(std::string_view text, const Tag& tag) noexcept {
  const std::string_view side = tag.closing ? text.substr(tag.end) : text.substr(0, tag.begin);
  const std::size_t next =
      tag.closing ? side.find_first_not_of(" \t\r") : side.find_last_not_of(" \t\r");
  if (next == std::string_view::npos) return true;
  return side[next] == '\n' || side[next] == (tag.closing ? '<' : '>');
}

bool is_hidden(std::string_view name) noexcept {
  return name == "script" || name == "style";
}

/// Gathers the text of a piece.
class PlainText {
 public:
  PlainText(std::string_view piece, const EndTags& end_tags, UnknownElements unknown)
      : piece_(piece), end_tags_(end_tags), unknown_(unknown) {
    out_.reserve(piece.size());
  }

  void text(std::string_view text) {
    if (hidden_.empty()) out_.append(decode_entities(text));
  }

  void pass(const Tag& tag) {
    if (tag.kind == Kind::cdata) return cdata(piece_.substr(tag.begin, tag.end - tag.begin));
    if (tag.name.empty()) return;
    const std::string name = to_lower_ascii(tag.name);
    if (!hidden_.empty()) {
      if (tag.closing && name == hidden_) hidden_.clear();
      return;
    }
    if (is_hidden(name) && !tag.closing && end_tags_.left(name) != 0) hidden_ = name;
    separate(break_of(name), tag, name);
  }

  std::string take() { return std::move(out_); }

 private:
  void separate(Break kind, const Tag& tag, const std::string& name) {
    switch (kind) {
      case Break::none:
        if (!is_html_element(name)) separate_unknown(tag);
        break;
      case Break::cell:
        out_.push_back(' ');
        break;
      case Break::line:
        out_.push_back('\n');
        break;
      case Break::paragraph:
        out_.append("\n\n");
        break;
    }
  }

  void separate_unknown(const Tag& tag) {
    if (unknown_ == UnknownElements::on_their_own) {
      if (stands_apart(piece_, tag)) out_.append("\n\n");
    } else if (tag.closing && piece_.substr(tag.end).starts_with('<')) {
      out_.push_back(' ');  // between two elements
    }
  }

  void cdata(std::string_view section) {
    constexpr std::size_t begin = std::string_view("<![CDATA[").size();
    constexpr std::size_t end = std::string_view("]]>").size();
    if (hidden_.empty()) out_.append(section.substr(begin, section.size() - begin - end));
  }

  std::string_view piece_;
  const EndTags& end_tags_;
  UnknownElements unknown_;
  std::string out_;
  std::string hidden_;  ///< the element whose end is awaited
};

}  // namespace

std::optional<Tag> TagReader::next() {
  const auto found = finder_.next();
  if (!found) return std::nullopt;
  Tag tag{.kind = found->kind, .begin = found->begin, .end = found->end};
  tag.closing = found->kind == Kind::close;
  if (found->name.empty()) return tag;
  const std::size_t name = found->begin + (tag.closing ? 2 : 1);
  tag.name = text_.substr(name, found->name.size());
  const std::size_t behind = name + found->name.size();
  tag.attributes = text_.substr(behind, found->end - 1 - behind);
  return tag;
}

std::optional<Tag> next_tag(std::string_view text, std::size_t from) {
  from = std::min(from, text.size());
  auto tag = TagReader(text.substr(from)).next();
  if (!tag) return std::nullopt;
  tag->begin += from;
  tag->end += from;
  return tag;
}

std::optional<Tag> find_tag(std::string_view text, std::string_view name, bool closing,
                            std::size_t from) {
  from = std::min(from, text.size());
  TagReader tags(text.substr(from));
  for (auto tag = tags.next(); tag; tag = tags.next()) {
    if (tag->closing != closing || !equal_ignoring_case(tag->name, name)) continue;
    tag->begin += from;
    tag->end += from;
    return tag;
  }
  return std::nullopt;
}

TaggedText::TaggedText(std::string_view text) : text_(text) {
  TagReader tags(text);
  while (auto tag = tags.next()) tags_.push_back(*tag);
}

const Tag* TaggedText::opening(std::string_view name) const noexcept {
  for (const Tag& tag : tags_) {
    if (!tag.closing && equal_ignoring_case(tag.name, name)) return &tag;
  }
  return nullptr;
}

std::string_view TaggedText::element(std::string_view name) const noexcept {
  const Tag* open = opening(name);
  if (open == nullptr) return {};
  const Tag* const last = tags_.data() + tags_.size();
  for (const Tag* tag = open + 1; tag != last; ++tag) {
    if (tag->closing && equal_ignoring_case(tag->name, name))
      return text_.substr(open->end, tag->begin - open->end);
  }
  return text_.substr(open->end);
}

EndTags::EndTags(std::string_view text) {
  TagReader tags(text);
  while (const auto tag = tags.next()) {
    if (!tag->closing) continue;
    std::string name = to_lower_ascii(tag->name);
    const auto known = counts_.find(name);
    if (known != counts_.end()) {
      ++known->second.all;
    } else if (counts_.size() < most_names) {
      counts_.emplace(std::move(name), Count{1, 0});
    }
  }
  for (auto& [name, count] : counts_) count.left = count.all;
}

std::uint64_t EndTags::left(const std::string& name) const {
  const auto known = counts_.find(name);
  return known == counts_.end() ? 0 : known->second.left;
}

void EndTags::pass(const std::string& name) {
  const auto known = counts_.find(name);
  if (known != counts_.end() && known->second.left != 0) --known->second.left;
}

bool EndTags::is_used(const Tag& tag) const {
  if (tag.kind != Kind::open) return true;
  const bool upper_case =
      std::none_of(tag.name.begin(), tag.name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (upper_case || tag.attributes.find('=') != std::string_view::npos) return true;
  const std::string name = to_lower_ascii(tag.name);
  return is_html_element(name) || break_of(name) != Break::none || counts_.contains(name);
}

std::optional<std::string_view> attribute(std::string_view attributes,
                                          std::string_view name) noexcept {
  while (!(attributes = trim(attributes)).empty()) {
    const std::string_view found = leading_name(attributes);
    attributes = trim(attributes.substr(found.empty() ? 1 : found.size()));
    if (!attributes.starts_with('=')) continue;
    attributes = trim(attributes.substr(1));
    if (attributes.empty()) break;
    const bool quoted = attributes.front() == '"' || attributes.front() == '\'';
    const std::size_t end =
        quoted ? attributes.find(attributes.front(), 1) : attributes.find_first_of(blanks);
    const std::string_view value = attributes.substr(quoted ? 1 : 0, quoted ? end - 1 : end);
    if (equal_ignoring_case(found, name)) return value;
    if (end == std::string_view::npos) break;
    attributes.remove_prefix(end + (quoted ? 1 : 0));
  }
  return std::nullopt;
}

std::string plain_text(std::string_view text) {
  return plain_text(text, EndTags(text), UnknownElements::inside_lines);
}

std::string plain_text(std::string_view piece, const EndTags& end_tags, UnknownElements unknown) {
  PlainText plain(piece, end_tags, unknown);
  TagReader tags(piece);
  std::size_t from = 0;
  while (const auto tag = tags.next()) {
    if (!end_tags.is_used(*tag)) continue;
    plain.text(piece.substr(from, tag->begin - from));
    plain.pass(*tag);
    from = tag->end;
  }
  plain.text(piece.substr(from));
  return plain.take();
}

}  // namespace dateline::sgml
