#include "indexer/readers/json/json_splitter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// The first line end is searched in so many bytes.
constexpr std::size_t line_end_search = 1u << 16;
constexpr std::size_t shown_bytes = 24;

constexpr char record_separator = '\x1E';  // RFC 7464

constexpr bool is_between(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == record_separator;
}

/// The bytes with which a line can begin that holds an object, a list of them, or the list's end.
constexpr bool begins_object(char c) noexcept {
  return c == '{' || c == '[' || c == ']' || c == record_separator || c == byte_order_mark.front();
}

constexpr bool may_follow_object(char c) noexcept {
  return begins_object(c) || c == ',' || c == '\n' || c == '\r';
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_utf8_continuation(c); }));
}

/// What stands at the beginning of the text, for a person.
std::string shown(std::string_view text, char line_end) {
  if (text.empty()) return "the end of the input";
  if (text.front() == line_end) return "the end of the line";
  std::size_t size = 0;
  while (size < text.size() && size < shown_bytes && is_json_word_byte(text[size])) ++size;
  if (size > 0) return std::string(text.substr(0, size));
  std::string character(text.substr(0, decode_utf8(text, 0).length));
  make_valid_utf8(character);
  remove_controls(character);
  return character.empty() ? "a control character" : character;
}

/// A line without what may stand after its object.
std::string_view without_end(std::string_view line) noexcept {
  line = trim(line);
  if (line.ends_with(',')) line = trim(line.substr(0, line.size() - 1));
  return line;
}

}  // namespace

JsonSplitter::JsonSplitter(ByteSource& source, std::size_t max_object_bytes,
                           const EnvelopeFinder* envelopes)
    : source_(source),
      max_object_bytes_(max_object_bytes),
      envelopes_(envelopes),
      buffer_(padding) {}

Result<bool> JsonSplitter::fill() {
  DATELINE_ASSIGN(const std::string_view chunk, source_.next());
  if (chunk.empty()) return false;
  make_room(chunk.size());
  std::memcpy(buffer_.data() + end_, chunk.data(), chunk.size());
  end_ += chunk.size();
  return true;
}

