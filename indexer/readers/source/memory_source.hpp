// Bytes in memory as a source.
#pragma once

#include <string_view>
#include <utility>

#include "indexer/readers/source/input_source.hpp"

namespace dateline {

/// `bytes` must outlive it. Not thread-safe.
class MemorySource : public InputSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes), left_(bytes) {}
  Result<std::string_view> next() override { return std::exchange(left_, {}); }
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::string_view left_;
};

}  // namespace dateline
