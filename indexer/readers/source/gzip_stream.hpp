// Inflates gzip streams: whole members at once where they are small, which is fastest, and piece
// by piece where they are not.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/source/inflation.hpp"
#include "indexer/readers/source/input_source.hpp"

struct libdeflate_decompressor;
struct z_stream_s;

namespace dateline {

/// The contents of a gzip stream, member after member. A small member is given in one piece: of a
/// web archive, a record. Zeros after the last member are padding; anything else is a fault. After
/// a fault, resume() goes to the next member. Takes about 10 MB. Not thread-safe.
class GzipStream : public InputSource {
 public:
  struct Options {
    std::string file;  ///< for positions
    double max_inflation_ratio = 200.0;
  };

  /// `upstream` must outlive it.
  GzipStream(InputSource& upstream, Options options);
  ~GzipStream() override;
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  Result<std::string_view> next() override;
  bool resume() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return upstream_.raw_bytes(); }

 private:
  enum class State {
    between,  ///< members
    inside,   ///< a member that is inflated piece by piece
    ended,
    failed,  ///< resume() may find more
  };
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const noexcept;
    void operator()(z_stream_s* stream) const noexcept;
  };

  bool fill();
  Status pass_padding();
  Result<std::size_t> inflate_member();
  Status begin_pieces();
  Result<std::size_t> inflate_piece();
  [[nodiscard]] bool is_padding(std::string_view bytes) const noexcept;
  void take(std::size_t bytes) noexcept;
  void go_back_to_member() noexcept;
  tl::unexpected<Error> other_bytes_fault();
  tl::unexpected<Error> fail_here(RejectReason reason, std::string detail);
  tl::unexpected<Error> pass_on();

  InputSource& upstream_;
  Options options_;
  InflationGuard guard_;
  std::unique_ptr<libdeflate_decompressor, Free> whole_;
  std::unique_ptr<z_stream_s, Free> pieces_;
  std::string buffer_;   ///< what in_ is of
  std::string_view in_;  ///< of upstream, not yet inflated
  std::string out_;
  std::uint64_t taken_ = 0;          ///< bytes of upstream that were inflated
  std::uint64_t given_ = 0;          ///< bytes given out
  std::optional<Error> late_error_;  ///< of upstream
  bool upstream_ended_ = false;
  /// In buffer_, of the member that is inflated piece by piece; npos where it is not there.
  std::size_t member_at_ = std::string_view::npos;
  bool any_member_ = false;
  bool gives_no_more_ = false;  ///< more would be a bomb, or upstream is at fault
  State state_ = State::between;
};

}  // namespace dateline
