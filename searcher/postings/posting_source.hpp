// The postings of one segment, whoever keeps them: which documents hold a term, and with which wdf.
// glass_posting_source.hpp reads those of a glass database. The writing side is
// indexer/write/segment/postings_writer.hpp; tests/integration/postings_test.cpp holds the two
// together, and compares both with Xapian's reader.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>

namespace dateline {

/// A document of a segment. They count from 1.
using Docid = std::uint32_t;

/// A docid after those of all documents.
inline constexpr Docid behind_all = std::numeric_limits<Docid>::max();

struct Posting {
  Docid docid;
  std::uint32_t wdf;
};

/// A term's postings, read once from the first to the last. One thread at a time.
class PostingList {
 public:
  virtual ~PostingList() = default;

  /// The next postings that are not before `least`, in ascending order of docids; no posting where
  /// there are no more. After the first one there are as many as are at hand: an implementation
  /// that must read them one by one goes on to the first that is not before `end`, or ends earlier.
  /// Whoever wants one posting gives 0 for `end`. The span is valid until the next call. Throws
  /// DamagedData where docids do not ascend, and what the implementation throws.
  virtual std::span<const Posting> read(Docid least, Docid end) = 0;
};

/// Whether the wdf of postings is wanted: without it they are read faster.
enum class PostingDetail { documents, wdfs };

/// Immutable data, read through handles that are not shared: one thread at a time. All functions
/// throw what the implementation throws; it must be an exception that guard_xapian() translates.
/// The source must live longer than its lists.
class PostingSource {
 public:
  virtual ~PostingSource() = default;

  /// The highest docid; 0 where there is no document.
  [[nodiscard]] virtual Docid last_document() const = 0;
  /// How many documents hold the term. Costs a look-up.
  [[nodiscard]] virtual std::uint32_t document_frequency(const std::string& term) const = 0;
  /// No posting has a higher wdf; not always reached. 0 where there is no posting. Costs a look-up.
  [[nodiscard]] virtual std::uint32_t highest_wdf(const std::string& term) const = 0;
  /// With PostingDetail::documents each wdf is 0.
  [[nodiscard]] virtual std::unique_ptr<PostingList> postings(const std::string& term,
                                                              PostingDetail detail) const = 0;
};

}  // namespace dateline
