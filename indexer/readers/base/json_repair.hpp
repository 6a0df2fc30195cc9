// Mends what is often wrong with JSON from the wild and has only one sensible reading.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct MendedJson {
  /// JSON by the letter, on one line. Numbers are as they were written; what is not a JSON number
  /// (`NaN`, `007`) is in quotes.
  std::string written;
  /// The same for parsers that cannot hold every number: the numbers that they would refuse are in
  /// quotes, and `NaN` and `Infinity` are null. Nothing where there are none.
  std::optional<std::string> parsable;
  /// Bytes that were not UTF-8, control characters inside strings (they become spaces) and escapes
  /// for half a surrogate pair (they become U+FFFD) were met.
  bool repaired = false;
};

/// `value` is one value by the lenient dialect of JsonScanner. Linear time.
[[nodiscard]] MendedJson mend_json(std::string_view value);

}  // namespace dateline
