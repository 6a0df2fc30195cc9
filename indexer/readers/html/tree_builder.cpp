#include "indexer/readers/html/tree_builder.hpp"

#include <algorithm>
#include <initializer_list>

#include "indexer/readers/html/spaces.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Blocks that are opened again where a link ends inside them.
constexpr std::size_t most_reopened = 8;

bool is_one_of(Tag tag, std::initializer_list<Tag> tags) noexcept {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool ends_item(Tag tag) {
  return tag == Tag::li;
}

bool ends_definition(Tag tag) {
  return tag == Tag::dd || tag == Tag::dt;
}

/// Elements that end <svg> and <math> where they are met in them.
bool breaks_out(Tag tag) noexcept {
  switch (tag) {
    case Tag::b:
    case Tag::big:
    case Tag::blockquote:
    case Tag::body:
    case Tag::br:
    case Tag::center:
    case Tag::code:
    case Tag::dd:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::em:
    case Tag::embed:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::head:
    case Tag::hr:
    case Tag::i:
    case Tag::img:
    case Tag::li:
    case Tag::listing:
    case Tag::menu:
    case Tag::meta:
    case Tag::nobr:
    case Tag::ol:
    case Tag::p:
    case Tag::pre:
    case Tag::ruby:
    case Tag::s:
    case Tag::small:
    case Tag::span:
    case Tag::strong:
    case Tag::strike:
    case Tag::sub:
    case Tag::sup:
    case Tag::table:
    case Tag::tt:
    case Tag::u:
    case Tag::ul:
    case Tag::var:
      return true;
    default:
      return false;
  }
}

}  // namespace

TreeBuilder::TreeBuilder(std::string html)
    : source_(std::make_unique<std::string>(std::move(html))), tokens_(*source_) {
  nodes_.reserve(std::min(source_->size() / 24 + 16, most_nodes));
  nodes_.push_back({.text = "html", .tag = Tag::html});
  open_.push_back({0, Tag::html});
}

HtmlTree TreeBuilder::build() {
  for (tokens_.next(token_); token_.kind != HtmlToken::Kind::end && whole_; tokens_.next(token_)) {
    switch (token_.kind) {
      case HtmlToken::Kind::text:
        take_text(token_.text);
        break;
      case HtmlToken::Kind::start_tag:
        take_start();
        after_block_tag_ = has_trait(token_.tag, trait_block);
        break;
      case HtmlToken::Kind::end_tag:
        take_end();
        after_block_tag_ = has_trait(token_.tag, trait_block);
        break;
      case HtmlToken::Kind::end:
        break;
    }
    tokens_.set_foreign(foreign_ > 0);
  }
  while (!open_.empty()) pop();
  return {std::move(source_), std::move(nodes_), std::move(attributes_), whole_};
}

// Texts.

void TreeBuilder::take_text(std::string_view text) {
  const bool blank = is_blank_text(text);
  if (text.empty() || (blank && after_block_tag_)) return;
  if (!blank && current() == Tag::head) pop();
  after_block_tag_ = false;
  NodeId node = add_node(Tag::text, text);
  nodes_[node].end = node + 1;
}

// Start tags.

void TreeBuilder::take_start() {
  if (foreign_ > 0 && take_foreign_start()) return;
  if (current() == Tag::head && !has_trait(token_.tag, trait_head)) pop();
  if (is_open(Tag::select) && start_in_select()) return;
  switch (token_.tag) {
    case Tag::html:
      return start_html();
    case Tag::head:
      if (nodes_.size() > 1) return;
      return push(true);
    case Tag::body:
      if (is_open(Tag::body)) return;
      return push(true);
    case Tag::a:
      return start_link();
    case Tag::li:
      return start_item(ends_item);
    case Tag::dd:
    case Tag::dt:
      return start_item(ends_definition);
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
      return start_table_part();
    case Tag::svg:
    case Tag::math:
      push(!token_.self_closing);
      return;
    default:
      return start_block();
  }
}

