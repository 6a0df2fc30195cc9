#include "indexer/readers/source/gzip_stream.hpp"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::string_view magic = "\x1F\x8B\x08"sv;
/// So much is looked at for the end of a member.
constexpr std::size_t window_bytes = 1u << 20;
/// More is fetched where less is left, so that few members are begun in vain.
constexpr std::size_t refill_below = 128u << 10;
constexpr std::size_t least_out_bytes = 256u << 10;
/// A member that gives more is inflated piece by piece.
constexpr std::size_t most_out_bytes = 8u << 20;
/// Of a large member: small enough that a bomb is noticed soon.
constexpr std::size_t piece_bytes = 64u << 10;
constexpr int gzip_window_bits = 15 + 16;
constexpr std::size_t header_bytes = 10;
constexpr std::size_t unknown = std::string_view::npos;

Bytef* bytes_of(std::string_view text) noexcept {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

/// Whether flags and operating system are such as there are.
bool is_header(std::string_view bytes) noexcept {
  if (bytes.size() < header_bytes || !bytes.starts_with(magic)) return false;
  const auto flags = static_cast<unsigned char>(bytes[3]);
  const auto system = static_cast<unsigned char>(bytes[9]);
  return flags < 0x20 && (system <= 13 || system == 0xFF);
}

std::size_t find_member(std::string_view bytes, std::size_t from) noexcept {
  for (std::size_t at = bytes.find(magic, from); at != unknown; at = bytes.find(magic, at + 1))
    if (is_header(bytes.substr(at))) return at;
  return unknown;
}

}  // namespace

void GzipStream::Free::operator()(libdeflate_decompressor* decompressor) const noexcept {
  libdeflate_free_decompressor(decompressor);
}

void GzipStream::Free::operator()(z_stream_s* stream) const noexcept {
  inflateEnd(stream);
  delete stream;
}

GzipStream::GzipStream(InputSource& upstream, Options options)
    : upstream_(upstream),
      options_(std::move(options)),
      guard_(options_.max_inflation_ratio),
      whole_(libdeflate_alloc_decompressor()),
      out_(least_out_bytes, '\0') {}

GzipStream::~GzipStream() = default;

Result<std::string_view> GzipStream::next() {
  while (state_ == State::between || state_ == State::inside) {
    std::size_t size = 0;
    if (state_ == State::inside) {
      DATELINE_ASSIGN(size, inflate_piece());
    } else {
      DATELINE_TRY(pass_padding());
      if (state_ == State::ended) break;
      DATELINE_ASSIGN(size, inflate_member());
    }
    if (size == 0) continue;
    given_ += size;
    if (!guard_.allows(size, taken_, raw_bytes())) {
      gives_no_more_ = true;
      return fail_here(RejectReason::too_large,
                       fmt::format("it inflates to more than {} times its size; the rest is not "
                                   "read",
                                   options_.max_inflation_ratio));
    }
    return std::string_view(out_).substr(0, size);
  }
  return std::string_view();
}

/// Adds the next bytes of upstream to in_; false at its end, or at a fault of it.
bool GzipStream::fill() {
  if (upstream_ended_) return false;
  const auto chunk = upstream_.next();
  if (!chunk) late_error_ = chunk.error();  // what precedes it is still to be inflated
  upstream_ended_ = !chunk || chunk->empty();
  if (upstream_ended_) return false;
  buffer_.erase(0, buffer_.size() - in_.size());
  buffer_.append(*chunk);
  in_ = buffer_;
  if (state_ == State::inside) member_at_ = unknown;
  return true;
}

void GzipStream::take(std::size_t bytes) noexcept {
  in_.remove_prefix(bytes);
  taken_ += bytes;
}

/// Disks and tapes fill their blocks up.
bool GzipStream::is_padding(std::string_view bytes) const noexcept {
  return any_member_ && bytes.find_first_not_of('\0') == std::string_view::npos;
}

/// Goes to the next member, or to the end.
Status GzipStream::pass_padding() {
  while (in_.size() < refill_below) {
    if (!fill()) break;
  }
  if (!is_padding(in_.substr(0, 1))) return {};
  while (is_padding(in_)) {
    take(in_.size());
    if (fill()) continue;
    if (late_error_) return pass_on();
    state_ = State::ended;
    return {};
  }
  return other_bytes_fault();
}

