// Inflates zstd streams, whatever window they ask for, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/source/inflation.hpp"
#include "indexer/readers/source/input_source.hpp"

struct ZSTD_DCtx_s;

namespace dateline {

/// The contents of one zstd stream, frame after frame. A frame may ask for a window of up to 2 GB
/// (`zstd --long=31`); memory grows only with what comes out of it, and where that is more than
/// 128 MB the rest is a fault that says how to recompress it. A dictionary at the beginning, as web
/// archives have it (.warc.zst), is used for all frames. Zeros after the last frame are
/// padding; anything else is a fault. Not thread-safe.
class ZstdStream : public InputSource {
 public:
  struct Options {
    std::string file;  ///< for positions
    double max_inflation_ratio = 200.0;
  };

  /// `upstream` must outlive it.
  ZstdStream(InputSource& upstream, Options options);
  ~ZstdStream() override;

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return upstream_.raw_bytes(); }

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const noexcept;
  };

  Status renew();
  Status read_dictionary();
  Result<std::string> take_bytes(std::size_t count);
  Result<bool> fill();
  Result<std::size_t> inflate();
  Status pass_padding();
  [[nodiscard]] bool outgrows_memory() const noexcept;
  tl::unexpected<Error> fault_of(std::size_t code);
  tl::unexpected<Error> wide_window_fault();
  tl::unexpected<Error> fail_here(RejectReason reason, std::string detail);

  InputSource& upstream_;
  Options options_;
  InflationGuard guard_;
  std::unique_ptr<ZSTD_DCtx_s, Free> context_;
  std::string dictionary_;
  std::string out_;
  std::string_view in_;             ///< of upstream, not yet inflated
  std::uint64_t taken_ = 0;         ///< bytes of upstream that were inflated
  std::uint64_t given_ = 0;         ///< bytes given out
  std::uint64_t from_context_ = 0;  ///< of these, by the present context
  bool between_frames_ = true;
  bool any_frame_ = false;
  bool may_hold_more_ = false;  ///< the last output filled the buffer
  bool ended_ = false;
};

}  // namespace dateline
