// zstd streams with windows that libzstd takes only when asked to.
#include <sys/resource.h>
#include <zstd.h>

#include <catch2/catch.hpp>
#include <memory>
#include <random>

#include "tests/support/collecting_sink.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::CollectingSink;

namespace {

/// As `zstd --long=LOG` writes it from a pipe, which does not say how much will follow.
std::string compress_with_window(std::string_view bytes, int window_log) {
  const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                        ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 1);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
  // Small tables: only the window that the frame asks for matters.
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog, 12);
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  ZSTD_inBuffer from{bytes.data(), bytes.size(), 0};
  while (from.pos < from.size)
    REQUIRE_FALSE(ZSTD_isError(ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_continue)));
  REQUIRE(ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_end) == 0);
  out.resize(to.pos);
  return out;
}

CollectingSink read_file(const std::string& name, std::string_view bytes) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, {}, sink));
  return sink;
}

/// Lines that are soon recognised and hard to pack.
std::string lines(std::size_t bytes) {
  std::mt19937 random(7);
  std::string text;
  text.reserve(bytes + 4096);
  for (int i = 0; text.size() < bytes; ++i) {
    text += "{\"id\":" + std::to_string(i) + ",\"title\":\"t\",\"x\":\"";
    for (int j = 0; j < 2000; ++j) text += static_cast<char>('a' + random() % 26);
    text += "\"}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a zstd stream may ask for a window of 2 GB, if little comes out of it", "[part1-30]") {
  const std::string news = lines(100'000);
  for (const int window_log : {27, 28, 30, 31}) {
    CAPTURE(window_log);
    const auto sink = read_file("x.jsonl.zst", compress_with_window(news, window_log));
    CHECK(sink.rejects.empty());
    CHECK(sink.documents.size() == 50);
  }
  std::string frames;
  for (const int window_log : {31, 20, 30}) frames += compress_with_window(news, window_log);
  CHECK(read_file("x.jsonl.zst", frames).documents.size() == 150);
}

TEST_CASE("a zstd stream that needs more memory than 128 MB is reported, and how to help it",
          "[part1-30]") {
  const std::string packed = compress_with_window(lines(160u << 20), 31);
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  const auto sink = read_file("big.jsonl.zst", packed);
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::too_large);
  CHECK(sink.rejects[0].detail.find("zstd --long=27") != std::string::npos);
  CHECK(sink.rejects[0].position.file.ends_with("big.jsonl.zst"));
  CHECK(sink.rejects[0].position.offset > 127u << 20);
  CHECK(sink.documents.size() > 60'000);  // those in the first 128 MB
  // The peak of making the input may hide that of reading it, never the other way about.
  CHECK(after.ru_maxrss - before.ru_maxrss < 400 * 1024);
}
