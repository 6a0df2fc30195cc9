// Cuts ARC, the format before WARC, into records.
#pragma once

#include "indexer/readers/source/byte_window.hpp"
#include "indexer/readers/warc/web_record.hpp"

namespace dateline {

/// A record is a line (address, IP address, time, media type, length; in version 2 five more
/// fields) and its block. Where a record is longer or shorter than it says, the next such line is
/// looked for.
class ArcRecords : public WebRecords {
 public:
  /// `window` stands at the beginning, and must outlive it. Blocks over the limit are skipped.
  ArcRecords(ByteWindow& window, std::size_t max_block_bytes, OnFault on_fault)
      : window_(window), max_block_bytes_(max_block_bytes), on_fault_(std::move(on_fault)) {}

  /// Whether a file begins so.
  [[nodiscard]] static bool begins(std::string_view head) noexcept;

  Result<bool> next(WebRecord& record) override;
  bool take_partial(WebRecord& record) override;
  void restart() override;

 private:
  Result<std::string_view> read_line();
  Status pass_line_ends();
  Status read_block(WebRecord& record, std::uint64_t length);

  ByteWindow& window_;
  std::size_t max_block_bytes_;
  OnFault on_fault_;
  std::string head_;             ///< of a block over the limit
  std::size_t block_bytes_ = 0;  ///< of the view, which the last record still shows
  bool in_block_ = false;        ///< next() was, when it failed
  bool lost_ = false;            ///< after damage that was reported
};

}  // namespace dateline
