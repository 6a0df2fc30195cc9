// The bytes that a reader reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// What was done to a piece of an input to make it UTF-8; the worst is last.
enum class TextState {
  as_it_was,
  converted,  ///< from another encoding, or repaired
  unknown     ///< its encoding is unknown, and it must not be used
};

/// Bytes of one file or archive member, inflated. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next bytes, valid until the next call; empty at the end. Errors: bad_input (position in
  /// the message), io.
  virtual Result<std::string_view> next() = 0;
  /// What was done to the bytes from `begin` to `end`, as next() has given them. Pieces must be
  /// asked for in order of their beginnings.
  virtual TextState text_state(std::uint64_t /*begin*/, std::uint64_t /*end*/) {
    return TextState::as_it_was;
  }
  /// Why a piece is unknown, and what to do about it, in one sentence for a person.
  [[nodiscard]] virtual std::string encoding_fault() const { return {}; }
};

}  // namespace dateline
