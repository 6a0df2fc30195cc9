// Reads mails: one a file, as in a Maildir, or many in an mbox.
#pragma once

#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// The key is the Message-ID; a mail without one is known by the name, in an mbox by its place as
/// well (`news.mbox#7`). The source is the mailing list. Not thread-safe.
class MailReader : public Reader {
 public:
  explicit MailReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

}  // namespace dateline
