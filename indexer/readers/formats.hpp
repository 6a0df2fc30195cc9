// The formats of news that can be read, a row for each: all that knows them by name reads this.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "indexer/readers/reader.hpp"

namespace dateline {

/// What a reader wants to read.
enum class InputBytes {
  text,  ///< converted to UTF-8
  raw,   ///< as they are: the format says itself how its texts are encoded
  whole  ///< as they are, at any place
};

/// To add a format: a name in Format (dateline/input.hpp), a row, and its reader.
struct FormatRow {
  Format format;
  std::string_view name;                     ///< of --format
  std::array<std::string_view, 4> suffixes;  ///< of files, in lower case; empty ones are none
  /// Where the first bytes of a file, without a byte order mark and white space before them, show
  /// the format; npos where they do not. The format that shows first is taken.
  std::size_t (*shown_at)(std::string_view head);
  std::unique_ptr<Reader> (*make)(const ReaderOptions& options);
  std::string_view help;
  InputBytes bytes = InputBytes::text;
};

/// In the order of help; none is Format::automatic.
[[nodiscard]] std::span<const FormatRow> known_formats() noexcept;

/// What the reader of the format wants; of Format::automatic, text.
[[nodiscard]] InputBytes bytes_wanted(Format format) noexcept;

}  // namespace dateline
