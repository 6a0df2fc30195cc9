// The bytes of an open file.
#pragma once

#include <vector>

#include "common/file_descriptor.hpp"
#include "indexer/readers/input_source.hpp"

namespace dateline {

/// Reads a descriptor from where it stands, in chunks of 256 KiB. Does not own it. Waits where a
/// pipe has nothing yet, until the options' stop is set: then the file is unreadable.
class FileSource : public InputSource {
 public:
  /// Takes bytes_read and stop from the options, which must outlive it.
  FileSource(int fd, std::string name, const ReaderOptions& options);

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return bytes_; }

 private:
  int fd_;
  std::string name_;
  const ReaderOptions& options_;
  std::uint64_t bytes_ = 0;
  std::vector<char> buffer_;
};

}  // namespace dateline
