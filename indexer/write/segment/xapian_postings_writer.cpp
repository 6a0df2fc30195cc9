#include "indexer/write/segment/xapian_postings_writer.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <string>

#include "common/format/xapian_guard.hpp"
#include "indexer/write/segment/written_database.hpp"

namespace dateline {
namespace fs = std::filesystem;
namespace {

/// Past a few hundred documents every posting in Xapian's inverter is a cache miss: the prototype
/// indexed 7 x as fast with parts of this size on two threads as into one database.
constexpr std::size_t part_documents = 250;
constexpr std::size_t part_text_bytes = 2u << 20;

constexpr int part_flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                           Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

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
      return check_written_database(segment_, ends_);
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

}  // namespace

std::unique_ptr<PostingsWriter> make_xapian_postings_writer(const fs::path& segment,
                                                            const fs::path& scratch) {
  return std::make_unique<XapianPostingsWriter>(segment, scratch);
}

void compact(const std::vector<fs::path>& sources, const fs::path& destination) {
  Xapian::Database all;
  for (const fs::path& source : sources) all.add_database(Xapian::Database(source.string()));
  all.compact(destination.string(), Xapian::Compactor::FULL);
  all.close();
}

}  // namespace dateline