void TreeBuilder::start_html() {
  if (nodes_[0].attribute_count == 0) add_attributes(nodes_[0]);
}

/// In <svg> and <math>: false where the element is none of theirs.
bool TreeBuilder::take_foreign_start() {
  if (is_open(Tag::foreignobject) || is_open(Tag::desc)) return false;
  if (breaks_out(token_.tag)) {
    while (foreign_ > 0) pop();
    return false;
  }
  if (token_.tag == Tag::script && !token_.self_closing)
    start_raw();
  else
    push(!token_.self_closing);
  return true;
}

/// In <select> there are options only; true where the tag was dealt with.
bool TreeBuilder::start_in_select() {
  if (is_one_of(token_.tag, {Tag::option, Tag::optgroup, Tag::hr, Tag::script, Tag::template_}))
    return false;
  if (is_one_of(token_.tag, {Tag::select, Tag::input, Tag::textarea, Tag::keygen}) ||
      has_trait(token_.tag, trait_table)) {
    close_through(find_open(Tag::select, Scope::any));
    return token_.tag == Tag::select;
  }
  return true;
}

void TreeBuilder::start_link() {
  if (const std::size_t earlier = find_open(Tag::a, Scope::usual); earlier != nowhere)
    end_link(earlier);
  push(true);
}

/// <li>, <dd> and <dt> end an open one of their kind, unless it is in another block.
void TreeBuilder::start_item(bool (*ends)(Tag)) {
  for (std::size_t place = open_.size(); place-- > 1;) {
    const Tag tag = open_[place].tag;
    if (ends(tag)) {
      close_through(place);
      break;
    }
    const bool open_block = tag == Tag::address || tag == Tag::div || tag == Tag::p;
    if (has_trait(tag, trait_special) && !open_block) break;
  }
  close_paragraph();
  push(true);
}

/// Where no table is open, tags of its parts mean nothing.
void TreeBuilder::start_table_part() {
  const Tag tag = token_.tag;
  if (find_open(Tag::table, Scope::table) == nowhere) return;
  if (tag == Tag::td || tag == Tag::th)
    close_to_table_part({Tag::tr, Tag::tbody, Tag::thead, Tag::tfoot});
  else if (tag == Tag::tr)
    close_to_table_part({Tag::tbody, Tag::thead, Tag::tfoot});
  else if (tag == Tag::col)
    close_to_table_part({Tag::colgroup});
  else
    close_to_table_part({});
  push(!has_trait(tag, trait_void));
}

void TreeBuilder::start_block() {
  const Tag tag = token_.tag;
  if (has_trait(tag, trait_closes_p)) close_paragraph();
  if (is_heading(tag) && is_heading(current())) pop();
  if ((tag == Tag::option || tag == Tag::optgroup) && current() == Tag::option) pop();
  if (tag == Tag::optgroup && current() == Tag::optgroup) pop();
  if (tag == Tag::form && is_open(Tag::form)) return;
  if (tag == Tag::button || tag == Tag::nobr)
    if (const std::size_t earlier = find_open(tag, Scope::usual); earlier != nowhere)
      close_through(earlier);
  if (tag == Tag::table && is_one_of(current(), {Tag::table, Tag::tbody, Tag::tr}))
    close_through(find_open(Tag::table, Scope::any));
  if (is_one_of(tag, {Tag::rb, Tag::rp, Tag::rt, Tag::rtc}) && is_open(Tag::ruby))
    close_implied(Tag::text);
  if (tag == Tag::script || has_trait(tag, trait_raw) || has_trait(tag, trait_escapable))
    return start_raw();
  push(!has_trait(tag, trait_void));
  if (tag == Tag::plaintext) {
    tokens_.next_rest(token_);
    take_text(token_.text);
  }
}

void TreeBuilder::start_raw() {
  const Tag tag = token_.tag;
  push(true);
  tokens_.next_raw(token_, tag);
  if (!token_.text.empty()) {
    const NodeId text = add_node(Tag::text, token_.text);
    nodes_[text].end = text + 1;
  }
  token_.tag = tag;
}

