#include "indexer/readers/source/zstd_stream.hpp"

#include <fmt/format.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <utility>

namespace dateline {
namespace {

/// The window that `zstd` itself takes without being asked to take more.
constexpr std::uint64_t window_bytes = 128u << 20;
/// What a context takes besides its window.
constexpr std::uint64_t context_bytes = 1u << 20;
/// The widest window there is on 64-bit machines. It is only mapped: pages come as they are
/// written, and they are written in the order of the output.
constexpr int widest_window_log = 31;

/// Of the frame that begins a web archive with a dictionary, and the size that follows it.
constexpr std::string_view dictionary_magic = "\x5D\x2A\x4D\x18";
constexpr std::string_view frame_magic = "\x28\xB5\x2F\xFD";
constexpr std::size_t frame_head_bytes = 8;
constexpr std::size_t most_dictionary_bytes = 16u << 20;

constexpr const char* recompress = "recompress it with `zstd --long=27`";

}  // namespace

void ZstdStream::Free::operator()(ZSTD_DCtx_s* context) const noexcept {
  ZSTD_freeDCtx(context);
}

ZstdStream::ZstdStream(InputSource& upstream, Options options)
    : upstream_(upstream),
      options_(std::move(options)),
      guard_(options_.max_inflation_ratio),
      out_(ZSTD_DStreamOutSize(), '\0') {}

ZstdStream::~ZstdStream() = default;

Result<std::string_view> ZstdStream::next() {
  while (!ended_) {
    if (in_.empty() && !may_hold_more_) {
      DATELINE_ASSIGN(const bool more, fill());
      if (!more) break;
    }
    DATELINE_ASSIGN(const std::size_t size, inflate());
    if (size == 0) continue;
    given_ += size;
    from_context_ += size;
    if (!guard_.allows(size, taken_, raw_bytes()))
      return fail_here(RejectReason::too_large,
                       fmt::format("it inflates to more than {} times its size; the rest is not "
                                   "read",
                                   options_.max_inflation_ratio));
    return std::string_view(out_).substr(0, size);
  }
  return std::string_view();
}

/// The next bytes of upstream; false at the end of the last frame.
Result<bool> ZstdStream::fill() {
  auto chunk = upstream_.next();
  if (!chunk) {
    ended_ = true;
    if (auto fault = upstream_.take_fault()) return fail(std::move(*fault));
    return tl::unexpected(std::move(chunk.error()));
  }
  in_ = *chunk;
  if (!in_.empty()) return true;
  if (!between_frames_)
    return fail_here(RejectReason::truncated,
                     "it cannot be inflated any further: the stream ends inside a zstd frame");
  ended_ = true;
  return false;
}

/// A context that inflated a wide window is not used again: it would write all over it.
Status ZstdStream::renew() {
  if (context_ && ZSTD_sizeof_DCtx(context_.get()) <= window_bytes + context_bytes) return {};
  context_.reset(ZSTD_createDCtx());
  from_context_ = 0;
  if (!context_) return fail_here(RejectReason::unreadable, "not enough memory to inflate it");
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, widest_window_log);
  const std::size_t loaded =
      ZSTD_DCtx_loadDictionary(context_.get(), dictionary_.data(), dictionary_.size());
  return ZSTD_isError(loaded) != 0 ? Status(fault_of(loaded)) : Status();
}

/// So many bytes of upstream as they are.
Result<std::string> ZstdStream::take_bytes(std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) {
    if (in_.empty()) DATELINE_TRY(fill());
    const std::string_view part = in_.substr(0, count - bytes.size());
    bytes.append(part);
    in_.remove_prefix(part.size());
    taken_ += part.size();
  }
  return bytes;
}

/// A frame that other readers skip; its contents may be compressed themselves.
Status ZstdStream::read_dictionary() {
  between_frames_ = false;  // the end of upstream is a fault until it is whole
  DATELINE_ASSIGN(const std::string head, take_bytes(frame_head_bytes));
  std::uint32_t size = 0;
  for (std::size_t i = frame_head_bytes; i > dictionary_magic.size(); --i)
    size = size << 8 | static_cast<unsigned char>(head[i - 1]);
  if (size > most_dictionary_bytes)
    return fail_here(RejectReason::too_large, "its dictionary has more than 16 MB");
  DATELINE_ASSIGN(dictionary_, take_bytes(size));
  between_frames_ = true;
  any_frame_ = true;
  if (!dictionary_.starts_with(frame_magic)) return {};
  std::string plain(most_dictionary_bytes, '\0');
  const std::size_t got =
      ZSTD_decompress(plain.data(), plain.size(), dictionary_.data(), dictionary_.size());
  if (ZSTD_isError(got) != 0) return fault_of(got);
  plain.resize(got);
  dictionary_ = std::move(plain);
  return {};
}

/// Inflates what is there into out_; how many bytes that gave.
Result<std::size_t> ZstdStream::inflate() {
  if (between_frames_) {
    if (any_frame_ && in_.front() == '\0') {
      DATELINE_TRY(pass_padding());
      return 0;
    }
    if (!any_frame_ && in_.starts_with(dictionary_magic)) {
      DATELINE_TRY(read_dictionary());
      return 0;
    }
    DATELINE_TRY(renew());
  }
  ZSTD_inBuffer in{in_.data(), in_.size(), 0};
  ZSTD_outBuffer out{out_.data(), out_.size(), 0};
  const std::size_t status = ZSTD_decompressStream(context_.get(), &out, &in);
  if (ZSTD_isError(status) != 0) return fault_of(status);
  taken_ += in.pos;
  in_.remove_prefix(in.pos);
  may_hold_more_ = status != 0 && out.pos == out.size;
  between_frames_ = status == 0;
  any_frame_ |= between_frames_;
  if (outgrows_memory()) return wide_window_fault();
  return out.pos;
}

/// Disks and tapes fill their blocks up.
Status ZstdStream::pass_padding() {
  while (in_.find_first_not_of('\0') == std::string_view::npos) {
    DATELINE_ASSIGN(const bool more, fill());
    if (!more) return {};
  }
  return fail_here(RejectReason::bad_archive,
                   "after the end of the zstd stream there are other bytes, which are not read");
}

bool ZstdStream::outgrows_memory() const noexcept {
  return from_context_ > window_bytes &&
         ZSTD_sizeof_DCtx(context_.get()) > window_bytes + context_bytes;
}

tl::unexpected<Error> ZstdStream::fault_of(std::size_t code) {
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_frameParameter_windowTooLarge:
    case ZSTD_error_memory_allocation:
      return wide_window_fault();
    case ZSTD_error_prefix_unknown:
      if (any_frame_ && between_frames_)
        return fail_here(
            RejectReason::bad_archive,
            "after the end of the zstd stream there are other bytes, which are not read");
      break;
    default:
      break;
  }
  return fail_here(RejectReason::bad_archive,
                   fmt::format("it cannot be inflated any further: {}", ZSTD_getErrorName(code)));
}

tl::unexpected<Error> ZstdStream::wide_window_fault() {
  return fail_here(RejectReason::too_large,
                   fmt::format("the rest of it needs a window of more than 128 MB of memory, and "
                               "is not read; {}",
                               recompress));
}

tl::unexpected<Error> ZstdStream::fail_here(RejectReason reason, std::string detail) {
  ended_ = true;
  return fail({.position = {.file = options_.file, .line = 0, .offset = given_},
               .reason = reason,
               .detail = std::move(detail)});
}

}  // namespace dateline
