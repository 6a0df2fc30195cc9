// Under which names members of archives become documents, and which of them are none.
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <clocale>
#include <memory>

#include "tests/support/collecting_sink.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/raw_zip.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::CollectingSink;
using test::compress;
using test::make_raw_zip;
using test::make_tar;
using test::Packing;
using test::RawZipMember;
using test::zip_utf8_flag;

namespace {

using Keys = std::vector<std::string>;

std::string news(const std::string& what) {
  return "date 2024-05-14\n\nNews of " + what + ".";
}

CollectingSink read_file(const std::string& name, std::string_view bytes) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, {}, sink));
  return sink;
}

/// The keys of what a file, a zip in a tar and one in a gzip give: all ways to read a zip.
Keys keys_by_all_ways(const std::string& zip) {
  const CollectingSink plain = read_file("x.zip", zip);
  Keys keys = plain.keys();
  const Keys nested = read_file("x.tar", make_tar({{"x.zip", zip}})).keys();
  REQUIRE(nested.size() == keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) CHECK(nested[i] == "x.tar!" + keys[i]);
  CHECK(read_file("x.zip", compress(Packing::gzip, zip)).keys() == keys);
  return keys;
}

/// A process-wide locale, for as long as it lives.
class Locale {
 public:
  explicit Locale(const char* name) : before_(std::setlocale(LC_ALL, nullptr)) {
    set_ = std::setlocale(LC_ALL, name) != nullptr;
  }
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;
  ~Locale() { std::setlocale(LC_ALL, before_.c_str()); }
  [[nodiscard]] bool is_set() const { return set_; }

 private:
  std::string before_;
  bool set_;
};

struct TarMember {
  std::string name;
  std::string content;
  mode_t type = S_IFREG;
  std::string link{};
};

/// A tar in the format that `set_format` sets, its names the bytes given.
std::string make_tar_of(int (*set_format)(archive*), const std::vector<TarMember>& members) {
  const std::unique_ptr<archive, int (*)(archive*)> handle(archive_write_new(), archive_write_free);
  REQUIRE(set_format(handle.get()) == ARCHIVE_OK);
  archive_write_set_options(handle.get(), "hdrcharset=BINARY");
  std::string out(1u << 20, '\0');
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(handle.get(), out.data(), out.size(), &used) == ARCHIVE_OK);
  for (const TarMember& member : members) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.name.c_str());
    archive_entry_set_mode(entry.get(), member.type | 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.content.size()));
    if (member.type == S_IFLNK) archive_entry_set_symlink(entry.get(), member.link.c_str());
    if (member.type == S_IFREG && !member.link.empty())
      archive_entry_set_hardlink(entry.get(), member.link.c_str());
    REQUIRE(archive_write_header(handle.get(), entry.get()) == ARCHIVE_OK);
    archive_write_data(handle.get(), member.content.data(), member.content.size());
  }
  REQUIRE(archive_write_close(handle.get()) == ARCHIVE_OK);
  out.resize(used);
  return out;
}

}  // namespace

TEST_CASE("every member of a zip has its own key, whatever its name is written in", "[part1-04]") {
  const std::string zip =
      make_raw_zip({{.name = "Zürich.txt", .content = news("Zürich"), .flags = zip_utf8_flag},
                    {.name = "Київ/ранок.txt", .content = news("Kyiv"), .flags = zip_utf8_flag},
                    {.name = "東京.txt", .content = news("Tokyo"), .flags = zip_utf8_flag},
                    {.name = "M\x81nster.txt", .content = news("Münster"), .maker = 0},
                    {.name = "Gen\x8Ave.txt", .content = news("Genève"), .maker = 3},
                    {.name = "Łódź.txt", .content = news("Łódź"), .maker = 3},
                    {.name = "Malmö.txt", .content = news("Malmö"), .maker = 0},
                    {.name = "plain.txt", .content = news("nothing")}});
  const Keys keys = keys_by_all_ways(zip);
  CHECK(keys == Keys{"x.zip!Zürich.txt", "x.zip!Київ/ранок.txt", "x.zip!東京.txt",
                     "x.zip!Münster.txt", "x.zip!Gen\\212ve.txt", "x.zip!Łódź.txt",
                     "x.zip!Malmö.txt", "x.zip!plain.txt"});
}

