// A whole file, mapped read-only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// Immutable: any thread may read. The file must keep its length as long as it is mapped.
class MappedFile {
 public:
  /// Cost: one mmap call. Error io where the file cannot be opened, error corrupt where it is
  /// shorter than `least_bytes`, which must be at least 1.
  static Result<MappedFile> open(const std::filesystem::path& path, std::size_t least_bytes);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const noexcept { return {data_, size_}; }
  /// Pages that were read no longer count as the process's memory; the next read maps them again,
  /// mostly from the page cache.
  void unmap_pages() const noexcept;

 private:
  MappedFile(const char* data, std::size_t size) noexcept : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dateline
