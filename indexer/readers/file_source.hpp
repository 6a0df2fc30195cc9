// The bytes of an open file.
#pragma once

#include <memory>
#include <vector>

#include "common/file_descriptor.hpp"
#include "common/store/store.hpp"
#include "indexer/readers/input_source.hpp"

namespace dateline {

/// Reads a descriptor from where it stands, in chunks of 256 KiB. Does not own it. Waits where a
/// pipe has nothing yet, until the options' stop is set: then the file is unreadable.
class FileSource : public InputSource {
 public:
  /// Takes bytes_read and stop from the options, which must outlive it.
  FileSource(int fd, std::string name, const ReaderOptions& options);
  ~FileSource() override;

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return bytes_; }

  /// Reads what is left, and gives the hash of everything from the descriptor's first position to
  /// the end. Errors: io.
  Result<ContentHash> hash_to_end();

 private:
  struct Hasher;
  int fd_;
  std::string name_;
  const ReaderOptions& options_;
  std::uint64_t bytes_ = 0;
  std::vector<char> buffer_;
  std::unique_ptr<Hasher> hasher_;
};

}  // namespace dateline
