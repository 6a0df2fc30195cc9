// Cuts a source's bytes into lines, in memory that is bounded whatever the input is. A line ends
// with a line feed, a carriage return, or both.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

struct Line {
  std::string_view text;     ///< without its end; valid until the next call
  std::uint64_t number = 0;  ///< from 1
  std::uint64_t offset = 0;  ///< of its first byte in the source
  bool too_long = false;     ///< over the limit: skipped, `text` is its first bytes
  TextState state = TextState::as_it_was;
};

/// Not thread-safe. `source` must outlive it.
class LineReader {
 public:
  /// This many bytes after a line's text may be read (not used), as simdjson does.
  static constexpr std::size_t padding = 64;

  LineReader(ByteSource& source, std::size_t max_line_bytes);

  /// The next line; false at the end. Errors: those of the source.
  Result<bool> next(Line& line);
  /// Gives the last line again with the following next().
  void put_back() noexcept { put_back_ = true; }

 private:
  Result<bool> fill();
  Result<bool> finish_long_line(Line& line);
  void make_room(std::size_t bytes);
  Status finish_line_end();
  void take_line(std::size_t length, bool with_end, Line& line);

  ByteSource& source_;
  std::size_t max_line_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of the bytes not yet given out
  std::size_t end_ = 0;    ///< after the last byte read
  std::uint64_t line_number_ = 0;
  std::uint64_t offset_ = 0;  ///< of begin_ in the source
  Line last_;
  bool put_back_ = false;
  bool after_carriage_return_ = false;
};

}  // namespace dateline
