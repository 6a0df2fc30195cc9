// Bytes that can be read at any place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "dateline/error.hpp"

namespace dateline {

/// A whole input that lies somewhere. Not thread-safe.
class RandomAccess {
 public:
  virtual ~RandomAccess() = default;
  [[nodiscard]] virtual std::uint64_t size() const noexcept = 0;
  /// Bytes of the file that all this comes from, as it lies on disk.
  [[nodiscard]] virtual std::uint64_t bytes_on_disk() const noexcept = 0;
  /// How many of `bytes` bytes from `offset` on there are, read into `out`; fewer only at the end.
  /// Errors: io.
  virtual Result<std::size_t> read_at(std::uint64_t offset, char* out, std::size_t bytes) = 0;
};

/// The same of an open file, which `name` stands for in messages.
Result<std::size_t> read_file_at(int fd, std::uint64_t offset, char* out, std::size_t bytes,
                                 const std::string& name);

}  // namespace dateline
