// A file that is written from the beginning to the end.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// Every failure to write is reported. One thread.
class FlatFileWriter {
 public:
  static Result<FlatFileWriter> create(const std::filesystem::path& path);

  Status append(std::string_view bytes);
  /// Overwrites bytes near the beginning, which were appended before.
  Status overwrite(std::uint64_t offset, std::string_view bytes);
  Status close();
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };
  explicit FlatFileWriter(const std::filesystem::path& path, std::FILE* file)
      : path_(path), file_(file) {}
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::uint64_t size_ = 0;
};

}  // namespace dateline
