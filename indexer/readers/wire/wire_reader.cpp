#include "indexer/readers/wire/wire_reader.hpp"

#include <fmt/format.h>

#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/agency_xml.hpp"
#include "indexer/readers/wire/newsml.hpp"
#include "indexer/readers/wire/newsml_g2.hpp"
#include "indexer/readers/wire/nitf.hpp"
#include "indexer/readers/wire/rcv1.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

class WireMaker : public xml::RecordMaker {
 public:
  explicit WireMaker(const WireFormat& format) : format_(format) {}

  void make(const xml::XmlRecord& record, const xml::Tree& outside,
            std::vector<Document>& documents) override {
    format_.make(record, outside, documents);
    for (Document& document : documents) {
      if (document.title.empty() && trim(document.text).empty()) document.title = document.key;
      ensure_title(document);
    }
  }

  [[nodiscard]] std::string nothing_made(const xml::XmlRecord& record) override {
    return fmt::format("a <{}> is not news", record.root.name());
  }

  [[nodiscard]] std::string no_records() override {
    return fmt::format("it has no <{}>", format_.record);
  }

 private:
  const WireFormat& format_;
};

std::unique_ptr<Reader> make(const WireFormat& format, const ReaderOptions& options) {
  return std::make_unique<WireReader>(format, options.max_document_bytes);
}

/// Where the root element has one of the names.
std::size_t root_named(std::string_view head, std::initializer_list<std::string_view> names) {
  const auto root = xml::root_of(head);
  if (!root) return npos;
  for (const std::string_view name : names)
    if (root->name == name) return root->at == 0 || head.starts_with('<') ? 0 : root->at;
  return npos;
}

}  // namespace

Status WireReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  WireMaker maker(format_);
  return xml::read_records(source, start, name, max_document_bytes_, format_.is_record, maker,
                           sink);
}

std::size_t nitf_shown_at(std::string_view head) {
  return root_named(head, {"nitf", "NITF"});
}

std::size_t newsml_shown_at(std::string_view head) {
  return root_named(head, {"NewsML"});
}

std::size_t newsml_g2_shown_at(std::string_view head) {
  return root_named(head, {"newsMessage", "newsItem", "packageItem", "conceptItem", "planningItem",
                           "knowledgeItem", "catalogItem"});
}

/// Other XML has elements of that name, but not with an item's number.
std::size_t rcv1_shown_at(std::string_view head) {
  const std::size_t at = root_named(head, {"newsitem"});
  if (at == npos) return npos;
  return xml::root_of(head)->attributes.find("itemid=") == npos ? npos : at;
}

std::unique_ptr<Reader> make_nitf_reader(const ReaderOptions& options) {
  return make({"nitf", is_nitf, make_nitf_documents}, options);
}

std::unique_ptr<Reader> make_newsml_reader(const ReaderOptions& options) {
  return make({"NewsItem", is_newsml_item, make_newsml_documents}, options);
}

std::unique_ptr<Reader> make_newsml_g2_reader(const ReaderOptions& options) {
  return make({"newsItem", is_newsml_g2_item, make_newsml_g2_documents}, options);
}

std::unique_ptr<Reader> make_rcv1_reader(const ReaderOptions& options) {
  return make({"newsitem", is_rcv1_item, make_rcv1_documents}, options);
}

std::unique_ptr<Reader> make_agency_xml_reader(const ReaderOptions& options) {
  return make({"article", is_agency_record, make_agency_documents}, options);
}

}  // namespace dateline
