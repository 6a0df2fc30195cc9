// Keeps an input that can only be read once, so that it can be read at any place.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/base/file_descriptor.hpp"
#include "indexer/readers/source/input_source.hpp"
#include "indexer/readers/source/random_access.hpp"

namespace dateline {

/// The first 8 MB are kept in memory. What is larger goes to a file without a name in $TMPDIR, or
/// /tmp, which is gone with the object. As a source it gives everything once, from the beginning.
/// Not thread-safe.
class SpooledSource : public InputSource, public RandomAccess {
 public:
  /// Reads all of `upstream`, which must outlive the object. What its fault leaves is kept; the
  /// fault itself, and one of the temporary file, are in upstream_fault(). Errors: those of
  /// upstream that are not faults.
  static Result<std::unique_ptr<SpooledSource>> fill(InputSource& upstream,
                                                     const std::string& file);

  /// Why not everything is there, once only.
  [[nodiscard]] std::optional<Reject> upstream_fault() noexcept;

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return raw_bytes_; }
  RandomAccess* random_access() noexcept override { return this; }

  [[nodiscard]] std::uint64_t size() const noexcept override { return size_; }
  [[nodiscard]] std::uint64_t bytes_on_disk() const noexcept override { return raw_bytes_; }
  Result<std::size_t> read_at(std::uint64_t offset, char* out, std::size_t bytes) override;

 private:
  explicit SpooledSource(std::string file) : file_(std::move(file)) {}

  /// False where there is no place for it.
  bool keep(std::string_view chunk);
  bool move_to_disk();

  std::string file_;
  std::string memory_;
  FileDescriptor disk_;  ///< valid once everything lies there
  std::string chunk_;
  std::uint64_t size_ = 0;
  std::uint64_t given_ = 0;
  std::uint64_t raw_bytes_ = 0;
  std::optional<Reject> upstream_fault_;
};

}  // namespace dateline
