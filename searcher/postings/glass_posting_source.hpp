// Postings of a segment's glass database, read from its mapping: 4 times as fast as by Xapian,
// whose cursors copy every block. What is not a plain list of postings is still asked of Xapian
// (searcher/plan/query_compiler.hpp).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "common/base/mapped_file.hpp"
#include "common/format/glass/glass_version.hpp"
#include "searcher/postings/posting_source.hpp"

namespace dateline {

/// A posting list of the mapped file of a table, which must live longer. Throws DamagedData where
/// the table cannot be as it is. With PostingDetail::documents each wdf is 0.
[[nodiscard]] std::unique_ptr<PostingList> read_glass_postings(std::string_view file,
                                                               const glass::TableRoot& table,
                                                               const std::string& term,
                                                               PostingDetail detail);

/// Immutable: any thread may ask. Throws DamagedData where the table of postings cannot be as it
/// is.
class GlassPostingSource final : public PostingSource {
 public:
  /// Errors: io; corrupt where the database cannot be as it is.
  static Result<GlassPostingSource> open(const std::filesystem::path& segment);

  [[nodiscard]] Docid last_document() const override { return version_.statistics.last_docid; }
  [[nodiscard]] std::uint32_t document_frequency(const std::string& term) const override;
  [[nodiscard]] std::uint32_t highest_wdf(const std::string& term) const override;
  [[nodiscard]] std::unique_ptr<PostingList> postings(const std::string& term,
                                                      PostingDetail detail) const override;

 private:
  GlassPostingSource(const glass::Version& version, MappedFile file)
      : version_(version), file_(std::move(file)) {}

  glass::Version version_;
  MappedFile file_;
};

}  // namespace dateline
