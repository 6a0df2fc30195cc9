// JSON Feed 1 and 1.1.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

class JsonFeedReader : public Reader {
 public:
  explicit JsonFeedReader(std::size_t max_document_bytes)
      : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

/// Where the head of a file shows one; npos where it does not.
[[nodiscard]] std::size_t json_feed_shown_at(std::string_view head);

}  // namespace dateline
