// Runs one reader over bytes in memory.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/collecting_sink.hpp"

namespace dateline::test {

/// Gives its bytes in chunks of a fixed size, each in memory of its own, so that a reader which
/// keeps a view too long is caught by the address sanitizer.
class ChunkedSource : public ByteSource {
 public:
  ChunkedSource(std::string bytes, std::size_t chunk_size)
      : bytes_(std::move(bytes)), chunk_size_(chunk_size) {}

  Result<std::string_view> next() override {
    const std::size_t size = std::min(chunk_size_, bytes_.size() - at_);
    chunk_ = std::make_unique<std::string>(bytes_, at_, size);
    at_ += size;
    return std::string_view(*chunk_);
  }

 private:
  std::string bytes_;
  std::size_t chunk_size_;
  std::size_t at_ = 0;
  std::unique_ptr<std::string> chunk_;
};

/// What the format's reader makes of the bytes, in a file called "news".
inline CollectingSink read_bytes(Format format, std::string bytes,
                                 const ReaderOptions& options = {},
                                 std::size_t chunk_size = 1u << 18) {
  CollectingSink sink;
  ChunkedSource source(std::move(bytes), chunk_size);
  const auto reader = make_reader(format, options);
  const Status status = reader->read(source, {"news", 0, 0}, "news", sink);
  if (!status) throw std::runtime_error(status.error().message);
  return sink;
}

}  // namespace dateline::test
