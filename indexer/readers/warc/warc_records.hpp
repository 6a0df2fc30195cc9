// Cuts WARC 0.17 to 1.1 into records.
#pragma once

#include <optional>

#include "indexer/readers/source/byte_window.hpp"
#include "indexer/readers/warc/web_record.hpp"

namespace dateline {

/// Takes what writers of WARC have done: names of fields in any case, line ends of either kind,
/// lines that are continued, `<` and `>` around addresses, NUL and line ends between records. Where
/// a record is longer or shorter than it says, the record after it is found by its first line.
class WarcRecords : public WebRecords {
 public:
  /// `window` stands at the beginning, and must outlive it. Blocks over the limit are skipped.
  WarcRecords(ByteWindow& window, std::size_t max_block_bytes, OnFault on_fault)
      : window_(window), max_block_bytes_(max_block_bytes), on_fault_(std::move(on_fault)) {}

  /// Whether a file begins so.
  [[nodiscard]] static bool begins(std::string_view head) noexcept;

  Result<bool> next(WebRecord& record) override;
  bool take_partial(WebRecord& record) override;
  void restart() override;

 private:
  struct Header {
    std::size_t bytes = 0;
    std::optional<std::uint64_t> length;
  };

  Status pass_filling();
  Result<bool> find_record();
  Status pass_strange_bytes();
  Result<bool> read_header(WebRecord& record, Header& header);
  Status read_block(WebRecord& record, std::uint64_t length);
  Status skip_block(WebRecord& record, std::uint64_t length);
  Status report_overrun(const WebRecord& record);
  static void parse(std::string_view text, WebRecord& record, Header& header);

  ByteWindow& window_;
  std::size_t max_block_bytes_;
  OnFault on_fault_;
  std::string head_;             ///< of a block over the limit
  std::size_t block_bytes_ = 0;  ///< of the view, which the last record still shows
  bool in_block_ = false;        ///< next() was, when it failed
  bool lost_ = false;            ///< after damage that was reported
};

}  // namespace dateline
