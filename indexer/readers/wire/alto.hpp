// Pages of digitised newspapers: ALTO, and the articles that METS makes of them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/xml/tree.hpp"

namespace dateline {

/// A block of a page, its lines joined and words that were hyphenated at the end of a line whole.
struct AltoBlock {
  std::string id;
  std::string text;
};
[[nodiscard]] std::vector<AltoBlock> alto_blocks(const xml::Element& alto);

/// A document for the page, unless a METS file beside it has its articles.
class AltoReader : public Reader {
 public:
  explicit AltoReader(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}
  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override;

 private:
  std::size_t max_document_bytes_;
};

[[nodiscard]] std::size_t alto_shown_at(std::string_view head);

}  // namespace dateline
