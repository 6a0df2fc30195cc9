// Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, Google news sitemaps, WordPress exports.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// A document for each entry; keys are the entry's id, else its link, else its place in the file.
/// Lists of feeds (OPML) and of sitemaps have no news, which is a reject that says so.
class FeedReader : public Reader {
 public:
  explicit FeedReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

/// Where the head of a file shows a feed; npos where it does not.
[[nodiscard]] std::size_t feed_shown_at(std::string_view head);
/// Likewise for a WordPress export, which is a feed with more in it.
[[nodiscard]] std::size_t wordpress_shown_at(std::string_view head);

}  // namespace dateline
