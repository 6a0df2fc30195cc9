#include "indexer/readers/html_reader.hpp"

#include <fmt/format.h>

#include "indexer/readers/html/page.hpp"
#include "indexer/readers/titles.hpp"

namespace dateline {

Status HtmlReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  std::string bytes;
  bool too_large = false;
  for (;;) {
    DATELINE_ASSIGN(const std::string_view more, source.next());
    if (more.empty()) break;
    too_large = too_large || bytes.size() + more.size() > max_document_bytes_;
    if (!too_large) bytes.append(more);
  }
  if (too_large)
    return sink.reject({start, RejectReason::too_large,
                        fmt::format("the page has more than {} bytes", max_document_bytes_)});
  auto page = html::read_page(bytes, {.url = {}, .charset = encoding_, .captured = {}});
  if (!page) return sink.reject({start, RejectReason::too_large, page.error().message});
  Document document = std::move(page->document);
  document.key = name;
  ensure_title(document);
  return sink.document(std::move(document), start);
}

}  // namespace dateline
