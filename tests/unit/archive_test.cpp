#include <catch2/catch.hpp>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::CollectingSink;
using test::compress;
using test::make_tar;
using test::make_zip;
using test::Packing;

namespace {

constexpr Packing all_packings[] = {Packing::gzip, Packing::zstd, Packing::bzip2, Packing::xz};

/// What is read from a file of this name with these bytes.
CollectingSink read_file(const std::string& name, std::string_view bytes,
                         const ReaderOptions& options = {}) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, options, sink));
  return sink;
}

/// So many JSON Lines that do not compress to nothing.
std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "{\"id\":" + std::to_string(i) + ",\"text\":\"";
    for (int j = 0; j < 20; ++j) text += " word" + std::to_string((i * 7919 + j * 104729) % 9973);
    text += "\"}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("compressed files of every kind are read through, by content and not by name") {
  const std::string news = lines(2000);
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    for (const char* name : {"news", "news.jsonl.gz"}) {
      const auto sink = read_file(name, compress(packing, news));
      CHECK(sink.rejects.empty());
      REQUIRE(sink.documents.size() == 2000);
      CHECK(sink.documents[1999].key == "1999");
      CHECK(sink.positions[1999].line == 2000);
    }
  }
}

TEST_CASE("the name without its compression shows the format") {
  const auto sink = read_file("notes.txt.xz", compress(Packing::xz, "Just words."));
  CHECK(sink.keys() == std::vector<std::string>{"notes.txt.xz"});
}

TEST_CASE("members are read in order and known by path and name") {
  const test::Members members{{"b/one.txt", "date 2024-05-14 One."},
                              {"a.jsonl", "{\"text\":\"no key\"}\n{\"id\":\"k\",\"text\":\"t\"}\n"},
                              {"./c.txt", "date 2024-05-14 C.\ndate 2024-05-15 D."},
                              {"picture.png", "\x89PNG\r\n"},
                              {".hidden/x.txt", "date 2024-05-14 Hidden."},
                              {"__MACOSX/._c.txt", "date 2024-05-14 Litter."},
                              {"../../etc/passwd.txt", "date 2024-05-14 Outside."},
                              {"empty.txt", ""}};
  const std::pair<const char*, std::string> archives[] = {
      {"x.zip", make_zip(members)},
      {"x.tar", make_tar(members)},
      {"x.tar.gz", compress(Packing::gzip, make_tar(members))},
      {"x.tar.zst", compress(Packing::zstd, make_tar(members))}};
  for (const auto& [name, bytes] : archives) {
    INFO(name);
    const auto sink = read_file(name, bytes);
    const std::string base = std::string(name) + "!";
    CHECK(sink.keys() == std::vector<std::string>{base + "b/one.txt", base + "a.jsonl#1", "k",
                                                  base + "./c.txt", base + "./c.txt#2",
                                                  base + "../../etc/passwd.txt"});
    CHECK(sink.reject_counts() ==
          std::map<RejectReason, std::size_t>{{RejectReason::unknown_format, 1}});
    CHECK(sink.positions[1].file.ends_with(base + "a.jsonl"));
    CHECK(sink.rejects[0].position.file.ends_with(base + "picture.png"));
    CHECK(sink.left_out_counts == LeftOutCounts{.hidden = 2, .links = 0, .others = 0});
  }
}

TEST_CASE("archives in archives are read three levels deep") {
  const std::string news = "date 2024-05-14 Deep.";
  const std::string level1 = compress(Packing::gzip, make_tar({{"a.txt", news}}));
  const std::string level2 = make_zip({{"in.tar.gz", level1}});
  const std::string level3 = compress(Packing::xz, make_tar({{"z.zip", level2}}));
  const auto sink = read_file("x.tar.xz", level3);
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"x.tar.xz!z.zip!in.tar.gz!a.txt"});

  const auto deeper = read_file("y.zip", make_zip({{"x.tar.xz", level3}, {"b.txt", news}}));
  CHECK(deeper.keys() == std::vector<std::string>{"y.zip!b.txt"});
  REQUIRE(deeper.rejects.size() == 1);
  CHECK(deeper.rejects[0].reason == RejectReason::bad_archive);
  CHECK(deeper.rejects[0].detail.find("nested") != std::string::npos);
}

TEST_CASE("a compressed stream that is cut keeps what precedes the cut and is truncated") {
  const std::string news = lines(20000);
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    const std::string whole = compress(packing, news);
    const auto sink = read_file("x.jsonl", std::string_view(whole).substr(0, whole.size() * 3 / 4));
    REQUIRE(sink.rejects.size() == 1);
    INFO(sink.rejects[0].detail);
    CHECK(sink.rejects[0].reason == RejectReason::truncated);
    CHECK(sink.rejects[0].position.offset > 0);
    CHECK(sink.documents.size() < 20000);
    // bzip2 and xz may have one block or filter buffer less, but not everything.
    CHECK(sink.documents.size() > 1000);
  }
}

TEST_CASE("damage in the middle of a stream ends it with a reject") {
  const std::string news = lines(20000);
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    std::string bytes = compress(packing, news);
    for (std::size_t i = 0; i < 2000; ++i) bytes[bytes.size() / 2 + i] = 'x';
    const auto sink = read_file("x.jsonl", bytes);
    CHECK(sink.documents.size() < 20000);
    // What was damaged may still look like bytes of the stream for a while.
    REQUIRE_FALSE(sink.rejects.empty());
    CHECK(sink.rejects.back().reason != RejectReason::unknown_format);
  }
}

