// Reads web archives: WARC, WET and ARC.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// Pages, texts, feeds and JSON that were answered with 2xx become documents, each through the
/// reader of its format; what else there is counts as left out. The key of a page is its address,
/// with the time of capture where the address comes again with other content. A revisit is a copy
/// where its original is in the same file. After damage, reading goes on at the next record. Not
/// thread-safe.
class WarcReader : public Reader {
 public:
  explicit WarcReader(const ReaderOptions& options) : options_(options) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  ReaderOptions options_;
};

}  // namespace dateline