TEST_CASE("names do not depend on the locale", "[part1-04]") {
  const std::string zip =
      make_raw_zip({{.name = "Zürich.txt", .content = news("Zürich"), .flags = zip_utf8_flag},
                    {.name = "東京.txt", .content = news("Tokyo"), .flags = zip_utf8_flag}});
  // e and an accent, and the letter with the accent: libarchive would make one name of them.
  const std::string tar =
      make_tar_of(archive_write_set_format_pax, {{"Zürich.txt", news("Zürich")},
                                                 {"cafe\u0301.txt", news("one")},
                                                 {"caf\u00e9.txt", news("other")}});
  for (const char* name : {"C", "C.UTF-8"}) {
    CAPTURE(name);
    const Locale locale(name);
    REQUIRE(locale.is_set());
    CHECK(read_file("x.zip", zip).keys() == Keys{"x.zip!Zürich.txt", "x.zip!東京.txt"});
    CHECK(read_file("x.tar", tar).keys() ==
          Keys{"x.tar!Zürich.txt", "x.tar!cafe\u0301.txt", "x.tar!caf\u00e9.txt"});
  }
}

TEST_CASE("Info-ZIP's Unicode path is the name, if it is for this name", "[part1-04]") {
  const std::string zip =
      make_raw_zip({{.name = "Zrich.txt",
                     .content = news("Zürich"),
                     .extra = test::unicode_path_field("Zrich.txt", "Zürich.txt")},
                    {.name = "renamed.txt",
                     .content = news("Zürich"),
                     .extra = test::unicode_path_field("Zrich.txt", "Zürich.txt")}});
  CHECK(keys_by_all_ways(zip) == Keys{"x.zip!Zürich.txt", "x.zip!renamed.txt"});
}

TEST_CASE("bytes that are not UTF-8 make keys of their own", "[part1-04]") {
  const std::vector<TarMember> members{{"caf\xE9.txt", news("one")},
                                       {"caf\xE8.txt", news("two")},
                                       {"caf\xC3\xA9.txt", news("three")},
                                       {"\xFF\xFE.txt", news("four")},
                                       {"\xFE\xFF.txt", news("five")}};
  const Keys keys{"x.tar!caf\\351.txt", "x.tar!caf\\350.txt", "x.tar!café.txt",
                  "x.tar!\\377\\376.txt", "x.tar!\\376\\377.txt"};
  for (const auto format : {archive_write_set_format_ustar, archive_write_set_format_gnutar,
                            archive_write_set_format_pax}) {
    for (const char* name : {"C", "C.UTF-8"}) {
      const Locale locale(name);
      CHECK(read_file("x.tar", make_tar_of(format, members)).keys() == keys);
    }
  }
  const std::string zip =
      make_raw_zip({{.name = "a\xE9.txt", .content = news("one"), .flags = zip_utf8_flag},
                    {.name = "a\xE8.txt", .content = news("two"), .flags = zip_utf8_flag}});
  CHECK(keys_by_all_ways(zip) == Keys{"x.zip!a\\351.txt", "x.zip!a\\350.txt"});
}

TEST_CASE("long names are whole", "[part1-04]") {
  const std::string name = std::string(120, 'a') + "/" + std::string(150, 'b') + "ü.txt";
  for (const auto format : {archive_write_set_format_gnutar, archive_write_set_format_pax})
    CHECK(read_file("x.tar", make_tar_of(format, {{name, news("far")}})).keys() ==
          Keys{"x.tar!" + name});
}

