// Objects that hold documents: JsonSplitter reads their lists item by item.
#include <fmt/format.h>

#include <utility>

#include "common/base/ascii.hpp"
#include "indexer/readers/json/json_splitter.hpp"

namespace dateline {
namespace {

/// Envelopes in envelopes, at most.
constexpr std::size_t most_opened = 8;

/// What follows a member of an object.
class RestOfObject {
 public:
  explicit RestOfObject(std::size_t levels) : levels_(levels), lists_level_(levels + 1) {}

  /// The bytes that belong to it.
  std::size_t skip(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size() && levels_ > 0) take(text[at++]);
    return at;
  }
  [[nodiscard]] bool is_over() const noexcept { return levels_ == 0; }
  /// Beside the member, not deeper.
  [[nodiscard]] bool has_list_of_objects() const noexcept { return has_list_; }

 private:
  void take(char c) noexcept {
    if (in_string_) {
      in_string_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
      return;
    }
    if (is_ascii_blank(c)) return;
    in_string_ = c == '"';
    if (c == '{' && before_ == '[' && levels_ == lists_level_) has_list_ = true;
    if (c == '{' || c == '[') ++levels_;
    if (c == '}' || c == ']') --levels_;
    before_ = c;
  }

  std::size_t levels_;
  std::size_t lists_level_;  ///< inside a list beside the member
  bool in_string_ = false;
  bool escaped_ = false;
  bool has_list_ = false;
  char before_ = '\0';
};

}  // namespace

void JsonSplitter::open_lists(const DocumentLists& lists) {
  Envelope envelope{.end = offset_ + record_bytes_};
  for (auto begin = lists.begins.rbegin(); begin != lists.begins.rend(); ++begin)
    envelope.further.push_back(offset_ + *begin);
  scanned_until_ = *envelope.end;
  pending_line_ = false;
  pending_ = 0;
  --ordinal_;
  if (envelope.further.empty()) return consume(record_bytes_);
  opened_.push_back(std::move(envelope));
  enter_next_list();
}

bool JsonSplitter::can_open_lists() const noexcept {
  return opened_.size() < most_opened;
}

/// False where there is none. What an item's damage has swallowed is not there any more.
bool JsonSplitter::enter_next_list() {
  std::vector<std::uint64_t>& further = opened_.back().further;
  while (!further.empty()) {
    const std::uint64_t offset = further.back();
    further.pop_back();
    if (offset < offset_) continue;
    enter_list(offset);
    return true;
  }
  return false;
}

void JsonSplitter::enter_list(std::uint64_t offset) {
  consume(static_cast<std::size_t>(offset - offset_));
  opened_.back().by_ids = unread().starts_with('{');
  consume(1);
  if (open_lists_++ == 0) list_line_ = line_;
  opened_.back().open_lists = open_lists_;
}

/// An object of which `valid` bytes are right, and that is too large or damaged there.
Result<bool> JsonSplitter::open_begun(std::size_t valid) {
  if (envelopes_ == nullptr || !can_open_lists()) return false;
  const auto list = envelopes_->find_begun(unread().substr(0, valid));
  if (!list) return false;
  const std::size_t wanted = valid + looked_ahead;  // whatever pieces the bytes come in
  for (bool more = true; more && unread().size() < wanted;) {
    DATELINE_ASSIGN(more, fill());
  }
  if (!envelopes_->begins_with_document(unread().substr(0, wanted), *list)) return false;
  opened_.push_back({.levels = list->levels});
  --ordinal_;
  enter_list(offset_ + list->begin);
  return true;
}

bool JsonSplitter::is_by_ids() const noexcept {
  return !opened_.empty() && opened_.back().by_ids && opened_.back().open_lists == open_lists_;
}

/// The name of the next member, with its colon.
bool JsonSplitter::take_name() {
  const std::string_view text = unread();
  if (!is_by_ids()) return false;
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  const std::size_t colon = text.find_first_not_of(" \t\r\n", end + 1);
  if (colon == std::string_view::npos || text[colon] != ':') return false;
  name_ = text.substr(1, end - 1);
  consume(colon + 1);
  return true;
}

/// True where something has to be reported.
Result<bool> JsonSplitter::close_list(JsonRecord& record) {
  in_bad_items_ = false;
  consume(1);
  const std::uint64_t closed = open_lists_--;
  if (opened_.empty() || opened_.back().open_lists != closed) return false;
  if (enter_next_list()) return false;
  const Envelope over = std::move(opened_.back());
  opened_.pop_back();
  if (!over.end) return skip_rest(record, over.levels);
  if (*over.end > offset_) consume(static_cast<std::size_t>(*over.end - offset_));
  return false;
}

/// To the end of an envelope that is open on so many levels. Another list of objects beside the one
/// that was read is reported: it may hold documents.
Result<bool> JsonSplitter::skip_rest(JsonRecord& record, std::size_t levels) {
  RestOfObject rest(levels);
  begin_record(record);
  for (;;) {
    consume(rest.skip(unread()));
    if (rest.is_over()) break;
    DATELINE_ASSIGN(const bool more, fill());
    if (more) continue;
    begin_record(record);
    DATELINE_TRY(tell(record, "the } of the object around the list", 0, true));
    return true;
  }
  if (!rest.has_list_of_objects()) return false;
  record.state = JsonRecord::State::fault;
  record.reason = RejectReason::too_large;
  record.detail = fmt::format(
      "the object around the list has more than {} bytes: its lists after the first are not read",
      max_object_bytes_);
  return true;
}

}  // namespace dateline
