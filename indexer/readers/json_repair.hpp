// Mends what is often wrong with JSON from the wild and has only one sensible reading.
#pragma once

#include <string>

namespace dateline {

/// Bytes that are no UTF-8, control characters inside strings (they become blanks), and escapes for
/// half a surrogate pair (they become U+FFFD). True where the line was changed.
bool repair_json(std::string& line);

}  // namespace dateline
