// A window on the bytes of a source that is as large as its user asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/source/byte_source.hpp"

namespace dateline {

/// Not thread-safe. `source` must outlive it.
class ByteWindow {
 public:
  explicit ByteWindow(ByteSource& source) : source_(source) {}

  /// The bytes that were fetched and not taken; valid until need() or drop().
  [[nodiscard]] std::string_view view() const noexcept { return view_; }

  /// Whether there are at least so many bytes; fetches them. Copies only what lies across the
  /// source's pieces. Errors: those of the source; view() is then what came before.
  Result<bool> need(std::size_t bytes);

  /// At most all of view().
  void take(std::size_t bytes) noexcept {
    view_.remove_prefix(bytes);
    offset_ += bytes;
  }
  /// Takes that many bytes, however many there are in view(). False where the source ends before.
  Result<bool> skip(std::uint64_t bytes);
  /// What is in view is not wanted, as after damage.
  void drop() noexcept { take(view_.size()); }

  /// Of the view's first byte in the source.
  [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }

 private:
  Result<bool> fetch();

  ByteSource& source_;
  std::string buffer_;     ///< where the view is of several pieces
  std::string_view view_;  ///< of buffer_, or of the source's last piece
  std::uint64_t offset_ = 0;
  bool in_buffer_ = false;
  bool ended_ = false;
};

}  // namespace dateline