// End tags.

void TreeBuilder::take_end() {
  const Tag tag = token_.tag;
  switch (tag) {
    case Tag::html:
    case Tag::body:
      return;
    case Tag::br:
      token_.attributes.clear();
      return push(false);
    case Tag::p:
      return end_paragraph();
    default:
      break;
  }
  if (ends_skipped(tag) || !is_open(tag)) return;
  if (tag == Tag::form) return end_form();
  if (has_trait(tag, trait_formatting)) return end_formatting();
  if (is_heading(tag)) return end_heading();
  if (tag == Tag::svg || tag == Tag::math) return close_through(find_open(tag, Scope::any));
  if (has_trait(tag, trait_special) || has_trait(tag, trait_implied_end)) return end_block();
  end_any();
}

void TreeBuilder::end_paragraph() {
  if (const std::size_t place = find_open(Tag::p, Scope::button); place != nowhere)
    return close_through(place);
  token_.attributes.clear();
  push(false);
}

void TreeBuilder::end_heading() {
  if (const std::size_t place = find_heading(); place != nowhere) close_through(place);
}

/// What is open in the form stays open, and in it.
void TreeBuilder::end_form() {
  const std::size_t place = find_open(Tag::form, Scope::usual);
  if (place == nowhere) return;
  leave_open(place);
  pop_ended();
}

void TreeBuilder::end_block() {
  const bool of_table = has_trait(token_.tag, trait_table) || token_.tag == Tag::table;
  const Scope scope = of_table ? Scope::table : token_.tag == Tag::li ? Scope::list : Scope::usual;
  if (const std::size_t place = find_open(token_.tag, scope); place != nowhere)
    close_through(place);
}

/// Where blocks are open inside it, it ends with them; only a link ends at once, since it says what
/// the text is.
void TreeBuilder::end_formatting() {
  const std::size_t place = find_open(token_.tag, Scope::usual);
  if (place == nowhere) return;
  const bool has_blocks =
      std::any_of(open_.begin() + static_cast<std::ptrdiff_t>(place) + 1, open_.end(),
                  [](const Open& open) { return has_trait(open.tag, trait_special); });
  if (!has_blocks) return close_through(place);
  if (token_.tag == Tag::a) return end_link(place);
  leave_open(place);
}

/// Blocks that are open inside the link are ended with it and opened again.
void TreeBuilder::end_link(std::size_t place) {
  std::vector<Open> blocks;
  for (std::size_t i = place + 1; i < open_.size(); ++i)
    if (has_trait(open_[i].tag, trait_special) && !open_[i].ended) blocks.push_back(open_[i]);
  if (blocks.size() > most_reopened) return leave_open(place);
  close_through(place);
  reopen(blocks);
}

void TreeBuilder::end_any() {
  for (std::size_t place = open_.size(); place-- > 1;) {
    if (open_[place].tag == token_.tag && !open_[place].ended &&
        (token_.tag != Tag::other || nodes_[open_[place].node].text == token_.text))
      return close_through(place);
    if (has_trait(open_[place].tag, trait_special)) return;
  }
}

// The open elements.

std::size_t TreeBuilder::find_open(Tag tag, Scope scope) const noexcept {
  if (!is_open(tag)) return nowhere;
  for (std::size_t place = open_.size(); place-- > 1;) {
    const Open& open = open_[place];
    if (open.tag == tag && !open.ended) return place;
    if (scope == Scope::any) continue;
    if (scope == Scope::table) {
      if (open.tag == Tag::table || open.tag == Tag::template_) return nowhere;
      continue;
    }
    if (has_trait(open.tag, trait_scope)) return nowhere;
    if (scope == Scope::button && open.tag == Tag::button) return nowhere;
    if (scope == Scope::list && (open.tag == Tag::ul || open.tag == Tag::ol)) return nowhere;
  }
  return nowhere;
}

