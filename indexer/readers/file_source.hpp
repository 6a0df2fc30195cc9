// The bytes of an open file.
#pragma once

#include <atomic>
#include <vector>

#include "common/file_descriptor.hpp"
#include "indexer/readers/input_source.hpp"

namespace dateline {

/// Reads a descriptor from where it stands, in chunks of 256 KiB. Does not own it. Waits where a
/// pipe has nothing yet.
class FileSource : public InputSource {
 public:
  /// `bytes_read` may be null.
  FileSource(int fd, std::string name, std::atomic<std::uint64_t>* bytes_read);

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return bytes_; }

 private:
  int fd_;
  std::string name_;
  std::atomic<std::uint64_t>* bytes_read_;
  std::uint64_t bytes_ = 0;
  std::vector<char> buffer_;
};

}  // namespace dateline