/// Bytes are moved only where at least as many have been given out, so that each moves a few times
/// at most.
void JsonSplitter::make_room(std::size_t bytes) {
  if (end_ + bytes + padding <= buffer_.size()) return;
  if (begin_ >= end_ - begin_) {
    std::memcpy(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const std::size_t needed = end_ + bytes + padding;
  if (needed > buffer_.size()) buffer_.resize(std::max(needed, buffer_.size() * 2));
}

/// A lone CR ends lines only where there is no line feed at the beginning of the file.
Status JsonSplitter::choose_line_end() {
  if (line_end_ != '\0') return {};
  for (bool more = true;;) {
    const std::string_view text = unread();
    const std::size_t cr = text.find('\r');
    const bool has_feed = text.find('\n') != std::string_view::npos;
    if (has_feed || !more || text.size() >= line_end_search) {
      const bool lone = cr != std::string_view::npos && cr + 1 < text.size();
      line_end_ = !has_feed && lone ? '\r' : '\n';
      return {};
    }
    DATELINE_ASSIGN(more, fill());
  }
}

void JsonSplitter::consume(std::size_t bytes) noexcept {
  std::string_view taken = unread().substr(0, bytes);
  const auto lines = static_cast<std::uint64_t>(std::count(taken.begin(), taken.end(), line_end_));
  if (lines > 0) {
    taken.remove_prefix(taken.rfind(line_end_) + 1);
    line_ += lines;
    column_ = 0;
    ordinal_ = 0;
    in_bad_items_ = false;
  }
  column_ += count_characters(taken);
  begin_ += bytes;
  offset_ += bytes;
}

/// The bytes are known to be one line and its end.
void JsonSplitter::consume_line() noexcept {
  begin_ += pending_;
  offset_ += pending_;
  ++line_;
  column_ = 0;
  ordinal_ = 0;
  in_bad_items_ = false;
}

void JsonSplitter::take_pending() noexcept {
  if (std::exchange(pending_line_, false)) {
    consume_line();
  } else {
    consume(pending_);
  }
  pending_ = 0;
}

void JsonSplitter::look_into_line() noexcept {
  scanned_until_ = offset_ + pending_;
  pending_line_ = false;
  pending_ = 0;
  --ordinal_;
}

Result<bool> JsonSplitter::next(JsonRecord& record) {
  take_pending();
  DATELINE_TRY(choose_line_end());
  for (;;) {
    DATELINE_ASSIGN(const bool found, seek());
    if (!found) return take_end(record);
    begin_record(record);
    switch (unread().front()) {
      case '{': {
        DATELINE_ASSIGN(const bool taken, take_object(record));
        if (taken) return true;
        break;
      }
      case '[':
        if (open_lists_++ == 0) list_line_ = line_;
        consume(1);
        break;
      case ']':
      case '}':
        if (open_lists_ > 0 && (unread().front() == '}') == is_by_ids()) {
          DATELINE_ASSIGN(const bool told, close_list(record));
          if (told) return true;
          break;
        }
        [[fallthrough]];
      case '"':
        if (unread().front() == '"' && take_name()) break;
        [[fallthrough]];
      default: {
        bool told = false;
        DATELINE_TRY(take_other(record, told));
        if (told) return true;
      }
    }
  }
}

/// Goes to the next byte that is part of a value or a bracket.
Result<bool> JsonSplitter::seek() {
  for (;;) {
    const std::string_view text = unread();
    const auto* const first = std::find_if_not(text.begin(), text.end(), is_between);
    consume(static_cast<std::size_t>(first - text.begin()));
    if (begin_ < end_) {
      DATELINE_ASSIGN(const bool skipped, skip_mark());
      if (!skipped) return true;
    } else {
      DATELINE_ASSIGN(const bool more, fill());
      if (!more) return false;
    }
  }
}

/// A byte order mark may stand before any line: files that were joined by cat.
Result<bool> JsonSplitter::skip_mark() {
  bool more = true;
  while (more && unread().size() < byte_order_mark.size() &&
         byte_order_mark.starts_with(unread())) {
    DATELINE_ASSIGN(more, fill());
  }
  if (!unread().starts_with(byte_order_mark)) return false;
  begin_ += byte_order_mark.size();
  offset_ += byte_order_mark.size();
  return true;
}

void JsonSplitter::begin_record(JsonRecord& record) const {
  record.text = {};
  record.line = line_;
  record.offset = offset_;
  record.ordinal = 0;
  record.name = {};
  record.detail.clear();
}

Result<bool> JsonSplitter::take_object(JsonRecord& record) {
  record.ordinal = ++ordinal_;
  if (is_by_ids()) record.name = name_;
  in_bad_items_ = false;
  DATELINE_ASSIGN(const bool offered, offer_line(record));
  if (offered) return true;
  return scan_object(record);
}

/// The fast way, for files of one object a line: the line is found without looking at its bytes.
Result<bool> JsonSplitter::offer_line(JsonRecord& record) {
  if (offset_ < scanned_until_) return false;
  const std::size_t most = std::min(looked_ahead, max_object_bytes_);
  for (bool more = true;;) {
    const std::size_t from =
        searched_ > offset_ ? static_cast<std::size_t>(searched_ - offset_) : 0;
    const std::size_t feed = unread().find(line_end_, from);
    if (feed == std::string_view::npos) {
      searched_ = offset_ + unread().size();
      if (more && unread().size() <= most) {
        DATELINE_ASSIGN(more, fill());
        if (more) continue;
      }
      scanned_until_ = searched_;
      if (more) return false;
    }
    const std::string_view text = without_end(unread().substr(0, feed));
    pending_ = std::min(feed, unread().size() - 1) + 1;
    if (text.size() > max_object_bytes_ || !text.ends_with('}')) {
      scanned_until_ = offset_ + std::exchange(pending_, 0);
      return false;
    }
    record.state = JsonRecord::State::line;
    record.text = text;
    record_bytes_ = text.size();
    pending_line_ = true;
    return true;
  }
}

/// False where it turned out to be an envelope, which is open now.
Result<bool> JsonSplitter::scan_object(JsonRecord& record) {
  const std::size_t indent = column_;
  JsonScanner scanner({.dialect = JsonDialect::lenient, .line_end = line_end_, .indent = indent});
  std::size_t scanned = 0;
  for (;;) {
    std::size_t used = 0;
    auto outcome = scanner.feed(unread().substr(scanned), used);
    scanned += used;
    if (scanned > max_object_bytes_) {
      DATELINE_ASSIGN(const bool opened, open_begun(scanned));
      if (opened) return false;
      record.state = JsonRecord::State::fault;
      record.reason = RejectReason::too_large;
      record.detail = fmt::format("the object has more than {} bytes", max_object_bytes_);
      DATELINE_TRY(skip_large_object(scanner, outcome, scanned, indent));
      return true;
    }
    bool at_end = false;
    if (outcome == JsonScanner::Outcome::more) {
      DATELINE_ASSIGN(const bool more, fill());
      if (more) continue;
      outcome = scanner.finish();
      at_end = true;
    }
    if (outcome == JsonScanner::Outcome::done) return end_object(record, scanned);
    const std::size_t at = at_end ? scanned : scanner.fault_offset();
    DATELINE_ASSIGN(const bool opened, open_begun(at));
    if (opened) return false;
    DATELINE_TRY(tell(record, scanner.expected(), at, at_end));
    DATELINE_TRY(recover(scanner, at, indent));
    return true;
  }
}

/// What follows an object directly may be the next one, but not anything else: then both are parts
/// of something that was damaged.
Result<bool> JsonSplitter::end_object(JsonRecord& record, std::size_t size) {
  std::size_t after = size;
  for (bool more = true; more;) {
    while (after < unread().size() && (unread()[after] == ' ' || unread()[after] == '\t')) ++after;
    if (after < unread().size() || after - size > looked_ahead) break;
    DATELINE_ASSIGN(more, fill());
  }
  const auto may_follow = [this](char c) {
    return may_follow_object(c) || (c == '}' && is_by_ids());
  };
  if (after < unread().size() && !may_follow(unread()[after])) {
    DATELINE_TRY(tell(record, "the end of the line or another object", after, false));
    DATELINE_TRY(skip_line_of(after));
    return true;
  }
  record.state = JsonRecord::State::object;
  record.text = unread().substr(0, size);
  record_bytes_ = pending_ = size;
  return true;
}

Status JsonSplitter::skip_line_of(std::size_t at) {
  consume(at);
  return skip_line();
}

/// Drops the rest of the object as it comes in; `scanned` bytes of it have been looked at.
Status JsonSplitter::skip_large_object(JsonScanner& scanner, JsonScanner::Outcome outcome,
                                       std::size_t scanned, std::size_t indent) {
  std::size_t dropped = 0;
  while (outcome == JsonScanner::Outcome::more) {
    consume(scanned - dropped);
    dropped = scanned;
    if (begin_ == end_) {
      DATELINE_ASSIGN(const bool more, fill());
      if (!more) return {};
    }
    std::size_t used = 0;
    outcome = scanner.feed(unread(), used);
    scanned += used;
  }
  if (outcome == JsonScanner::Outcome::fault)
    return recover(scanner, std::max(scanner.fault_offset(), dropped) - dropped, indent);
  consume(scanned - dropped);
  return {};
}

/// A value that is not an object, or nothing that is JSON. Of several such items of a list only the
/// first is reported.
Status JsonSplitter::take_other(JsonRecord& record, bool& told) {
  told = !in_bad_items_ || open_lists_ == 0;
  if (told) DATELINE_TRY(tell(record, open_lists_ == 0 ? "{" : "{ or ]", 0, false));
  if (open_lists_ == 0) return skip_line();
  JsonScanner scanner({.dialect = JsonDialect::lenient, .line_end = line_end_, .indent = 0});
  std::size_t scanned = 0;
  auto outcome = JsonScanner::Outcome::more;
  for (;;) {
    std::size_t used = 0;
    outcome = scanner.feed(unread().substr(scanned), used);
    scanned += used;
    if (outcome != JsonScanner::Outcome::more) break;
    if (scanned > max_object_bytes_) return skip_line();
    DATELINE_ASSIGN(const bool more, fill());
    if (more) continue;
    outcome = scanner.finish();
    break;
  }
  if (outcome != JsonScanner::Outcome::done) {
    if (!std::exchange(told, true)) DATELINE_TRY(tell(record, "{ or ]", 0, false));
    return skip_line();
  }
  consume(scanned);
  in_bad_items_ = true;
  return {};
}

Result<bool> JsonSplitter::take_end(JsonRecord& record) {
  if (open_lists_ == 0 || any_fault_ || std::exchange(ended_, true)) return false;
  begin_record(record);
  DATELINE_TRY(
      tell(record, fmt::format("the ] of the list that begins on line {}", list_line_), 0, true));
  return true;
}

Status JsonSplitter::tell(JsonRecord& record, std::string_view expected, std::size_t at,
                          bool at_end) {
  // What is shown must not depend on how the bytes come in.
  for (bool more = !at_end; more && unread().size() < at + shown_bytes;) {
    DATELINE_ASSIGN(more, fill());
  }
  const std::string_view before = unread().substr(0, at);
  const auto lines = std::count(before.begin(), before.end(), line_end_);
  const std::size_t last = before.rfind(line_end_);
  const std::size_t column = last == std::string_view::npos
                                 ? column_ + count_characters(before)
                                 : count_characters(before.substr(last + 1));
  record.state = JsonRecord::State::fault;
  // An object that is cut off on its first line is a line like any other that is cut.
  const bool spans_lines = lines > 0 || at == 0;
  record.reason = at_end && spans_lines ? RejectReason::truncated : RejectReason::malformed;
  record.detail = fmt::format("line {}, column {}: expected {}, found {}",
                              line_ + static_cast<std::uint64_t>(lines), column + 1, expected,
                              shown(at_end ? std::string_view() : unread().substr(at), line_end_));
  any_fault_ = true;
  return {};
}

/// Goes on after the fault at `at` of the object that begins here.
Status JsonSplitter::recover(const JsonScanner& scanner, std::size_t at, std::size_t indent) {
  any_fault_ = true;
  if (scanner.is_spread_out()) {
    const bool may_go_on = may_begin_object(at);
    consume(at);
    return may_go_on ? Status() : skip_to_object(indent);
  }
  // Of lines that do not go together, only the first is lost.
  const std::size_t line_end = unread().substr(0, at).rfind(line_end_);
  if (line_end == std::string_view::npos) return skip_line();
  consume(line_end + 1);
  return {};
}

/// Whether only spaces precede the byte on its line, and the next object can begin there.
bool JsonSplitter::may_begin_object(std::size_t at) const noexcept {
  const std::size_t line_end = unread().substr(0, at).rfind(line_end_);
  if (line_end == std::string_view::npos || at == unread().size()) return false;
  return trim(unread().substr(line_end, at - line_end)).empty() && begins_object(unread()[at]);
}

Status JsonSplitter::skip_line() {
  for (;;) {
    const std::size_t end = unread().find(line_end_);
    if (end != std::string_view::npos) {
      consume(end + 1);
      return {};
    }
    consume(unread().size());
    DATELINE_ASSIGN(const bool more, fill());
    if (!more) return {};
  }
}

/// To the next line that begins an object (or a list, or ends one) no further to the right.
Status JsonSplitter::skip_to_object(std::size_t indent) {
  for (;;) {
    DATELINE_TRY(skip_line());
    for (std::size_t at = 0;;) {
      if (at == unread().size()) {
        DATELINE_ASSIGN(const bool more, fill());
        if (!more) {
          consume(unread().size());
          return {};
        }
      }
      const char c = unread()[at];
      if (begins_object(c)) return {};
      if ((c != ' ' && c != '\t') || at == indent) break;
      ++at;
    }
  }
}

}  // namespace dateline