std::size_t TreeBuilder::find_heading() const noexcept {
  for (std::size_t place = open_.size(); place-- > 1;) {
    if (is_heading(open_[place].tag)) return place;
    if (has_trait(open_[place].tag, trait_scope)) return nowhere;
  }
  return nowhere;
}

NodeId TreeBuilder::add_node(Tag tag, std::string_view text) {
  if (nodes_.size() >= most_nodes) whole_ = false;
  HtmlNode node;
  node.text = text;
  node.parent = open_.back().node;
  node.tag = tag;
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

void TreeBuilder::add_attributes(HtmlNode& node) {
  node.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  node.attribute_count = static_cast<std::uint16_t>(token_.attributes.size());
  attributes_.insert(attributes_.end(), token_.attributes.begin(), token_.attributes.end());
}

/// Adds the token's element. Deeper than most_levels it holds nothing.
void TreeBuilder::push(bool stays_open) {
  const NodeId node = add_node(token_.tag, token_.text);
  add_attributes(nodes_[node]);
  nodes_[node].end = node + 1;
  if (!stays_open) return;
  if (open_.size() >= most_levels) return skip_level();
  open_.push_back({node, token_.tag});
  ++open_count_[static_cast<std::size_t>(token_.tag)];
  foreign_ += token_.tag == Tag::svg || token_.tag == Tag::math;
}

void TreeBuilder::skip_level() {
  ++skipped_[static_cast<std::size_t>(token_.tag)];
  any_skipped_ = true;
}

/// Whether the end tag is that of an element that was too deep.
bool TreeBuilder::ends_skipped(Tag tag) noexcept {
  std::uint32_t& skipped = skipped_[static_cast<std::size_t>(tag)];
  return any_skipped_ && skipped > 0 && skipped-- > 0;
}

void TreeBuilder::pop() {
  if (any_skipped_) skipped_.fill(0);
  any_skipped_ = false;
  const Open last = open_.back();
  nodes_[last.node].end = static_cast<NodeId>(nodes_.size());
  open_.pop_back();
  if (!last.ended && last.node != 0) --open_count_[static_cast<std::size_t>(last.tag)];
  foreign_ -= last.tag == Tag::svg || last.tag == Tag::math;
  pop_ended();
}

void TreeBuilder::pop_ended() {
  while (!open_.empty() && open_.back().ended) {
    nodes_[open_.back().node].end = static_cast<NodeId>(nodes_.size());
    open_.pop_back();
  }
}

/// It ends with what is open in it.
void TreeBuilder::leave_open(std::size_t place) {
  open_[place].ended = true;
  --open_count_[static_cast<std::size_t>(open_[place].tag)];
}

void TreeBuilder::close_through(std::size_t place) {
  while (open_.size() > place) pop();
}

void TreeBuilder::close_implied(Tag except) {
  while (has_trait(current(), trait_implied_end) && current() != except) pop();
}

void TreeBuilder::close_paragraph() {
  if (const std::size_t place = find_open(Tag::p, Scope::button); place != nowhere)
    close_through(place);
}

/// Closes what is open in the innermost table, down to one of these parts.
void TreeBuilder::close_to_table_part(std::initializer_list<Tag> parts) {
  while (current() != Tag::table && !is_one_of(current(), parts)) pop();
}

void TreeBuilder::reopen(const std::vector<Open>& closed) {
  for (const Open& open : closed) {
    const HtmlNode& old = nodes_[open.node];
    const NodeId node = add_node(open.tag, old.text);
    nodes_[node].first_attribute = nodes_[open.node].first_attribute;
    nodes_[node].attribute_count = nodes_[open.node].attribute_count;
    nodes_[node].end = node + 1;
    open_.push_back({node, open.tag});
    ++open_count_[static_cast<std::size_t>(open.tag)];
  }
}

HtmlTree parse_html(std::string html) {
  return TreeBuilder(std::move(html)).build();
}

}  // namespace dateline::html
