// Postings as a Xapian database: written by our own hands (indexer/write/glass/), and by Xapian's.
#include <fmt/format.h>
#include <xapian.h>

#include <string>
#include <utility>

#include "common/base/file_io.hpp"
#include "common/format/glass/glass_format.hpp"
#include "common/format/xapian_guard.hpp"
#include "indexer/write/glass/database_merge.hpp"
#include "indexer/write/glass/database_writer.hpp"
#include "indexer/write/glass/inverter.hpp"
#include "indexer/write/segment/postings_writer.hpp"

namespace dateline {
namespace fs = std::filesystem;
namespace {

/// Past a few hundred documents every posting in Xapian's inverter is a cache miss: the prototype
/// indexed 7 x as fast with parts of this size on two threads as into one database.
constexpr std::size_t part_documents = 250;
constexpr std::size_t part_text_bytes = 2u << 20;

constexpr int part_flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                           Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

/// The last document of what goes into a segment.
struct LastDocument {
  Xapian::docid docid;  ///< in the segment
  DocumentNumber number;
};

/// Xapian's compactor ignores what its syncs say, and takes a table of document data that it cannot
/// open for one without entries. So what was written is opened, its documents are counted, and the
/// last one of each source is asked for its number.
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
                   "look for disk errors in the system's log, and run it again");
  }
  return {};
}

void compact(const std::vector<fs::path>& sources, const fs::path& destination) {
  Xapian::Database all;
  for (const fs::path& source : sources) all.add_database(Xapian::Database(source.string()));
  all.compact(destination.string(), Xapian::Compactor::FULL);
  all.close();
}

/// Writes private databases of the size of a processor cache ("parts") one after the other, none of
/// which is flushed before it is full, and compacts them.
class XapianPostingsWriter final : public PostingsWriter {
 public:
  XapianPostingsWriter(const fs::path& segment, const fs::path& scratch)
      : segment_(segment), scratch_(scratch) {}

  Status add(DocumentNumber number, std::span<const WeightedTerm> terms,
             std::size_t text_bytes) override {
    return guard_xapian(action(), [&]() -> Status {
      if (part_documents_ == 0) open_part();
      Xapian::Document out;
      for (const WeightedTerm& term : terms) out.add_term(std::string(term.term), term.wdf);
      out.set_data(std::to_string(number));
      part_.add_document(out);
      part_bytes_ += text_bytes;
      ends_.back() = {++documents_, number};
      if (++part_documents_ == part_documents || part_bytes_ >= part_text_bytes) close_part();
      return {};
    });
  }

  Status finish() override {
    return guard_xapian(action(), [&]() -> Status {
      if (part_documents_ > 0) close_part();
      compact(parts_, segment_);
      return check_output(segment_, ends_);
    });
  }

 private:
  [[nodiscard]] Action action() const noexcept { return {"cannot build the segment", segment_}; }

  void open_part() {
    parts_.push_back(scratch_ / fmt::format("part-{}", parts_.size()));
    part_ = Xapian::WritableDatabase(parts_.back().string(), part_flags);
    part_bytes_ = 0;
    ends_.emplace_back();
  }
  void close_part() {
    part_.commit();
    part_.close();
    part_documents_ = 0;
  }

  fs::path segment_;
  fs::path scratch_;
  std::vector<fs::path> parts_;
  std::vector<LastDocument> ends_;  // of each part
  Xapian::WritableDatabase part_;
  Xapian::docid documents_ = 0;
  std::size_t part_documents_ = 0;
  std::size_t part_bytes_ = 0;
};

/// Inverts the documents in memory and writes every block of the database once: 6 times as fast as
/// Xapian's writer.
class BulkPostingsWriter final : public PostingsWriter {
 public:
  explicit BulkPostingsWriter(const fs::path& segment) : segment_(segment) {}

  Status add(DocumentNumber number, std::span<const WeightedTerm> terms, std::size_t) override {
    inverter_.add(terms);
    numbers_.push_back(number);
    return {};
  }

  Status finish() override {
    return guard_xapian({"cannot build the segment", segment_}, [&]() -> Status {
      DATELINE_TRY(make_directories(segment_));
      DATELINE_ASSIGN(auto database, glass::DatabaseWriter::create(segment_));
      glass::PostingListWriter lists(database.postlist());
      DATELINE_TRY(inverter_.write(lists));
      Xapian::docid docid = 0;
      for (const DocumentNumber number : numbers_)
        DATELINE_TRY(database.docdata().add(glass::document_key(++docid), std::to_string(number)));
      DATELINE_TRY(database.finish(inverter_.statistics()));
      std::vector<LastDocument> ends;
      if (docid > 0) ends.push_back({docid, numbers_.back()});
      return check_output(segment_, ends);
    });
  }

 private:
  fs::path segment_;
  glass::Inverter inverter_;
  std::vector<DocumentNumber> numbers_;
};

/// The last document of each segment, when they are compacted into one.
std::vector<LastDocument> ends_of(const std::vector<SegmentPlace>& segments) {
  std::vector<LastDocument> ends;
  Xapian::docid documents = 0;
  for (const SegmentPlace& segment : segments)
    ends.push_back({documents += segment.info.documents, segment.info.last_number});
  return ends;
}

}  // namespace

std::unique_ptr<PostingsWriter> make_postings_writer(const fs::path& segment,
                                                     const fs::path& scratch, PostingsBy writer) {
  if (writer == PostingsBy::xapian) return std::make_unique<XapianPostingsWriter>(segment, scratch);
  return std::make_unique<BulkPostingsWriter>(segment);
}

Status merge_postings(const std::vector<SegmentPlace>& sources, const fs::path& segment,
                      PostingsBy writer) {
  return guard_xapian({"cannot merge segments into", segment}, [&]() -> Status {
    std::vector<fs::path> directories;
    for (const SegmentPlace& source : sources) directories.push_back(source.directory);
    if (writer == PostingsBy::xapian) {
      compact(directories, segment);
    } else {
      DATELINE_TRY(make_directories(segment));
      DATELINE_TRY(glass::merge_databases(directories, segment));
    }
    return check_output(segment, ends_of(sources));
  });
}

}  // namespace dateline
