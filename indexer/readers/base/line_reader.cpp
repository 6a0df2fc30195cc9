#include "indexer/readers/base/line_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

/// So much of a line that is too long is kept, to show where it is.
constexpr std::size_t kept_of_long_line = 64;

/// The first line feed or carriage return; null where there is none.
const char* find_line_end(const char* text, std::size_t size) noexcept {
  const auto* const feed = static_cast<const char*>(std::memchr(text, '\n', size));
  const std::size_t before = feed == nullptr ? size : static_cast<std::size_t>(feed - text);
  const auto* const carriage = static_cast<const char*>(std::memchr(text, '\r', before));
  return carriage == nullptr ? feed : carriage;
}

}  // namespace

LineReader::LineReader(ByteSource& source, std::size_t max_line_bytes)
    : source_(source), max_line_bytes_(max_line_bytes), buffer_(padding) {}

Result<bool> LineReader::next(Line& line) {
  if (std::exchange(put_back_, false)) {
    line = last_;
    return true;
  }
  DATELINE_TRY(finish_line_end());
  std::size_t searched = 0;
  for (;;) {
    const char* const start = buffer_.data() + begin_;
    const std::size_t unread = end_ - begin_;
    const char* const found = find_line_end(start + searched, unread - searched);
    const std::size_t length = found ? static_cast<std::size_t>(found - start) : unread;
    if (length > max_line_bytes_) return finish_long_line(line);
    if (found) {
      take_line(length, true, line);
      return true;
    }
    searched = unread;
    DATELINE_ASSIGN(const bool more, fill());
    if (more) continue;
    if (unread == 0) return false;
    take_line(unread, false, line);
    return true;
  }
}

/// Passes over the line feed of a carriage return that ended the last line.
Status LineReader::finish_line_end() {
  if (!std::exchange(after_carriage_return_, false)) return {};
  if (begin_ == end_) {
    DATELINE_ASSIGN(const bool more, fill());
    if (!more) return {};
  }
  if (buffer_[begin_] != '\n') return {};
  ++begin_;
  ++offset_;
  return {};
}

void LineReader::take_line(std::size_t length, bool with_end, Line& line) {
  last_ = {.text = {buffer_.data() + begin_, length},
           .number = ++line_number_,
           .offset = offset_,
           .too_long = false,
           .state = source_.text_state(offset_, offset_ + length)};
  after_carriage_return_ = with_end && buffer_[begin_ + length] == '\r';
  const std::size_t taken = length + (with_end ? 1 : 0);
  begin_ += taken;
  offset_ += taken;
  line = last_;
}

Result<bool> LineReader::fill() {
  DATELINE_ASSIGN(const std::string_view chunk, source_.next());
  if (chunk.empty()) return false;
  make_room(chunk.size());
  std::memcpy(buffer_.data() + end_, chunk.data(), chunk.size());
  end_ += chunk.size();
  return true;
}

void LineReader::make_room(std::size_t bytes) {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t needed = end_ + bytes + padding;
  if (needed > buffer_.size()) buffer_.resize(std::max(needed, buffer_.size() * 2));
}

/// Drops the rest of the line as it comes in; only its first bytes are kept.
Result<bool> LineReader::finish_long_line(Line& line) {
  std::size_t kept = std::min(kept_of_long_line, end_ - begin_);
  const std::uint64_t start = offset_;
  for (;;) {
    const char* const unread = buffer_.data() + begin_ + kept;
    const std::size_t size = end_ - begin_ - kept;
    const char* const found = find_line_end(unread, size);
    if (found) {
      const auto length = static_cast<std::size_t>(found - (buffer_.data() + begin_));
      take_line(length, true, line);
      break;
    }
    offset_ += size;
    end_ = begin_ + kept;
    DATELINE_ASSIGN(const bool more, fill());
    if (more) continue;
    take_line(kept, false, line);
    break;
  }
  last_.text = last_.text.substr(0, kept);
  last_.offset = start;
  last_.too_long = true;
  line = last_;
  return true;
}

}  // namespace dateline
