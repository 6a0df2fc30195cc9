#include "searcher/postings/glass_posting_source.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/file_io.hpp"
#include "common/format/damaged_data.hpp"
#include "common/format/glass/glass_table.hpp"
#include "common/format/glass/posting_chunk.hpp"

namespace dateline {
namespace {

/// More than any version file has.
constexpr std::size_t most_version_bytes = 4096;

/// Reads the numbers of a chunk's postings. A number of one byte, as nearly all are, costs one
/// comparison.
class PayloadReader {
 public:
  PayloadReader() = default;
  explicit PayloadReader(std::string_view payload)
      : here_(payload.data()), end_(payload.data() + payload.size()) {}

  [[nodiscard]] bool empty() const noexcept { return here_ == end_; }
  [[nodiscard]] std::uint32_t number() {
    if (here_ != end_ && static_cast<signed char>(*here_) >= 0)
      return static_cast<std::uint32_t>(*here_++);
    return long_number();
  }

 private:
  std::uint32_t long_number() {
    std::string_view rest(here_, static_cast<std::size_t>(end_ - here_));
    const std::uint32_t value = glass::read_number(rest);
    here_ = rest.data();
    return value;
  }

  const char* here_ = nullptr;
  const char* end_ = nullptr;
};

class GlassPostingList final : public PostingList {
 public:
  GlassPostingList(std::string_view file, const glass::TableRoot& table, const std::string& term,
                   bool wants_wdf)
      : blocks_(file), cursor_(blocks_, table), term_(term), wants_wdf_(wants_wdf) {
    if (!cursor_.find(glass::posting_key(term))) return;
    glass::Frequencies frequencies;
    open(glass::read_first_chunk(cursor_.tag(), frequencies));
  }
  GlassPostingList(const GlassPostingList&) = delete;
  GlassPostingList& operator=(const GlassPostingList&) = delete;

  std::span<const Posting> read(Docid least, Docid end) override {
    std::size_t count = 0;
    if (!to_chunk_of(least)) return {};
    while (next_.docid < least)
      if (!advance()) return {};
    do {
      block_[count++] = next_;
    } while (advance() && next_.docid <= end && count < block_.size());
    return {block_.data(), count};
  }

 private:
  /// Stands on the first posting of a chunk.
  void open(const glass::PostingChunk& chunk) {
    chunk_ = chunk;
    payload_ = PayloadReader(chunk.payload);
    next_ = {chunk.first, payload_.number()};
    if (!wants_wdf_) next_.wdf = 0;
    has_next_ = true;
  }

  /// To the next posting, which becomes next_; false where there is none.
  bool advance() {
    if (payload_.empty()) return has_next_ = to_next_chunk();
    const std::uint64_t docid = std::uint64_t{next_.docid} + payload_.number() + 1;
    const std::uint32_t wdf = payload_.number();
    if (docid > chunk_.last) throw DamagedData("a posting list names a document that is not there");
    next_ = {static_cast<Docid>(docid), wants_wdf_ ? wdf : 0};
    return true;
  }

  bool to_next_chunk() {
    if (chunk_.is_last_chunk) return false;
    if (!cursor_.next()) throw DamagedData("a posting list has no end");
    return open_later_chunk();
  }

  /// Opens the chunk that the cursor stands on, which must be one of this list.
  bool open_later_chunk() {
    const std::string prefix = glass::later_chunk_prefix(term_);
    const std::string_view key = cursor_.key();
    if (key.substr(0, prefix.size()) != prefix) throw DamagedData("a posting list has no end");
    std::string_view rest = key.substr(prefix.size());
    Docid first = 0;
    if (!glass::read_sortable(rest, first) || !rest.empty())
      throw DamagedData("a posting list has a key that cannot be");
    if (first <= chunk_.last) throw DamagedData("postings do not ascend");
    open(glass::read_later_chunk(cursor_.tag(), first));
    return true;
  }

  /// To a chunk that can hold the docid; false where no later posting is left.
  bool to_chunk_of(Docid docid) {
    if (!has_next_) return false;
    if (docid <= chunk_.last) return true;
    if (!to_next_chunk()) return has_next_ = false;
    if (docid <= chunk_.last || chunk_.is_last_chunk) return has_next_ = docid <= chunk_.last;
    std::string key = glass::later_chunk_prefix(term_);
    glass::append_sortable(key, docid);
    if (!cursor_.to_last_not_after(key)) throw DamagedData("a posting list has no end");
    const Docid last = std::exchange(chunk_.last, 0);  // the same chunk may be the one
    open_later_chunk();
    if (chunk_.first < last && chunk_.last < last) throw DamagedData("postings do not ascend");
    if (docid <= chunk_.last) return true;
    return has_next_ = to_next_chunk();
  }

  glass::MappedBlocks blocks_;
  glass::TableCursor cursor_;
  std::string term_;
  bool wants_wdf_;
  bool has_next_ = false;
  glass::PostingChunk chunk_;
  PayloadReader payload_;
  Posting next_{};  ///< that was not given yet, where has_next_
  std::array<Posting, 64> block_;
};

}  // namespace

std::unique_ptr<PostingList> read_glass_postings(std::string_view file,
                                                 const glass::TableRoot& table,
                                                 const std::string& term, PostingDetail detail) {
  return std::make_unique<GlassPostingList>(file, table, term, detail == PostingDetail::wdfs);
}

Result<GlassPostingSource> GlassPostingSource::open(const std::filesystem::path& segment) {
  DATELINE_ASSIGN(const std::string bytes, read_file(segment / "iamglass", most_version_bytes));
  DATELINE_ASSIGN(const glass::Version version, glass::decode_version(bytes));
  DATELINE_ASSIGN(auto file, MappedFile::open(segment / "postlist.glass", glass::block_bytes));
  return GlassPostingSource(version, std::move(file));
}

std::uint32_t GlassPostingSource::document_frequency(const std::string& term) const {
  glass::MappedBlocks blocks(file_.bytes());
  glass::TableCursor cursor(blocks, version_.postlist);
  if (!cursor.find(glass::posting_key(term))) return 0;
  glass::Frequencies frequencies;
  (void)glass::read_first_chunk(cursor.tag(), frequencies);
  return frequencies.documents;
}

/// As Xapian has it: the first posting's wdf, or all of the others' together.
std::uint32_t GlassPostingSource::highest_wdf(const std::string& term) const {
  glass::MappedBlocks blocks(file_.bytes());
  glass::TableCursor cursor(blocks, version_.postlist);
  if (!cursor.find(glass::posting_key(term))) return 0;
  glass::Frequencies frequencies;
  std::string_view payload = glass::read_first_chunk(cursor.tag(), frequencies).payload;
  const std::uint32_t first = glass::read_number(payload);
  const std::uint32_t others = frequencies.wdfs - std::min(first, frequencies.wdfs);
  return std::min(std::max(first, others), version_.statistics.highest_wdf);
}

std::unique_ptr<PostingList> GlassPostingSource::postings(const std::string& term,
                                                          PostingDetail detail) const {
  return read_glass_postings(file_.bytes(), version_.postlist, term, detail);
}

}  // namespace dateline
