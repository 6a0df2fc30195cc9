// Cuts SGML bytes into records from one tag to its end tag, in memory that is bounded whatever the
// input is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

struct Record {
  enum class State {
    complete,
    cut_off,    ///< the input ends, or the next record begins, before the end tag
    too_large,  ///< over the limit: skipped, `bytes` is empty
    stray       ///< text that is in no record: skipped, `bytes` is empty
  };
  State state = State::complete;
  std::string_view bytes;    ///< from the tag to the end tag; valid until the next call
  std::uint64_t line = 1;    ///< of its first byte, from 1
  std::uint64_t offset = 0;  ///< of its first byte in the source
  TextState text = TextState::as_it_was;
};

/// What lies between two records, in pieces: spaces and tags (declarations, an element around all
/// records), or also text.
class RecordGap {
 public:
  /// `in_tag`: it begins inside of one.
  void begin(bool in_tag) noexcept;
  void take(std::string_view bytes, std::uint64_t offset, std::uint64_t line) noexcept;
  [[nodiscard]] bool has_text() const noexcept { return has_text_; }
  /// Of the first text.
  [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }

 private:
  void take(char c) noexcept;

  enum class State { text, bracket, tag };
  State state_ = State::text;
  bool has_text_ = false;
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 0;
};

/// Not thread-safe. `source` must outlive it. Text between records is reported, once for each gap;
/// tags and spaces there are skipped. Tags are found in upper, lower and mixed case.
class RecordSplitter {
 public:
  /// `tag` is the name in lower case.
  RecordSplitter(ByteSource& source, std::string tag, std::size_t max_record_bytes);

  /// The next record; false at the end. Errors: those of the source.
  Result<bool> next(Record& record);

 private:
  struct Found {
    std::size_t begin;  ///< of '<', from the front
    std::size_t end;
    bool closing;
  };
  Result<bool> seek_record();
  void consume_gap(std::size_t bytes);
  Result<bool> fill();
  void consume(std::size_t bytes);
  [[nodiscard]] std::string_view front() const noexcept;
  [[nodiscard]] std::optional<Found> find_tag(std::size_t from) const noexcept;
  [[nodiscard]] std::optional<Found> tag_at(std::size_t position) const noexcept;
  [[nodiscard]] std::size_t searched_before(std::size_t from) const noexcept;

  ByteSource& source_;
  std::string tag_;
  RecordGap gap_;
  std::size_t max_record_bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;     ///< of the bytes that no record has taken yet
  std::size_t given_ = 0;     ///< bytes from begin_ that the last record still shows
  std::uint64_t offset_ = 0;  ///< of begin_ in the source
  std::uint64_t line_ = 1;    ///< of begin_
};

}  // namespace dateline
