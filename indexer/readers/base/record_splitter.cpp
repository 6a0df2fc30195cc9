#include "indexer/readers/base/record_splitter.hpp"

#include <algorithm>
#include <utility>

#include "common/base/ascii.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {

void RecordGap::begin(bool in_tag) noexcept {
  *this = {};
  if (in_tag) state_ = State::tag;
}

void RecordGap::take(std::string_view bytes, std::uint64_t offset, std::uint64_t line) noexcept {
  for (const char c : bytes) {
    if (has_text_) return;
    take(c);
    if (has_text_) {
      offset_ = offset;
      line_ = line;
    }
    ++offset;
    if (c == '\n') ++line;
  }
}

/// A byte of a byte order mark: files that were joined have one before any record.
constexpr bool is_of_mark(char c) noexcept {
  return c == '\xEF' || c == '\xBB' || c == '\xBF';
}

void RecordGap::take(char c) noexcept {
  const bool begins_tag =
      is_ascii_lower(c) || is_ascii_upper(c) || c == '/' || c == '!' || c == '?';
  switch (state_) {
    case State::tag:
      if (c == '>') state_ = State::text;
      return;
    case State::bracket:
      has_text_ = !begins_tag;
      state_ = begins_tag ? State::tag : State::text;
      return;
    case State::text:
      if (c == '<')
        state_ = State::bracket;
      else
        has_text_ = static_cast<unsigned char>(c) > ' ' && !is_of_mark(c);
  }
}

RecordSplitter::RecordSplitter(ByteSource& source, std::string tag, std::size_t max_record_bytes)
    : source_(source), tag_(std::move(tag)), max_record_bytes_(max_record_bytes) {}

Result<bool> RecordSplitter::next(Record& record) {
  if (given_ > 0) gap_.begin(front()[given_ - 1] != '>');
  consume(std::exchange(given_, 0));
  DATELINE_ASSIGN(const bool found_record, seek_record());
  if (gap_.has_text()) {
    record = {Record::State::stray, {}, gap_.line(), gap_.offset()};
    gap_.begin(false);
    return true;
  }
  if (!found_record) return false;
  record = {.state = Record::State::complete, .bytes = {}, .line = line_, .offset = offset_};
  std::size_t searched = 1;
  for (;;) {
    const auto found = find_tag(searched);
    const std::size_t length = found ? (found->closing ? found->end : found->begin) : 0;
    searched = found ? length : searched_before(searched);
    if (std::max(length, searched) > max_record_bytes_) record.state = Record::State::too_large;
    const bool too_large = record.state == Record::State::too_large;
    if (found) {
      if (!too_large && !found->closing) record.state = Record::State::cut_off;
      if (!too_large) {
        record.bytes = front().substr(0, length);
        record.text = source_.text_state(offset_, offset_ + length);
      }
      given_ = length;
      return true;
    }
    // What was searched of a record that is too large is of no more use.
    if (too_large) consume(std::exchange(searched, 0));
    DATELINE_ASSIGN(const bool more, fill());
    if (more) continue;
    if (!too_large) record = {Record::State::cut_off, front(), record.line, record.offset};
    given_ = front().size();
    return true;
  }
}

/// Skips to the next tag that opens a record.
Result<bool> RecordSplitter::seek_record() {
  std::size_t searched = 0;
  for (;;) {
    const auto found = find_tag(searched);
    if (found && !found->closing) {
      consume_gap(found->begin);
      return true;
    }
    searched = found ? found->end : searched_before(searched);
    if (found) continue;
    consume_gap(std::exchange(searched, 0));
    DATELINE_ASSIGN(const bool more, fill());
    if (!more) {
      consume_gap(front().size());
      return false;
    }
  }
}

void RecordSplitter::consume_gap(std::size_t bytes) {
  gap_.take(front().substr(0, bytes), offset_, line_);
  consume(bytes);
}

Result<bool> RecordSplitter::fill() {
  DATELINE_ASSIGN(const std::string_view chunk, source_.next());
  if (chunk.empty()) return false;
  buffer_.erase(0, std::exchange(begin_, 0));
  buffer_.append(chunk);
  return true;
}

void RecordSplitter::consume(std::size_t bytes) {
  const std::string_view consumed = front().substr(0, bytes);
  line_ += static_cast<std::uint64_t>(std::count(consumed.begin(), consumed.end(), '\n'));
  offset_ += consumed.size();
  begin_ += consumed.size();
}

std::string_view RecordSplitter::front() const noexcept {
  return std::string_view(buffer_).substr(begin_);
}

std::optional<RecordSplitter::Found> RecordSplitter::find_tag(std::size_t from) const noexcept {
  const std::string_view text = front();
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    if (const auto found = tag_at(at)) return found;
  }
  return std::nullopt;
}

std::optional<RecordSplitter::Found> RecordSplitter::tag_at(std::size_t position) const noexcept {
  const std::string_view text = front().substr(position + 1);
  const bool closing = text.starts_with('/');
  const std::string_view name = text.substr(closing ? 1 : 0, tag_.size());
  const std::size_t behind = name.size() + (closing ? 1 : 0);
  if (behind >= text.size() || !equal_ignoring_case(name, tag_)) return std::nullopt;
  const char next = text[behind];
  if (next != '>' && blanks.find(next) == std::string_view::npos) return std::nullopt;
  const std::size_t end = position + 1 + behind + (next == '>' ? 1 : 0);
  return Found{.begin = position, .end = end, .closing = closing};
}

/// A tag may begin in the last bytes and end in those that are not read yet.
std::size_t RecordSplitter::searched_before(std::size_t from) const noexcept {
  const std::size_t longest_start = tag_.size() + std::string_view("</>").size();
  const std::size_t size = front().size();
  return std::max(from, size > longest_start ? size - longest_start : 0);
}

}  // namespace dateline
