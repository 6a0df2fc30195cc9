// Inverts documents: from the terms of each document to the documents of each term.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/format/glass/glass_version.hpp"
#include "dateline/error.hpp"
#include "indexer/write/glass/posting_list_writer.hpp"
#include "indexer/write/string_table.hpp"
#include "indexer/write/weighted_term.hpp"

namespace dateline::glass {

/// Keeps every posting in flat arrays, 8 bytes each and another 8 while they are written, beside
/// the terms. One thread.
class Inverter {
 public:
  /// The next document; docids count from 1. Its terms are unique, in any order.
  void add(std::span<const WeightedTerm> terms);
  [[nodiscard]] const Statistics& statistics() const noexcept { return statistics_; }
  /// Writes all posting lists, the lengths of documents first.
  Status write(PostingListWriter& lists) const;

 private:
  struct Posting {
    std::uint32_t docid;
    std::uint32_t wdf;
  };
  struct TermOfDocument {
    std::uint32_t term;
    std::uint32_t wdf;
  };

  Status write_lengths(PostingListWriter& lists) const;
  [[nodiscard]] std::vector<std::uint32_t> terms_in_order() const;
  [[nodiscard]] std::vector<Posting> by_term(std::vector<std::size_t>& places) const;

  StringTable terms_;
  std::vector<std::uint32_t> frequencies_;  ///< documents, by term
  std::vector<TermOfDocument> postings_;    ///< document after document
  std::vector<std::uint32_t> term_counts_;  ///< by document
  std::vector<std::uint32_t> lengths_;
  Statistics statistics_;
};

}  // namespace dateline::glass
