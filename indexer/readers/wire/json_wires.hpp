// The JSON formats of news agencies: ninjs 1 to 3, and items of AP's Media API.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/json/json_records.hpp"

namespace dateline {

/// Appends the item; false where the object is none.
bool make_ninjs_document(simdjson::dom::object object, std::vector<Document>& documents);
/// Appends the item, or the items of a list, of AP's Media API.
bool make_ap_documents(simdjson::dom::object object, std::vector<Document>& documents);

class NinjsReader : public Reader {
 public:
  explicit NinjsReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

class ApReader : public Reader {
 public:
  explicit ApReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

/// Where the head of a file shows them; npos where it does not.
[[nodiscard]] std::size_t ninjs_shown_at(std::string_view head);
[[nodiscard]] std::size_t ap_shown_at(std::string_view head);

}  // namespace dateline
