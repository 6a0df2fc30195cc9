// Streams of gzip members, whole and damaged, in chunks of any size.
#include "indexer/readers/source/gzip_stream.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/readers/source/memory_source.hpp"
#include "tests/support/make_archive.hpp"

using namespace dateline;
using namespace std::literals;
using test::compress;
using test::Packing;

namespace {

/// Gives its bytes in chunks of a fixed size.
class Chunks : public InputSource {
 public:
  Chunks(std::string_view bytes, std::size_t size) : left_(bytes), size_(size) {}
  Result<std::string_view> next() override {
    chunk_ = left_.substr(0, size_);
    left_.remove_prefix(chunk_.size());
    given_ += chunk_.size();
    return std::string_view(chunk_);
  }
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return given_; }

 private:
  std::string_view left_;
  std::size_t size_;
  std::string chunk_;
  std::uint64_t given_ = 0;
};

struct Inflated {
  std::string bytes;
  std::vector<RejectReason> faults;
};

/// What comes out, with what comes after each fault.
Inflated inflate_all(std::string_view packed, std::size_t chunk) {
  Chunks upstream(packed, chunk);
  GzipStream stream(upstream, {.file = "x.gz", .max_inflation_ratio = 10'000});
  Inflated inflated;
  for (;;) {
    const auto piece = stream.next();
    if (piece && piece->empty()) return inflated;
    if (piece) {
      inflated.bytes.append(*piece);
      continue;
    }
    auto fault = stream.recover();
    const bool goes_on = fault.has_value();
    if (!fault) fault = stream.take_fault();
    REQUIRE(fault);
    inflated.faults.push_back(fault->reason);
    if (!goes_on) return inflated;
  }
}

std::string words(std::size_t bytes, unsigned seed) {
  std::string text;
  for (; text.size() < bytes; seed = seed * 1664525 + 1013904223)
    text += "word" + std::to_string(seed >> 8) + (seed % 7 == 0 ? ".\n" : " ");
  return text;
}

}  // namespace

TEST_CASE("members of every size are inflated, one after the other") {
  std::string packed;
  std::string plain;
  for (const std::size_t size : {0u, 1u, 1000u, 300'000u, 3'000'000u, 12'000'000u, 10u}) {
    const std::string text = words(size, static_cast<unsigned>(size));
    packed += compress(Packing::gzip, text);
    plain += text;
  }
  for (const std::size_t chunk : {packed.size(), std::size_t{256} << 10, std::size_t{999}}) {
    const Inflated inflated = inflate_all(packed, chunk);
    CHECK(inflated.faults.empty());
    CHECK(inflated.bytes == plain);
  }
}

TEST_CASE("what is wrong with a gzip stream is a fault, and what follows is inflated") {
  const std::string a = compress(Packing::gzip, "First. ");
  const std::string b = compress(Packing::gzip, words(50'000, 1));
  const std::string c = compress(Packing::gzip, "Last.");
  const auto with_byte = [](std::string text, std::size_t at) {
    text[at] = static_cast<char>(~text[at]);
    return text;
  };
  struct Case {
    const char* what;
    std::string packed;
    std::vector<RejectReason> faults;
    const char* end;
  };
  using enum RejectReason;
  const Case cases[] = {
      {"zeros at the end", a + c + std::string(1000, '\0'), {}, "Last."},
      {"other bytes at the end", a + c + "rest", {bad_archive}, "Last."},
      {"other bytes between members", a + "rest" + c, {bad_archive}, "Last."},
      {"zeros between members", a + std::string(100, '\0') + c, {bad_archive}, "Last."},
      {"a wrong checksum", a + with_byte(b, b.size() - 8) + c, {bad_archive}, "Last."},
      {"a damaged block", a + with_byte(b, 40) + c, {bad_archive}, "Last."},
      {"the end of the file in a member", a + b.substr(0, b.size() / 2), {truncated}, ""},
      {"the end of the file in a header", a + b.substr(0, 5), {truncated}, "First. "},
      {"a member that is cut off in the middle",
       a + b.substr(0, b.size() / 2) + c,
       {bad_archive},
       "Last."},
  };
  for (const auto& [what, packed, faults, end] : cases) {
    CAPTURE(what);
    for (const std::size_t chunk : {packed.size(), std::size_t{100}}) {
      const Inflated inflated = inflate_all(packed, chunk);
      REQUIRE_FALSE(inflated.faults.size() < faults.size());
      if (faults.empty()) CHECK(inflated.faults.empty());
      CHECK(inflated.bytes.starts_with("First. "));
      CHECK(inflated.bytes.ends_with(end));
    }
  }
}

TEST_CASE("a gzip bomb ends, however often one asks for more") {
  const std::string bomb = compress(Packing::gzip, std::string(64u << 20, '\0'));
  Chunks upstream(bomb, 1u << 18);
  GzipStream stream(upstream, {.file = "x.gz", .max_inflation_ratio = 200});
  std::size_t bytes = 0;
  auto piece = stream.next();
  for (; piece && !piece->empty(); piece = stream.next()) bytes += piece->size();
  CHECK_FALSE(piece);
  CHECK(bytes < 20u << 20);
  CHECK_FALSE(stream.resume());
}
