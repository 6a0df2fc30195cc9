// What the readers of XML share: from a source to documents, a record at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/xml/records.hpp"

namespace dateline::xml {

/// Makes documents of records.
class RecordMaker {
 public:
  virtual ~RecordMaker() = default;
  /// Appends the record's documents. `outside` is what was read outside of records.
  virtual void make(const XmlRecord& record, const Tree& outside,
                    std::vector<Document>& documents) = 0;
  /// The input has ended.
  virtual void end(const Tree& /*outside*/) {}
  /// Why an input without any record is a reject; empty: it is none.
  [[nodiscard]] virtual std::string no_records() { return {}; }
  /// Why a record of which nothing was made has no document; empty: that is as it should be.
  [[nodiscard]] virtual std::string nothing_made(const XmlRecord& /*record*/) { return {}; }
};

/// Gives the documents of all records to the sink. A document without a key gets one from `name`
/// and the record's place in the file. Records that are cut off, too large or of an unknown
/// encoding are rejects, and so is an input that ends before its root element does.
Status read_records(ByteSource& source, const InputPosition& start, const std::string& name,
                    std::size_t max_document_bytes, IsRecord is_record, RecordMaker& maker,
                    DocumentSink& sink);

/// The root element of what begins with `head`, and where it is.
struct Root {
  std::string_view prefix{};
  std::string_view name{};        ///< without its prefix, as written
  std::string_view attributes{};  ///< as far as they are in the head
  std::size_t at = 0;
};
[[nodiscard]] std::optional<Root> root_of(std::string_view head);

}  // namespace dateline::xml
