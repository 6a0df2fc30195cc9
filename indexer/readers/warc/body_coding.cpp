#include "indexer/readers/warc/body_coding.hpp"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

/// RFC 9659: what a body may ask for.
constexpr int widest_zstd_window_log = 23;
/// More codings, one over the other, are nobody's.
constexpr std::size_t most_codings = 4;
constexpr std::size_t nowhere = std::string_view::npos;

/// What a decoder made of some bytes.
struct Output {
  std::string bytes;
  bool too_large = false;
};

/// Gives a decoder room piece by piece, up to a limit.
class Room {
 public:
  Room(Output& output, std::size_t max_bytes) : output_(output), max_bytes_(max_bytes) {}
  [[nodiscard]] char* begin() noexcept { return piece_.data(); }
  [[nodiscard]] std::size_t size() const noexcept { return piece_.size(); }
  /// False where it is too much.
  bool keep(std::size_t bytes) {
    output_.too_large = output_.bytes.size() + bytes > max_bytes_;
    if (!output_.too_large) output_.bytes.append(piece_.data(), bytes);
    return !output_.too_large;
  }

 private:
  Output& output_;
  std::size_t max_bytes_;
  std::array<char, 64u << 10> piece_;
};

/// `window_bits` as zlib has them: 15 for zlib, 31 for gzip, -15 for deflate alone.
Output inflate_with(std::string_view in, int window_bits, std::size_t max_bytes) {
  Output output;
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return output;
  Room room(output, max_bytes);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(room.begin());
    stream.avail_out = static_cast<uInt>(room.size());
    status = inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = room.size() - stream.avail_out;
    if (!room.keep(got)) break;
    if (got == 0 && stream.avail_in == 0) break;
  }
  inflateEnd(&stream);
  return output;
}

Output decode_brotli(std::string_view in, std::size_t max_bytes) {
  Output output;
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!state) return output;
  Room room(output, max_bytes);
  const auto* next = reinterpret_cast<const std::uint8_t*>(in.data());
  std::size_t left = in.size();
  auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    auto* out = reinterpret_cast<std::uint8_t*>(room.begin());
    std::size_t free = room.size();
    result = BrotliDecoderDecompressStream(state.get(), &left, &next, &free, &out, nullptr);
    if (!room.keep(room.size() - free)) break;
  }
  // Nearly every text begins like brotli, and goes wrong soon.
  if (result == BROTLI_DECODER_RESULT_ERROR && output.bytes.size() < in.size()) return {};
  return output;
}

Output decode_zstd(std::string_view in, std::size_t max_bytes) {
  Output output;
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx);
  if (!context) return output;
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, widest_zstd_window_log);
  Room room(output, max_bytes);
  ZSTD_inBuffer source{in.data(), in.size(), 0};
  for (;;) {
    ZSTD_outBuffer target{room.begin(), room.size(), 0};
    const std::size_t status = ZSTD_decompressStream(context.get(), &target, &source);
    if (!room.keep(target.pos)) break;
    const bool ended = source.pos == source.size && target.pos < target.size;
    if (ZSTD_isError(status) != 0 || ended) break;
  }
  return output;
}

/// What servers call deflate is zlib by the standard, and often deflate alone.
Output decode_deflate(std::string_view in, std::size_t max_bytes) {
  Output output = inflate_with(in, 15, max_bytes);
  if (output.bytes.empty() && !output.too_large) output = inflate_with(in, -15, max_bytes);
  return output;
}

bool begins_as_deflate(std::string_view in) noexcept {
  if (in.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(in[0]);
  const unsigned second = static_cast<unsigned char>(in[1]);
  const bool zlib = (first & 0x0Fu) == 8 && (first * 256 + second) % 31 == 0;
  // A text's first letter has the type of a block that there is not, or of one that is stored with
  // a wrong length.
  return zlib || trim(in.substr(0, 64)).substr(0, 1) != "<";
}

struct Coding {
  std::string_view name;
  bool (*begins)(std::string_view in) noexcept;
  Output (*decode)(std::string_view in, std::size_t max_bytes);
  bool sure;  ///< what begins so is in this coding, and nothing else
};

constexpr std::array codings{
    Coding{"gzip", [](std::string_view in) noexcept { return in.starts_with("\x1F\x8B"sv); },
           [](std::string_view in, std::size_t max) { return inflate_with(in, 31, max); }, true},
    Coding{"deflate", begins_as_deflate, decode_deflate, false},
    Coding{"br", [](std::string_view in) noexcept { return !in.empty() && in.front() != '<'; },
           decode_brotli, false},
    Coding{"zstd",
           [](std::string_view in) noexcept { return in.starts_with("\x28\xB5\x2F\xFD"sv); },
           decode_zstd, true},
};

const Coding* coding_named(std::string_view name) noexcept {
  if (name.size() > 2 && equal_ignoring_case(name.substr(0, 2), "x-")) name.remove_prefix(2);
  for (const Coding& coding : codings)
    if (equal_ignoring_case(coding.name, name)) return &coding;
  return nullptr;
}

/// The number at the head of a chunk, and where its line ends; nothing where there is none.
std::optional<std::pair<std::size_t, std::size_t>> chunk_head(std::string_view in,
                                                              std::size_t at) noexcept {
  const std::size_t end = in.find('\n', at);
  if (end == nowhere || end - at > 256) return std::nullopt;
  const std::string_view line = trim(in.substr(at, end - at));
  const std::string_view number = trim(line.substr(0, line.find(';')));
  std::size_t size = 0;
  const auto [last, error] =
      std::from_chars(number.data(), number.data() + number.size(), size, 16);
  if (number.empty() || error != std::errc() || last != number.data() + number.size())
    return std::nullopt;
  return std::pair(size, end + 1);
}

/// A body that does not begin with a chunk stays as it is; one that goes wrong keeps what comes
/// before.
std::optional<std::string> without_chunks(std::string_view in) {
  auto head = chunk_head(in, 0);
  if (!head) return std::nullopt;
  std::string out;
  while (head && head->first > 0) {
    const std::string_view chunk = in.substr(head->second, head->first);
    out.append(chunk);
    std::size_t next = head->second + chunk.size();
    while (next < in.size() && (in[next] == '\r' || in[next] == '\n')) ++next;
    if (next >= in.size()) break;
    head = chunk_head(in, next);
  }
  return out;
}

bool is_chunked(const HttpMessage& message) noexcept {
  return std::any_of(message.transfer_codings.begin(), message.transfer_codings.end(),
                     [](std::string_view name) { return equal_ignoring_case(name, "chunked"); });
}

}  // namespace

Decoded decode_body(const HttpMessage& message, std::size_t max_bytes, std::string& room,
                    std::string_view& body) {
  body = message.body;
  if (is_chunked(message)) {
    if (auto plain = without_chunks(body)) {
      room = std::move(*plain);
      body = room;
    }
  }
  std::vector<std::string_view> names = message.content_codings;
  for (const std::string_view name : message.transfer_codings)
    if (!equal_ignoring_case(name, "chunked")) names.push_back(name);
  if (names.size() > most_codings) return Decoded::unknown_coding;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    const Coding* const coding = coding_named(*name);
    if (coding == nullptr) return Decoded::unknown_coding;
    if (!coding->begins(body)) continue;
    Output output = coding->decode(body, max_bytes);
    if (output.too_large) return Decoded::too_large;
    if (output.bytes.empty() && coding->sure && body.size() > 64) return Decoded::unreadable;
    if (output.bytes.empty()) continue;
    room = std::move(output.bytes);
    body = room;
  }
  return Decoded::done;
}

}  // namespace dateline
