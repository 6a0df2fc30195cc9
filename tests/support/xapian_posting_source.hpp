// Postings that Xapian keeps.
#pragma once

#include <xapian.h>

#include "searcher/postings/posting_source.hpp"

namespace dateline {

/// A segment's Xapian database. Throws Xapian's errors.
class XapianPostingSource final : public PostingSource {
 public:
  explicit XapianPostingSource(Xapian::Database database) : database_(std::move(database)) {}

  [[nodiscard]] Docid last_document() const override;
  [[nodiscard]] std::uint32_t document_frequency(const std::string& term) const override;
  [[nodiscard]] std::uint32_t highest_wdf(const std::string& term) const override;
  [[nodiscard]] std::unique_ptr<PostingList> postings(const std::string& term,
                                                      PostingDetail detail) const override;

 private:
  Xapian::Database database_;
};

}  // namespace dateline
