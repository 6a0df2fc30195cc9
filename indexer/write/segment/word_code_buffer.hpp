// Word codes on their way into a token stream.
#pragma once

#include <array>
#include <cstring>
#include <string>

#include "common/format/segment/word_code.hpp"

namespace dateline {

/// A word's code, made once: the bytes, and their count in the last byte.
class PackedCode {
 public:
  PackedCode() = default;
  explicit PackedCode(WordNumber number) {
    std::string code;
    append_word_code(code, number);
    std::memcpy(bytes_.data(), code.data(), code.size());
    bytes_.back() = static_cast<char>(code.size());
  }
  [[nodiscard]] const std::array<char, 8>& bytes() const noexcept { return bytes_; }
  [[nodiscard]] std::size_t size() const noexcept {
    return static_cast<std::size_t>(bytes_.back());
  }

 private:
  std::array<char, 8> bytes_{};
};

/// Appends codes to a stream. Each is written as 8 bytes, of which the next one overwrites what was
/// too much: a copy of fixed size, where the stream itself would grow by single bytes.
class WordCodeBuffer {
 public:
  explicit WordCodeBuffer(std::string& stream) noexcept : stream_(stream) {}

  void append(const PackedCode& code) {
    if (used_ + code.bytes().size() > buffer_.size()) flush();
    std::memcpy(buffer_.data() + used_, code.bytes().data(), code.bytes().size());
    used_ += code.size();
  }
  /// Moves everything into the stream; to be called at the end.
  void flush() {
    stream_.append(buffer_.data(), used_);
    used_ = 0;
  }

 private:
  std::string& stream_;
  std::size_t used_ = 0;
  std::array<char, 1024> buffer_;
};

}  // namespace dateline