TEST_CASE("a member without a name is a reject", "[part1-04]") {
  const auto sink = read_file("x.zip", make_raw_zip({{.name = "", .content = news("nobody")},
                                                     {.name = "a.txt", .content = news("a")}}));
  CHECK(sink.keys() == Keys{"x.zip!a.txt"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::bad_archive);
  CHECK(sink.rejects[0].detail.find("no name") != std::string::npos);
}

TEST_CASE("deleted members of a zip are not documents", "[part1-04]") {
  const std::string zip =
      make_raw_zip({{.name = "a.txt", .content = news("a")},
                    {.name = "gone.txt", .content = news("gone"), .deleted = true},
                    {.name = "b.txt", .content = news("b"), .sizes_follow = true},
                    {.name = "c.txt", .content = news("c"), .local_name = "other.txt"}});
  CHECK(keys_by_all_ways(zip) == Keys{"x.zip!a.txt", "x.zip!b.txt", "x.zip!c.txt"});
}

TEST_CASE("links, devices and hidden members are left out and counted", "[part1-04]") {
  const LeftOutCounts in_zip{.hidden = 2, .links = 1, .others = 1};
  const auto zip = read_file(
      "x.zip", make_raw_zip({{.name = "a.txt", .content = news("a"), .attributes = 0100644u << 16},
                             {.name = "link.txt", .content = "a.txt", .attributes = 0120777u << 16},
                             {.name = "pipe", .content = "", .attributes = 0010644u << 16},
                             {.name = ".b.txt", .content = news("b")},
                             {.name = "d/", .content = "", .attributes = 0040755u << 16},
                             {.name = "__MACOSX/._a.txt", .content = "litter"}}));
  CHECK(zip.keys() == Keys{"x.zip!a.txt"});
  CHECK(zip.rejects.empty());
  CHECK(zip.left_out_counts == in_zip);
  const auto tar = read_file(
      "x.tar", make_tar_of(archive_write_set_format_pax, {{"a.txt", news("a")},
                                                          {"soft.txt", "", S_IFLNK, "a.txt"},
                                                          {"hard.txt", "", S_IFREG, "a.txt"},
                                                          {"pipe", "", S_IFIFO, ""},
                                                          {".b.txt", news("b")},
                                                          {"d", "", S_IFDIR, ""}}));
  CHECK(tar.keys() == Keys{"x.tar!a.txt"});
  CHECK(tar.left_out_counts == LeftOutCounts{.hidden = 1, .links = 2, .others = 1});
}

TEST_CASE("what follows the end of an archive is reported, and padding is not", "[part1-04]") {
  const std::string line = "{\"id\":\"a\",\"text\":\"ferry\"}\n";
  for (const Packing packing : {Packing::gzip, Packing::bzip2, Packing::xz, Packing::zstd}) {
    CAPTURE(static_cast<int>(packing));
    const std::string whole = compress(packing, line);
    const auto padded = read_file("x.jsonl", whole + std::string(700'000, '\0'));
    CHECK(padded.keys() == Keys{"a"});
    CHECK(padded.rejects.empty());
    for (const std::size_t zeros : {std::size_t{0}, std::size_t{512}, std::size_t{700'000}}) {
      CAPTURE(zeros);
      const auto followed =
          read_file("x.jsonl", whole + std::string(zeros, '\0') + "and more that nobody packed");
      // libarchive keeps back the last block of an xz that it finds damaged.
      if (packing != Packing::xz) CHECK(followed.keys() == Keys{"a"});
      CHECK(followed.rejects.size() == 1);
    }
  }
  const std::string zip = make_raw_zip({{.name = "a.txt", .content = news("a")}});
  CHECK(read_file("x.zip", zip + std::string(10'000, '\0')).rejects.empty());
  CHECK(read_file("x.zip", zip + "and more").rejects.size() == 1);
  const std::string other = make_raw_zip({{.name = "b.txt", .content = news("b")}});
  const auto joined = read_file("x.zip", zip + other);
  CHECK(joined.keys() == Keys{"x.zip!b.txt"});
  CHECK(joined.rejects.size() == 1);
}

TEST_CASE("archives that are truncated are reported, wherever the cut is", "[part1-04]") {
  const std::string zip =
      make_raw_zip({{.name = "Zürich.txt", .content = news("a"), .flags = zip_utf8_flag},
                    {.name = "東京.txt", .content = news("b"), .flags = zip_utf8_flag}});
  std::size_t best = 0;
  for (std::size_t length = 10; length < zip.size(); ++length) {
    CAPTURE(length);
    const auto sink = read_file("x.zip", zip.substr(0, length));
    REQUIRE(sink.rejects.size() == 1);
    best = std::max(best, sink.documents.size());
  }
  CHECK(best == 2);
  const std::string tar = make_tar({{"a.txt", news("a")}, {"b.txt", news("b")}});
  for (std::size_t length = 512; length + 512 < tar.size(); length += 256) {
    CAPTURE(length);
    CHECK(read_file("x.tar", tar.substr(0, length)).rejects.size() == 1);
  }
}

TEST_CASE("tars that were put together by cat are read to their end", "[part1-04]") {
  const auto sink =
      read_file("x.tar", make_tar({{"a.txt", news("a")}}) + make_tar({{"b.txt", news("b")}}));
  CHECK(sink.keys() == Keys{"x.tar!a.txt", "x.tar!b.txt"});
  CHECK(sink.rejects.empty());
}

TEST_CASE("damage in one member of a zip leaves the others", "[part1-04]") {
  std::string zip = make_raw_zip({{.name = "a.txt", .content = news("a")},
                                  {.name = "b.txt", .content = news("b")},
                                  {.name = "c.txt", .content = news("c")}});
  zip[zip.find("News of b")] = 'n';  // the checksum tells
  zip[zip.find("PK\x03\x04", 4)] = 'p';
  const auto sink = read_file("x.zip", zip);
  CHECK(sink.keys() == Keys{"x.zip!a.txt", "x.zip!c.txt"});
  CHECK(sink.reject_counts() ==
        std::map<RejectReason, std::size_t>{{RejectReason::bad_archive, 1}});
}
