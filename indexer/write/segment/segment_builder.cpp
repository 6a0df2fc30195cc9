#include "indexer/write/segment/segment_builder.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include "common/base/directory.hpp"
#include "common/base/file_io.hpp"
#include "common/fields/field_table.hpp"
#include "common/format/schema.hpp"
#include "common/format/xapian_guard.hpp"
#include "indexer/write/segment/segment_writer.hpp"

namespace dateline {
namespace fs = std::filesystem;
namespace {

/// Past a few hundred documents every posting in Xapian's inverter is a cache miss: the prototype
/// indexed 7 x as fast with parts of this size on two threads as into one database.
constexpr std::size_t part_documents = 250;
constexpr std::size_t part_text_bytes = 2u << 20;

constexpr int part_flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                           Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

std::size_t text_bytes(const Document& document) noexcept {
  return document.title.size() + document.text.size();
}

/// Boolean terms of common/format/schema.hpp.
void add_filter_terms(const Document& document, Xapian::Document& out) {
  const Date& date = document.date;
  const CivilDate civil = civil_from_day(date.day);
  if (!date.known()) out.add_boolean_term(std::string(undated_term));
  if (date.precision >= DatePrecision::year) out.add_boolean_term(year_term(civil.year));
  if (date.precision >= DatePrecision::month)
    out.add_boolean_term(month_term(civil.year, civil.month));
  if (date.precision >= DatePrecision::day) out.add_boolean_term(day_term(civil));
  for (const FieldSpec& field : field_table)
    if (!field.query.term_prefix.empty())
      for (const std::string& value : values_of(field, document))
        out.add_boolean_term(filter_term(field, value));
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

/// The last document of what goes into a segment.
struct LastDocument {
  Xapian::docid docid;  ///< in the segment
  DocumentNumber number;
};

/// Writes parts one after the other, and closes each when it has grown to its size.
class PartSequence {
 public:
  explicit PartSequence(const fs::path& directory) : directory_(directory) {}

  void add(const NumberedDocument& numbered, const std::vector<WeightedTerm>& terms) {
    if (part_documents_ == 0) open_part();
    Xapian::Document out;
    for (const WeightedTerm& term : terms) out.add_term(std::string(term.term), term.wdf);
    add_filter_terms(numbered.document, out);
    out.set_data(std::to_string(numbered.number));
    part_.add_document(out);
    part_bytes_ += text_bytes(numbered.document);
    ends_.back() = {++documents_, numbered.number};
    if (++part_documents_ == part_documents || part_bytes_ >= part_text_bytes) close_part();
  }

  /// The last document of each part.
  [[nodiscard]] const std::vector<LastDocument>& ends() const noexcept { return ends_; }

  /// Compacts all parts into `destination`.
  void compact_into(const fs::path& destination) {
    if (part_documents_ > 0) close_part();
    Xapian::Database all;
    for (const auto& path : paths_) all.add_database(Xapian::Database(path.string()));
    all.compact(destination.string(), Xapian::Compactor::FULL);
    all.close();
  }

 private:
  void open_part() {
    paths_.push_back(directory_ / fmt::format("part-{}", paths_.size()));
    part_ = Xapian::WritableDatabase(paths_.back().string(), part_flags);
    part_bytes_ = 0;
    ends_.emplace_back();
  }
  void close_part() {
    part_.commit();
    part_.close();
    part_documents_ = 0;
  }

  fs::path directory_;
  std::vector<fs::path> paths_;
  std::vector<LastDocument> ends_;
  Xapian::WritableDatabase part_;
  Xapian::docid documents_ = 0;
  std::size_t part_documents_ = 0;
  std::size_t part_bytes_ = 0;
};

Status add_documents(const std::vector<NumberedDocument>& documents, DocumentAnalyzer& analyzer,
                     PartSequence& parts, SegmentWriter& files) {
  std::string stream;
  for (const NumberedDocument& numbered : documents) {
    stream.clear();
    DATELINE_TRY(analyzer.analyze(numbered.document, stream));
    DATELINE_TRY(files.add(record_of(numbered), stream, text_bytes(numbered.document),
                           numbered.names.values));
    parts.add(numbered, analyzer.terms());
  }
  return {};
}

/// The last document of each segment, when they are compacted into one.
std::vector<LastDocument> ends_of(const std::vector<SegmentPlace>& segments) {
  std::vector<LastDocument> ends;
  Xapian::docid documents = 0;
  for (const SegmentPlace& segment : segments)
    ends.push_back({documents += segment.info.documents, segment.info.last_number});
  return ends;
}

/// Xapian's compactor ignores what its syncs say, and takes a table of document data that it cannot
/// open for one without entries. So its output is opened, its documents are counted, and the last
/// one of each source is asked for its number.
Status check_output(const fs::path& directory, const std::vector<LastDocument>& ends) {
  const Xapian::Database database(directory.string());
  const Xapian::docid documents = ends.empty() ? 0 : ends.back().docid;
  if (database.get_doccount() != documents || database.get_lastdocid() != documents)
    return failure(ErrorCode::internal,
                   fmt::format("it holds {} documents (last docid {}) instead of {}",
                               database.get_doccount(), database.get_lastdocid(), documents));
  for (const LastDocument& end : ends) {
    if (database.get_document(end.docid).get_data() == std::to_string(end.number)) continue;
    return failure(ErrorCode::io,
                   fmt::format("{} lacks the number of docid {}, which could not be read when it "
                               "was built",
                               (directory / "docdata.glass").string(), end.docid),
                   "look for errors of the disk in the system's log, and run it again");
  }
  return {};
}

}  // namespace

Result<SegmentInfo> build_segment(const std::vector<NumberedDocument>& documents,
                                  const fs::path& directory, DocumentAnalyzer& analyzer) {
  return guard_xapian({"cannot build the segment", directory}, [&]() -> Result<SegmentInfo> {
    // The compactor makes its output folder itself, so everything begins in a folder beside it.
    fs::path parts_directory = directory;
    parts_directory += ".parts";
    DATELINE_TRY(make_directories(parts_directory));
    DATELINE_ASSIGN(auto files, SegmentWriter::create(parts_directory));
    PartSequence parts(parts_directory);
    DATELINE_TRY(add_documents(documents, analyzer, parts, files));
    DATELINE_TRY(files.finish());
    parts.compact_into(directory);
    DATELINE_TRY(move_path(parts_directory / "documents", directory / "documents"));
    DATELINE_TRY(move_path(parts_directory / "tokens", directory / "tokens"));
    DATELINE_TRY(move_path(parts_directory / columns_name, directory / columns_name));
    DATELINE_TRY(remove_tree(parts_directory));
    DATELINE_TRY(check_output(directory, parts.ends()));
    return files.info();
  });
}

Result<SegmentInfo> merge_segments(const std::vector<SegmentPlace>& segments,
                                   const fs::path& directory) {
  return guard_xapian({"cannot merge segments into", directory}, [&]() -> Result<SegmentInfo> {
    Xapian::Database all;
    for (const SegmentPlace& segment : segments)
      all.add_database(Xapian::Database(segment.directory.string()));
    all.compact(directory.string(), Xapian::Compactor::FULL);
    all.close();
    DATELINE_ASSIGN(auto files, SegmentWriter::create(directory));
    for (const SegmentPlace& segment : segments)
      DATELINE_TRY(files.add_segment(segment.directory, segment.info));
    DATELINE_TRY(files.finish());
    DATELINE_TRY(check_output(directory, ends_of(segments)));
    return files.info();
  });
}

}  // namespace dateline