TEST_CASE("a tar that is cut keeps its whole members") {
  const std::string tar = make_tar({{"a.txt", "date 2024-05-14 A."}, {"b.jsonl", lines(1000)}});
  const auto sink = read_file("x.tar", std::string_view(tar).substr(0, tar.size() / 2));
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::truncated);
  CHECK(sink.rejects[0].position.file.ends_with("x.tar!b.jsonl"));
  CHECK(sink.documents.size() > 100);
  CHECK(sink.documents[0].key == "x.tar!a.txt");
}

TEST_CASE("a member that inflates far too much is given up") {
  ReaderOptions options;
  options.max_document_bytes = 64u << 20;
  const std::string bomb = "date 2024-05-14 " + std::string(40u << 20, 'x');
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    const auto sink = read_file("x.txt", compress(packing, bomb), options);
    CHECK(sink.documents.empty());
    CHECK(sink.reject_counts() ==
          std::map<RejectReason, std::size_t>{{RejectReason::too_large, 1}});
  }
  const auto zip = read_file(
      "x.zip", make_zip({{"a.txt", "date 2024-05-14 A."}, {"b.txt", bomb}, {"c.bin", bomb}}),
      options);
  CHECK(zip.keys() == std::vector<std::string>{"x.zip!a.txt"});
  REQUIRE(zip.rejects.size() == 2);  // each member is judged, and both together
  CHECK(zip.rejects[0].reason == RejectReason::too_large);
  CHECK(zip.rejects[0].position.file.ends_with("x.zip!b.txt"));

  options.max_inflation_ratio = 1e6;
  CHECK(read_file("x.txt", compress(Packing::gzip, bomb), options).documents.size() == 1);
}

TEST_CASE("small members that compress very well are not bombs") {
  const std::string small = "date 2024-05-14 " + std::string(900'000, 'x');
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    CHECK(read_file("x.txt", compress(packing, small)).documents.size() == 1);
  }
}

TEST_CASE("a bomb in a member that nobody reads is given up, or not inflated at all") {
  for (const char* name : {"bomb.bin", ".hidden"}) {
    INFO(name);
    const test::Members members{{"a.txt", "date 2024-05-14 A."},
                                {name, std::string(40u << 20, 'x')},
                                {"z.txt", "date 2024-05-14 Z."}};
    const auto tar = read_file("x.tar.gz", compress(Packing::gzip, make_tar(members)));
    CHECK(tar.keys() == std::vector<std::string>{"x.tar.gz!a.txt"});
    CHECK(tar.reject_counts()[RejectReason::too_large] == 1);
    // A zip's table of contents says where the next member is.
    const auto zip = read_file("x.zip", make_zip(members));
    CHECK(zip.keys() == std::vector<std::string>{"x.zip!a.txt", "x.zip!z.txt"});
    CHECK(zip.reject_counts()[RejectReason::too_large] == 0);
  }
}

TEST_CASE("concatenated streams are one stream") {
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    const auto sink = read_file("x", compress(packing, "{\"id\":1,\"text\":\"a\"}\n") +
                                         compress(packing, "{\"id\":2,\"text\":\"b\"}\n"));
    CHECK(sink.keys() == std::vector<std::string>{"1", "2"});
  }
}

TEST_CASE("a compressed stream of nothing has no documents and no faults") {
  for (const Packing packing : all_packings) {
    CAPTURE(static_cast<int>(packing));
    const auto sink = read_file("x.jsonl.gz", compress(packing, ""));
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.empty());
  }
}

TEST_CASE("a tar without members has no documents and no faults") {
  const std::string nothing(10240, '\0');
  for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"x.tar", nothing},
                                    {"x.TAR", nothing},
                                    {"x.tar", make_tar({})},
                                    {"x.tar.gz", compress(Packing::gzip, nothing)},
                                    {"x.tgz", compress(Packing::gzip, nothing)}}) {
    CAPTURE(name);
    const auto sink = read_file(name, bytes);
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.empty());
  }
  const std::string rest = nothing + "date 2024-05-14 Lost.";
  for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"x.jsonl", nothing},
                                    {"x.dat", nothing},
                                    {"x.tar", rest}}) {
    CAPTURE(name);
    CHECK(read_file(name, bytes).rejects.size() == 1);
  }
}

TEST_CASE("a tar whose first member has no name loses only that one") {
  std::string tar =
      make_tar({{"n.txt", "date 2024-05-14 Nameless."}, {"b.txt", "date 2024-05-14 B."}});
  tar[0] = tar[1] = tar[2] = tar[3] = tar[4] = '\0';
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i)
    sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(tar[i]);
  char digits[8];
  std::snprintf(digits, sizeof digits, "%06o", sum);
  tar.replace(148, 8, std::string(digits) + '\0' + ' ');
  const auto sink = read_file("x.tar", tar);
  CHECK(sink.keys() == std::vector<std::string>{"x.tar!b.txt"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::bad_archive);
}

TEST_CASE("a forced format is read inside archives too") {
  ReaderOptions options;
  options.format = Format::text;
  const auto sink = read_file("x.zip", make_zip({{"notes", "Just words."}}), options);
  CHECK(sink.keys() == std::vector<std::string>{"x.zip!notes"});
}

TEST_CASE("names outside ASCII are kept in zip and tar") {
  const test::Members members{{"Özlem/одеса.txt", "date 2024-05-14 A."}};
  CHECK(read_file("x.zip", make_zip(members)).keys() ==
        std::vector<std::string>{"x.zip!Özlem/одеса.txt"});
  CHECK(read_file("x.tar", make_tar(members)).keys() ==
        std::vector<std::string>{"x.tar!Özlem/одеса.txt"});
}
