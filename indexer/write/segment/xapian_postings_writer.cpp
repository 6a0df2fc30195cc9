// Postings as a Xapian database. The only file that writes one; the checks in indexer/maintain/
// read them.
#include <fmt/format.h>
#include <xapian.h>

#include <string>
#include <utility>

#include "common/format/xapian_guard.hpp"
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
                                                     const fs::path& scratch) {
  return std::make_unique<XapianPostingsWriter>(segment, scratch);
}

Status merge_postings(const std::vector<SegmentPlace>& sources, const fs::path& segment) {
  return guard_xapian({"cannot merge segments into", segment}, [&]() -> Status {
    std::vector<fs::path> directories;
    for (const SegmentPlace& source : sources) directories.push_back(source.directory);
    compact(directories, segment);
    return check_output(segment, ends_of(sources));
  });
}

}  // namespace dateline
