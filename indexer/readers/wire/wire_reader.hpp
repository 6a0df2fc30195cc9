// The XML formats of news agencies: a reader for each, all over the same records.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {

/// Appends the documents of a record.
using MakeDocuments = void (*)(const xml::XmlRecord& record, const xml::Tree& outside,
                               std::vector<Document>& documents);

/// What one format is.
struct WireFormat {
  std::string_view record;  ///< what its records are called, for a person
  xml::IsRecord is_record;
  MakeDocuments make;
};

/// Documents without words of their own are found by their slug or key.
class WireReader : public Reader {
 public:
  WireReader(const WireFormat& format, std::size_t max_document_bytes)
      : format_(format), max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  WireFormat format_;
  std::size_t max_document_bytes_;
};

/// Which format the root element shows; npos where it is another one.
[[nodiscard]] std::size_t nitf_shown_at(std::string_view head);
[[nodiscard]] std::size_t newsml_shown_at(std::string_view head);
[[nodiscard]] std::size_t newsml_g2_shown_at(std::string_view head);
[[nodiscard]] std::size_t rcv1_shown_at(std::string_view head);
[[nodiscard]] std::size_t agency_xml_shown_at(std::string_view head);

[[nodiscard]] std::unique_ptr<Reader> make_nitf_reader(const ReaderOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_newsml_reader(const ReaderOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_newsml_g2_reader(const ReaderOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_rcv1_reader(const ReaderOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_agency_xml_reader(const ReaderOptions& options);

}  // namespace dateline