/// Begins to inflate piece by piece where the member is too large, or damaged.
Result<std::size_t> GzipStream::inflate_member() {
  if (any_member_ && !in_.starts_with(magic.substr(0, 2))) return other_bytes_fault();
  for (;;) {
    std::size_t used = 0;
    std::size_t size = 0;
    const auto result = libdeflate_gzip_decompress_ex(whole_.get(), in_.data(), in_.size(),
                                                      out_.data(), out_.size(), &used, &size);
    if (result == LIBDEFLATE_SUCCESS) {
      take(used);
      any_member_ = true;
      return size;
    }
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE && out_.size() < most_out_bytes) {
      out_.resize(2 * out_.size());
      continue;
    }
    const bool may_be_cut_off =
        result != LIBDEFLATE_INSUFFICIENT_SPACE && in_.size() < window_bytes;
    if (may_be_cut_off && fill()) continue;
    DATELINE_TRY(begin_pieces());
    return 0;
  }
}

Status GzipStream::begin_pieces() {
  auto stream = std::make_unique<z_stream_s>();
  if (inflateInit2(stream.get(), gzip_window_bits) != Z_OK)
    return fail_here(RejectReason::unreadable, "not enough memory to inflate it");
  pieces_.reset(stream.release());
  member_at_ = buffer_.size() - in_.size();
  state_ = State::inside;
  return {};
}

Result<std::size_t> GzipStream::inflate_piece() {
  if (in_.empty() && !fill()) {
    if (late_error_) return pass_on();
    return fail_here(RejectReason::truncated,
                     "it cannot be inflated any further: the stream ends inside a gzip member");
  }
  z_stream_s& stream = *pieces_;
  stream.next_in = bytes_of(in_);
  stream.avail_in = static_cast<uInt>(in_.size());
  stream.next_out = bytes_of(out_);
  stream.avail_out = static_cast<uInt>(piece_bytes);
  const int result = inflate(&stream, Z_NO_FLUSH);
  take(in_.size() - stream.avail_in);
  const std::size_t size = piece_bytes - stream.avail_out;
  if (result == Z_STREAM_END) {
    any_member_ = true;
    state_ = State::between;
    return size;
  }
  // What came before the damage is given first.
  if (result == Z_OK || result == Z_BUF_ERROR || size != 0) return size;
  return fail_here(RejectReason::bad_archive,
                   fmt::format("it cannot be inflated any further: {}",
                               stream.msg != nullptr ? stream.msg : "it is damaged"));
}

/// A damaged member may have been read into the ones after it.
void GzipStream::go_back_to_member() noexcept {
  if (member_at_ == unknown) return;
  const std::size_t begin = buffer_.size() - in_.size();
  in_ = std::string_view(buffer_).substr(member_at_);
  taken_ -= begin - member_at_;
  member_at_ = unknown;
}

bool GzipStream::resume() {
  if (state_ != State::failed || gives_no_more_) return false;
  go_back_to_member();
  for (;;) {
    const std::size_t at = find_member(in_, 1);
    if (at != std::string_view::npos) {
      take(at);
      state_ = State::between;
      return true;
    }
    // A header may lie across the end.
    if (in_.size() > header_bytes) take(in_.size() - header_bytes);
    if (!fill()) return false;
  }
}

tl::unexpected<Error> GzipStream::fail_here(RejectReason reason, std::string detail) {
  state_ = State::failed;
  return fail({.position = {.file = options_.file, .line = 0, .offset = given_},
               .reason = reason,
               .detail = std::move(detail)});
}

tl::unexpected<Error> GzipStream::other_bytes_fault() {
  return fail_here(RejectReason::bad_archive,
                   "after the end of the compressed stream there are other bytes, which are not "
                   "read");
}

tl::unexpected<Error> GzipStream::pass_on() {
  state_ = State::failed;
  gives_no_more_ = true;
  if (auto fault = upstream_.take_fault()) return fail(std::move(*fault));
  return tl::unexpected(std::move(*late_error_));
}

}  // namespace dateline
