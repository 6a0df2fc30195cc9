#include "indexer/build/segment_builder.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include "common/file_io.hpp"
#include "common/schema.hpp"
#include "common/xapian_guard.hpp"
#include "indexer/build/segment_writer.hpp"

namespace dateline {
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

/// Boolean terms of common/schema.hpp.
void add_filter_terms(const Document& document, Xapian::Document& out) {
  const Date& date = document.date;
  const CivilDate civil = civil_from_day(date.day);
  if (!date.known()) out.add_boolean_term(std::string(undated_term));
  if (date.precision >= DatePrecision::year) out.add_boolean_term(year_term(civil.year));
  if (date.precision >= DatePrecision::month)
    out.add_boolean_term(month_term(civil.year, civil.month));
  if (date.precision >= DatePrecision::day) out.add_boolean_term(day_term(civil));
  if (!document.source.empty()) out.add_boolean_term(source_term(document.source));
  if (!document.language.empty()) out.add_boolean_term(language_term(document.language));
}

DocumentRecord record_of(const NumberedDocument& numbered) noexcept {
  const Date& date = numbered.document.date;
  return {0,
          numbered.number,
          date.known() ? date.day : unknown_day,
          numbered.names.source,
          numbered.names.language,
          static_cast<std::uint16_t>(date.precision)};
}

/// Writes parts one after the other, and closes each when it has grown to its size.
class PartSequence {
 public:
  explicit PartSequence(const std::filesystem::path& directory) : directory_(directory) {}

  void add(const NumberedDocument& numbered, const std::vector<WeightedTerm>& terms) {
    if (part_documents_ == 0) open_part();
    Xapian::Document out;
    for (const WeightedTerm& term : terms) out.add_term(std::string(term.term), term.wdf);
    add_filter_terms(numbered.document, out);
    out.set_data(std::to_string(numbered.number));
    part_.add_document(out);
    part_bytes_ += text_bytes(numbered.document);
    if (++part_documents_ == part_documents || part_bytes_ >= part_text_bytes) close_part();
  }

  /// Compacts all parts into `destination`.
  void compact_into(const std::filesystem::path& destination) {
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
  }
  void close_part() {
    part_.commit();
    part_.close();
    part_documents_ = 0;
  }

  std::filesystem::path directory_;
  std::vector<std::filesystem::path> paths_;
  Xapian::WritableDatabase part_;
  std::size_t part_documents_ = 0;
  std::size_t part_bytes_ = 0;
};

Status add_documents(const std::vector<NumberedDocument>& documents, DocumentAnalyzer& analyzer,
                     PartSequence& parts, SegmentWriter& files) {
  std::string stream;
  for (const NumberedDocument& numbered : documents) {
    stream.clear();
    DATELINE_TRY(analyzer.analyze(numbered.document, stream));
    DATELINE_TRY(files.add(record_of(numbered), stream, text_bytes(numbered.document)));
    parts.add(numbered, analyzer.terms());
  }
  return {};
}

/// Xapian's compactor ignores what its syncs say, so its output is opened and its documents are
/// counted.
Status check_output(const std::filesystem::path& directory, std::uint32_t documents) {
  const Xapian::Database database(directory.string());
  if (database.get_doccount() == documents && database.get_lastdocid() == documents) return {};
  return failure(
      ErrorCode::internal,
      fmt::format("{} holds {} documents (last docid {}) instead of {}", directory.string(),
                  database.get_doccount(), database.get_lastdocid(), documents));
}

}  // namespace

Result<SegmentInfo> build_segment(const std::vector<NumberedDocument>& documents,
                                  const std::filesystem::path& directory,
                                  DocumentAnalyzer& analyzer) {
  return guard_xapian(
      "cannot build the segment " + directory.string(), [&]() -> Result<SegmentInfo> {
        // The compactor makes its output folder itself, so everything begins in a folder beside it.
        std::filesystem::path parts_directory = directory;
        parts_directory += ".parts";
        DATELINE_TRY(make_directories(parts_directory));
        DATELINE_ASSIGN(auto files, SegmentWriter::create(parts_directory));
        PartSequence parts(parts_directory);
        DATELINE_TRY(add_documents(documents, analyzer, parts, files));
        DATELINE_TRY(files.finish());
        parts.compact_into(directory);
        DATELINE_TRY(move_path(parts_directory / "documents", directory / "documents"));
        DATELINE_TRY(move_path(parts_directory / "tokens", directory / "tokens"));
        DATELINE_TRY(remove_tree(parts_directory));
        DATELINE_TRY(check_output(directory, files.info().documents));
        return files.info();
      });
}

Result<SegmentInfo> merge_segments(const std::vector<SegmentPlace>& segments,
                                   const std::filesystem::path& directory) {
  return guard_xapian("cannot merge segments into " + directory.string(),
                      [&]() -> Result<SegmentInfo> {
                        Xapian::Database all;
                        for (const SegmentPlace& segment : segments)
                          all.add_database(Xapian::Database(segment.directory.string()));
                        all.compact(directory.string(), Xapian::Compactor::FULL);
                        all.close();
                        DATELINE_ASSIGN(auto files, SegmentWriter::create(directory));
                        for (const SegmentPlace& segment : segments)
                          DATELINE_TRY(files.add_segment(segment.directory, segment.info));
                        DATELINE_TRY(files.finish());
                        DATELINE_TRY(check_output(directory, files.info().documents));
                        return files.info();
                      });
}

}  // namespace dateline
