// From the body of a response to documents, through the reader of its format.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/warc/media_kind.hpp"

namespace dateline {

struct WebBody {
  MediaKind kind = MediaKind::none;
  std::string_view body;  ///< decoded
  std::string charset;    ///< that the server said
  std::string uri;
  std::string captured;  ///< when, as written
  std::string key;
};

/// Documents without a key of their own get the body's, ones without an address its address. JSON
/// and XML that hold no news are left out. Not thread-safe; `sink` must outlive it.
class WebPayload {
 public:
  WebPayload(const ReaderOptions& options, DocumentSink& sink);

  /// Errors: those of the sink.
  Status read(const WebBody& body, const InputPosition& position);

 private:
  Status read_page(const WebBody& body, const InputPosition& position);
  Status read_text(const WebBody& body, const InputPosition& position);
  Status read_structured(const WebBody& body, const InputPosition& position);

  ReaderOptions options_;  ///< without what the archive's own reader adds
  DocumentSink& sink_;
};

/// A valid key: of an address that is too long, its beginning and a hash.
[[nodiscard]] std::string shortened_key(std::string address);

}  // namespace dateline
