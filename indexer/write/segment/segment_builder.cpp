#include "indexer/write/segment/segment_builder.hpp"

#include <string>
#include <utility>

#include "common/base/directory.hpp"
#include "common/base/exception_guard.hpp"
#include "common/base/file_io.hpp"
#include "common/fields/field_table.hpp"
#include "common/format/schema.hpp"
#include "indexer/write/segment/segment_writer.hpp"

namespace dateline {
namespace fs = std::filesystem;
namespace {

std::size_t text_bytes(const Document& document) noexcept {
  return document.title.size() + document.text.size();
}

/// Boolean terms of common/format/schema.hpp.
std::vector<std::string> filter_terms(const Document& document) {
  std::vector<std::string> terms;
  const Date& date = document.date;
  const CivilDate civil = civil_from_day(date.day);
  if (!date.known()) terms.emplace_back(undated_term);
  if (date.precision >= DatePrecision::year) terms.push_back(year_term(civil.year));
  if (date.precision >= DatePrecision::month) terms.push_back(month_term(civil.year, civil.month));
  if (date.precision >= DatePrecision::day) terms.push_back(day_term(civil));
  for (const FieldSpec& field : field_table)
    if (!field.query.term_prefix.empty())
      for (const std::string& value : values_of(field, document))
        terms.push_back(filter_term(field, value));
  return terms;
}

DocumentRecord record_of(const NumberedDocument& numbered) noexcept {
  const Date& date = numbered.document.date;
  DocumentRecord record{0,
                        numbered.number,
                        date.known() ? date.day : unknown_day,
                        numbered.names.source,
                        numbered.names.language,
                        static_cast<std::uint16_t>(date.precision)};
  record.set_second_of_day(second_of_day(date));
  return record;
}

Status add_documents(const std::vector<NumberedDocument>& documents, DocumentAnalyzer& analyzer,
                     PostingsWriter& postings, SegmentWriter& files) {
  std::string stream;
  std::vector<WeightedTerm> terms;
  for (const NumberedDocument& numbered : documents) {
    const std::size_t bytes = text_bytes(numbered.document);
    stream.clear();
    DATELINE_TRY(analyzer.analyze(numbered.document, stream));
    DATELINE_TRY(files.add(record_of(numbered), stream, bytes, numbered.names.values));
    const std::vector<std::string> filters = filter_terms(numbered.document);
    terms = analyzer.terms();
    for (const std::string& filter : filters) terms.push_back({filter, 0});
    DATELINE_TRY(postings.add(numbered.number, terms, bytes));
  }
  return {};
}

}  // namespace

Result<SegmentInfo> build_segment(const std::vector<NumberedDocument>& documents,
                                  const fs::path& directory, DocumentAnalyzer& analyzer) {
  const Action action{"cannot build the segment", directory};
  return guard_exceptions(action, [&]() -> Result<SegmentInfo> {
    // The writer of postings makes the folder itself, so everything else begins in one beside it.
    fs::path scratch = directory;
    scratch += ".parts";
    DATELINE_TRY(make_directories(scratch));
    DATELINE_ASSIGN(auto files, SegmentWriter::create(scratch));
    const auto postings = make_postings_writer(directory, scratch);
    DATELINE_TRY(add_documents(documents, analyzer, *postings, files));
    DATELINE_TRY(files.finish());
    DATELINE_TRY(postings->finish());
    DATELINE_TRY(move_path(scratch / "documents", directory / "documents"));
    DATELINE_TRY(move_path(scratch / "tokens", directory / "tokens"));
    DATELINE_TRY(move_path(scratch / columns_name, directory / columns_name));
    DATELINE_TRY(remove_tree(scratch));
    return files.info();
  });
}

Result<SegmentInfo> merge_segments(const std::vector<SegmentPlace>& segments,
                                   const fs::path& directory) {
  const Action action{"cannot merge segments into", directory};
  return guard_exceptions(action, [&]() -> Result<SegmentInfo> {
    DATELINE_TRY(merge_postings(segments, directory));
    DATELINE_ASSIGN(auto files, SegmentWriter::create(directory));
    for (const SegmentPlace& segment : segments)
      DATELINE_TRY(files.add_segment(segment.directory, segment.info));
    DATELINE_TRY(files.finish());
    return files.info();
  });
}

}  // namespace dateline
