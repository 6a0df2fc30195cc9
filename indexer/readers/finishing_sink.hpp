// The one place where what all formats have in common is done to a document: clean strings,
// defaults, the key's prefix, and the rules that a document must meet.
#pragma once

#include "indexer/readers/reader.hpp"

namespace dateline {

/// Hands finished documents to `inner`, and a reject in place of one that has no key or no text, or
/// a key that is not allowed. Not thread-safe. `inner` and `options` must outlive it.
class FinishingSink : public DocumentSink {
 public:
  FinishingSink(const ReaderOptions& options, DocumentSink& inner)
      : options_(options), inner_(inner) {}

  Status document(Document&& document, const InputPosition& position) override;
  Status reject(Reject&& reject) override { return inner_.reject(std::move(reject)); }

 private:
  void apply_defaults(Document& document) const;

  const ReaderOptions& options_;
  DocumentSink& inner_;
};

}  // namespace dateline
