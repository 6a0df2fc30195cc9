#include "indexer/readers/sqlite_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "indexer/readers/row_document.hpp"
#include "indexer/readers/sqlite/database.hpp"

namespace dateline {
namespace {

/// A row may be more than a document's text.
constexpr std::size_t rows_of_a_document = 4;

constexpr const char* no_query =
    "this is an SQLite database; --query 'SELECT title, text, date FROM ...' says what in it is a "
    "document";

}  // namespace

bool SqliteReader::begins(std::string_view head) noexcept {
  using namespace std::literals;
  return head.starts_with("SQLite format 3\0"sv);
}

Status SqliteReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                          DocumentSink& sink) {
  RandomAccess* const bytes = source.random_access();
  if (bytes == nullptr || options_.query.empty())
    return sink.reject({start, RejectReason::unknown_format, no_query});
  auto query =
      SqliteQuery::open(*bytes, options_.query, options_.max_document_bytes * rows_of_a_document);
  if (!query) return sink.reject({start, RejectReason::malformed, query.error().message});
  RowConverter converter(options_);
  converter.set_columns(query->columns());
  if (!converter.has_text())
    return sink.reject({start, RejectReason::malformed,
                        "the query selects no column that is a title or a text; name one so in "
                        "it: SELECT headline AS title"});
  InputPosition position = start;
  std::vector<std::string> values;
  for (position.line = 1;; ++position.line) {
    const auto more = query->next(values);
    if (!more) return sink.reject({position, RejectReason::malformed, more.error().message});
    if (!*more) return {};
    Document document = converter.convert(values);
    for (const FieldId field : converter.unusable())
      sink.unusable_field(field_of(field).name, position);
    if (document.key.empty()) document.key = fmt::format("{}#{}", name, position.line);
    DATELINE_TRY(sink.document(std::move(document), position));
  }
}

}  // namespace dateline
