// A place in a term's postings: what matching moves forward, posting by posting, without a virtual
// call for each.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "searcher/postings/posting_source.hpp"

namespace dateline {

/// Stands on the first posting from the beginning on. Moving it is cheap. The source must live
/// longer; what it throws passes through.
class PostingCursor {
 public:
  PostingCursor(const PostingSource& source, const std::string& term, PostingDetail detail)
      : list_(source.postings(term, detail)) {
    read(1, 0);
  }

  /// `behind_all` at the end.
  [[nodiscard]] Docid docid() const noexcept { return docid_; }
  /// Of the posting that it stands on, which must be there.
  [[nodiscard]] std::uint32_t wdf() const noexcept { return here_->wdf; }

  /// `end`: the caller goes on to the first posting that is not before this docid, so that all of
  /// them may be read at once; 0 where that is not known. The cursor must stand on a posting.
  void next(Docid end = 0) {
    if (++here_ == stop_) return read(docid_ + 1, end);
    docid_ = here_->docid;
  }
  /// To the first posting that is not before `docid`, unless it is there already.
  void skip_to(Docid docid, Docid end = 0) {
    if (docid_ >= docid) return;
    do {
      if (++here_ == stop_) return read(docid, end);
    } while (here_->docid < docid);
    docid_ = here_->docid;
  }

 private:
  void read(Docid least, Docid end) {
    const std::span<const Posting> postings = list_->read(least, end);
    here_ = postings.data();
    stop_ = here_ + postings.size();
    docid_ = postings.empty() ? behind_all : here_->docid;
  }

  std::unique_ptr<PostingList> list_;
  const Posting* here_ = nullptr;
  const Posting* stop_ = nullptr;
  Docid docid_ = 0;
};

}  // namespace dateline
