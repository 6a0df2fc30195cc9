// The bytes that a reader reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "dateline/input.hpp"
#include "indexer/readers/source/random_access.hpp"

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
  /// After an error of next(): what was wrong, if the bytes after the damage can still be read.
  /// next() gives them then, from the next place where something begins. Whoever asks must hand the
  /// reject on.
  virtual std::optional<Reject> recover() { return std::nullopt; }
  /// The same bytes, from the first to the last, to be read at any place, where that can be done;
  /// else null. Lives as long as the source.
  virtual RandomAccess* random_access() noexcept { return nullptr; }
  /// Why a piece is unknown, and what to do about it, in one sentence for a person.
  [[nodiscard]] virtual std::string encoding_fault() const { return {}; }
};

}  // namespace dateline
