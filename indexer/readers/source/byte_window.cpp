#include "indexer/readers/source/byte_window.hpp"

namespace dateline {
namespace {

/// What a large record needed is given back.
constexpr std::size_t kept_buffer_bytes = 1u << 20;

}  // namespace

Result<bool> ByteWindow::need(std::size_t bytes) {
  while (view_.size() < bytes) {
    DATELINE_ASSIGN(const bool more, fetch());
    if (!more) return false;
  }
  return true;
}

Result<bool> ByteWindow::fetch() {
  if (ended_) return false;
  if (!view_.empty() && !in_buffer_) {
    // The source's piece is gone after next().
    buffer_.assign(view_);
    in_buffer_ = true;
  } else if (in_buffer_) {
    buffer_.erase(0, buffer_.size() - view_.size());
  }
  if (in_buffer_) view_ = buffer_;
  DATELINE_ASSIGN(const std::string_view piece, source_.next());
  ended_ = piece.empty();
  if (ended_) return false;
  if (view_.empty()) {
    in_buffer_ = false;
    view_ = piece;
    buffer_.clear();
    if (buffer_.capacity() > kept_buffer_bytes) buffer_.shrink_to_fit();
    return true;
  }
  buffer_.append(piece);
  view_ = buffer_;
  return true;
}

Result<bool> ByteWindow::skip(std::uint64_t bytes) {
  while (bytes > view_.size()) {
    bytes -= view_.size();
    drop();
    DATELINE_ASSIGN(const bool more, need(1));
    if (!more) return bytes == 0;
  }
  take(static_cast<std::size_t>(bytes));
  return true;
}

}  // namespace dateline
