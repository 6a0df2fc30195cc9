#include "tests/support/xapian_posting_source.hpp"

#include <array>
#include <utility>

#include "common/format/damaged_data.hpp"

namespace dateline {
namespace {

/// Xapian's iterator stands on the posting that was read last, so that leaving it by a skip costs
/// no step.
class XapianPostingList final : public PostingList {
 public:
  XapianPostingList(const Xapian::Database& database, const std::string& term, PostingDetail detail)
      : position_(database.postlist_begin(term)), wants_wdf_(detail == PostingDetail::wdfs) {}

  std::span<const Posting> read(Docid least, Docid end) override {
    std::size_t count = 0;
    if (move_to(least)) {
      take(count++);
      while (last_ < end && count < block_.size() && move_on()) take(count++);
    }
    return {block_.data(), count};
  }

 private:
  /// False where there is no posting from `least` on.
  bool move_to(Docid least) {
    if (is_at_end()) return false;
    if (least > last_ + 1)
      position_.skip_to(least);
    else if (last_ != 0)
      ++position_;
    return !is_at_end() && accept(least);
  }
  bool move_on() {
    ++position_;
    return !is_at_end() && accept(last_ + 1);
  }
  [[nodiscard]] bool is_at_end() const { return position_ == Xapian::PostingIterator(); }
  /// Damaged postings need not ascend; whoever merges lists would never come to their end.
  bool accept(Docid least) {
    last_ = *position_;
    if (last_ < least) throw DamagedData("postings do not ascend");
    return true;
  }
  void take(std::size_t place) { block_[place] = {last_, wants_wdf_ ? position_.get_wdf() : 0}; }

  Xapian::PostingIterator position_;
  Docid last_ = 0;  // the posting that was read last
  bool wants_wdf_;
  std::array<Posting, 64> block_;
};

}  // namespace

Docid XapianPostingSource::last_document() const {
  return database_.get_lastdocid();
}

std::uint32_t XapianPostingSource::document_frequency(const std::string& term) const {
  return database_.get_termfreq(term);
}

std::uint32_t XapianPostingSource::highest_wdf(const std::string& term) const {
  return database_.get_wdf_upper_bound(term);
}

std::unique_ptr<PostingList> XapianPostingSource::postings(const std::string& term,
                                                           PostingDetail detail) const {
  return std::make_unique<XapianPostingList>(database_, term, detail);
}

}  // namespace dateline
