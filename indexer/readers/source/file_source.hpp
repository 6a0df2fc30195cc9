// The bytes of an open file.
#pragma once

#include <memory>
#include <vector>

#include "common/base/file_descriptor.hpp"
#include "common/format/store/store.hpp"
#include "indexer/readers/source/input_source.hpp"
#include "indexer/readers/source/random_access.hpp"

namespace dateline {

/// Reads a descriptor from where it stands, in chunks of 256 KiB. Does not own it. Waits where a
/// pipe has nothing yet, until the options' stop is set: then the file is unreadable.
class FileSource : public InputSource, public RandomAccess {
 public:
  /// Takes bytes_read and stop from the options, which must outlive it.
  FileSource(int fd, std::string name, const ReaderOptions& options);
  ~FileSource() override;

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return bytes_; }

  /// Itself, where it is a regular file that stood at its beginning.
  RandomAccess* random_access() noexcept override { return regular_ ? this : nullptr; }
  [[nodiscard]] std::uint64_t size() const noexcept override { return size_; }
  [[nodiscard]] std::uint64_t bytes_on_disk() const noexcept override { return size_; }
  /// Does not move the place where next() reads. Error cancelled once stop is set.
  Result<std::size_t> read_at(std::uint64_t offset, char* out, std::size_t bytes) override;

  /// Reads what is left, and gives the hash of everything from the descriptor's first position to
  /// the end. Errors: io.
  Result<ContentHash> hash_to_end();

 private:
  struct Hasher;
  int fd_;
  std::string name_;
  const ReaderOptions& options_;
  void tell_read(std::size_t bytes) noexcept;

  bool regular_ = false;
  bool counted_at_places_ = false;
  std::uint64_t size_ = 0;     ///< of a regular file
  std::uint64_t counted_ = 0;  ///< bytes added to the options' bytes_read
  std::uint64_t bytes_ = 0;
  std::vector<char> buffer_;
  std::unique_ptr<Hasher> hasher_;
};

}  // namespace dateline
