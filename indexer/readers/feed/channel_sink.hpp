// Gives the documents of a feed its title, which may come after them.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/base/reader.hpp"

namespace dateline::feed {

/// Documents without a source wait until the feed's title is known, at most as many as fit into
/// some megabytes. Not thread-safe.
class ChannelSink : public DocumentSink {
 public:
  static constexpr std::size_t most_waiting_bytes = 16u << 20;

  explicit ChannelSink(DocumentSink& inner) : inner_(inner) {}

  void set_title(const std::string& title) {
    if (title_.empty()) title_ = title;
  }
  Status document(Document&& document, const InputPosition& position) override;
  Status reject(Reject&& reject) override { return inner_.reject(std::move(reject)); }
  /// The input has ended.
  Status finish();

 private:
  Status hand_on();

  DocumentSink& inner_;
  std::string title_;
  std::vector<std::pair<Document, InputPosition>> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool failed_ = false;
};

}  // namespace dateline::feed
