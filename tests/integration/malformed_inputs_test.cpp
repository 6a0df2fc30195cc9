// Every way in which input can be wrong that we know of: each ends in counted rejects or is read as
// documented, never in a crash, a hang or an error.
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <functional>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace std::literals;
using test::compress;
using test::make_tar;
using test::make_zip;
using test::Packing;
namespace fs = std::filesystem;

namespace {

using Counts = std::map<RejectReason, std::size_t>;
using Make = std::function<void(const fs::path& folder)>;

struct Case {
  const char* name;
  Make make;
  std::size_t documents;
  Counts rejects;
};

Make file(std::string name, std::string bytes) {
  return [name = std::move(name), bytes = std::move(bytes)](const fs::path& folder) {
    test::write_file(folder / name, bytes);
  };
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string cut(const std::string& bytes, double share) {
  return bytes.substr(0, static_cast<std::size_t>(static_cast<double>(bytes.size()) * share));
}

/// A document in JSON.
std::string json(std::string_view key) {
  return "{\"id\":\"" + std::string(key) + "\",\"text\":\"t\"}\n";
}

/// A stream of one line, which is never whole when it is cut.
std::string one_line() {
  std::string line = "{\"id\":\"a\",\"text\":\"";
  for (unsigned i = 0, state = 1; i < 20000; ++i) {
    state = state * 1103515245u + 12345u;
    line += std::to_string(state % 100000) + " ";
  }
  return line + "\"}\n";
}

/// A tar header for one file that claims to be of the given size (an octal field of 12 bytes).
std::string tar_claiming(const std::string& size_field) {
  std::string tar = make_tar({{"a.txt", "date 2024-05-14 text"}});
  tar.replace(124, 12, size_field);
  std::uint32_t sum = 8 * ' ';
  for (std::size_t i = 0; i < 512; ++i)
    if (i < 148 || i >= 156) sum += static_cast<unsigned char>(tar[i]);
  char field[8];
  std::snprintf(field, sizeof field, "%06o", sum & 0777777u);
  tar.replace(148, 7, field, 7);
  return tar;
}

/// Sets the bit in the zip's headers that says that the member is encrypted.
std::string encrypted_zip() {
  std::string zip = make_zip({{"a.txt", "date 2024-05-14 text"}});
  zip[6] = static_cast<char>(zip[6] | 1);
  return zip;
}

std::string utf16(std::string_view ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

constexpr const char* reuters_item =
    "<REUTERS NEWID=\"1\"><DATE>1-MAR-1987 10:00:00.00</DATE><TEXT><TITLE>T</TITLE>"
    "<BODY>text</BODY></TEXT></REUTERS>\n";
constexpr const char* trec_record = "<DOC><DOCNO>AP880212-0001</DOCNO><TEXT>text</TEXT></DOC>\n";

std::vector<Case> text_cases() {
  return {
      {"an empty file with a name of text", file("a.txt", ""), 0, {}},
      {"an empty file with another name",
       file("a.dat", ""),
       0,
       {{RejectReason::unknown_format, 1}}},
      {"a file of blanks", file("a.txt", " \n\n\t\n"), 0, {{RejectReason::missing_text, 1}}},
      {"a file of NUL bytes",
       file("a.dat", std::string(10000, '\0')),
       0,
       {{RejectReason::unknown_format, 1}}},
      {"a binary file named as text",
       file("a.txt",
            "\x7F"
            "ELF\1\2\0\0\0\0\0\0\0\0\3\0"s),
       0,
       {{RejectReason::unknown_format, 1}}},
      {"a date of 9999-99-99",
       file("a.txt", "date 9999-99-99 text"),
       0,
       {{RejectReason::malformed, 1}}},
      {"a date of February 29 in no leap year",
       file("a.txt", "date 2023-02-29 text"),
       0,
       {{RejectReason::malformed, 1}}},
      {"a header without text",
       file("a.txt", "date 2024-05-14"),
       0,
       {{RejectReason::missing_text, 1}}},
      {"NUL bytes in a text", file("a.txt", "date 2024-05-14 a\0b\0c"s), 1, {}},
      {"a text in windows-1252", file("a.txt", "date 2024-05-14 caf\xE9 \x93ol\xE9\x94"), 1, {}},
      {"a text in another code page",
       file("a.txt", "date 2024-05-14 \xCF\xF0\xE8\xE2\xE5\xF2"),
       1,
       {}},
      {"UTF-16 with a byte order mark", file("a.txt", utf16("date 2024-05-14 text")), 1, {}},
      {"UTF-16 of JSON", file("a.jsonl", utf16(json("a"))), 1, {}},
      {"UTF-16 that was cut within a character",
       file("a.txt", utf16("date 2024-05-14 text") + "x"),
       1,
       {}},
      {"half of a pair of UTF-16",
       file("a.txt", utf16("date 2024-05-14 text") + "\x3D\xD8"),
       1,
       {}},
      {"bytes that no encoding has",
       file("a.txt", "date 2024-05-14 \x81\x8D x\x90y \x9D\xFF"),
       0,
       {{RejectReason::unknown_encoding, 1}}},
      {"UTF-8 with a byte order mark",
       file("a.txt",
            "\xEF\xBB\xBF"
            "date 2024-05-14 text"),
       1,
       {}},
      {"line ends of old Macs", file("a.txt", "date 2024-05-14 one\rtwo\rthree"), 1, {}},
      {"a document over the limit",
       file("a.txt", "date 2024-05-14 " + repeated("words ", 4'000'000) + "\ndate 2024-05-15 b"),
       1,
       {{RejectReason::too_large, 1}}},
      {"a million headers",
       file("a.txt", repeated("date 2024-05-14\n", 100'000)),
       0,
       {{RejectReason::missing_text, 100'000}}},
      {"a page of HTML without text",
       file("a.html", "<html><body></body></html>"),
       0,
       {{RejectReason::missing_text, 1}}},
  };
}

std::vector<Case> json_cases() {
  return {
      {"a line of 100 MB",
       [](const fs::path& folder) {
         test::write_file(folder / "a.jsonl", json("a") + "{\"id\":\"b\",\"text\":\"" +
                                                  std::string(100'000'000, 'x') + "\"}\n" +
                                                  json("c"));
       },
       2,
       {{RejectReason::too_large, 1}}},
      {"a line of 100 MB without an end",
       [](const fs::path& folder) {
         test::write_file(folder / "a.jsonl", "{\"id\":\"" + std::string(100'000'000, 'x'));
       },
       0,
       {{RejectReason::too_large, 1}}},
      {"arrays 100,000 deep",
       file("a.jsonl", "{\"id\":1,\"text\":\"t\",\"x\":" + std::string(100'000, '[') +
                           std::string(100'000, ']') + "}\n" + json("b")),
       1,
       {{RejectReason::malformed, 1}}},
      {"objects 100,000 deep and never closed",
       file("a.jsonl", repeated("{\"a\":", 100'000) + "\n" + json("b")),
       1,
       {{RejectReason::malformed, 1}}},
      {"a line that is cut",
       file("a.jsonl", json("a") + "{\"id\":\"b\",\"te"),
       1,
       {{RejectReason::malformed, 1}}},
      {"an invalid escape",
       file("a.jsonl", R"({"id":"a","text":"\x41"})"),
       0,
       {{RejectReason::malformed, 1}}},
      {"an escape that is cut",
       file("a.jsonl", R"({"id":"a","text":"\u12"})"),
       0,
       {{RejectReason::malformed, 1}}},
      {"half a surrogate pair", file("a.jsonl", R"({"id":"a","text":"\ud83d!"})"), 1, {}},
      {"surrogates the wrong way round",
       file("a.jsonl", R"({"id":"a","text":"\ude00\ud83d"})"),
       1,
       {}},
      {"an escaped NUL in a text", file("a.jsonl", R"({"id":"a","text":"a\u0000b"})"), 1, {}},
      {"an escaped NUL in a key",
       file("a.jsonl", R"({"id":"a\u0000b","text":"t"})"),
       0,
       {{RejectReason::bad_key, 1}}},
      {"control characters in a key",
       file("a.jsonl", R"({"id":"a\tb\u001b","text":"t"})"),
       0,
       {{RejectReason::bad_key, 1}}},
      {"raw control characters in a text",
       file("a.jsonl", "{\"id\":\"a\",\"text\":\"a\tb\x01\"}"),
       1,
       {}},
      {"raw NUL bytes between lines",
       file("a.jsonl", json("a") + "\0\0\n"s + json("b")),
       2,
       {{RejectReason::malformed, 1}}},
      {"a key of a megabyte",
       file("a.jsonl", json(std::string(1'000'000, 'k')) + json("b")),
       1,
       {{RejectReason::bad_key, 1}}},
      {"an empty key, no URL", file("a.jsonl", R"({"id":"","text":"t"})"), 1, {}},
      {"nothing but a key", file("a.jsonl", R"({"id":"a"})"), 0, {{RejectReason::missing_text, 1}}},
      {"a text of another type",
       file("a.jsonl", R"({"id":"a","text":{"picture":"t"}})"),
       0,
       {{RejectReason::missing_text, 1}}},
      {"an empty object", file("a.jsonl", "{}\n"), 0, {{RejectReason::missing_text, 1}}},
      {"lines that are no objects",
       file("a.jsonl", json("a") + "[1]\n17\nnull\n\"s\"\ntrue\n"),
       1,
       {{RejectReason::malformed, 5}}},
      {"one array for the whole file",
       file("a.json", "[\n" + json("a") + ",\n" + json("b") + "]"),
       2,
       {}},
      {"an array that is cut",
       file("a.json", "[\n" + json("a") + ",\n" + json("b") + ","),
       2,
       {{RejectReason::truncated, 1}}},
      {"one object over several lines",
       file("a.json", "{\n \"id\": 1,\n \"text\": \"t\"\n}\n"),
       1,
       {}},
      {"two objects on a line",
       file("a.jsonl", R"({"id":1,"text":"t"}{"id":2,"text":"t"})"),
       2,
       {}},
      {"single quotation marks",
       file("a.jsonl", "{'id':'a','text':'t'}"),
       0,
       {{RejectReason::malformed, 1}}},
      {"NaN, comments and commas too many",
       file("a.jsonl",
            "{\"id\":1,\"x\":NaN,\"text\":\"t\"}\n{\"id\":1,\"text\":\"t\"} // c\n"
            "{\"id\":1,\"text\":\"t\",}\n"),
       2,
       {{RejectReason::malformed, 1}}},
      {"bytes that are no UTF-8",
       file("a.jsonl", "{\"id\":\"a\",\"text\":\"caf\xE9 na\xEFve x\"}"),
       1,
       {}},
      {"a date that cannot be",
       file("a.jsonl", R"({"id":"a","text":"t","date":"9999-99-99"})"),
       1,
       {}},
      {"dates of any type",
       file("a.jsonl",
            "{\"id\":1,\"text\":\"t\",\"date\":-99999999999999}\n"
            "{\"id\":2,\"text\":\"t\",\"date\":1e300}\n"
            "{\"id\":3,\"text\":\"t\",\"date\":[[]]}\n"),
       3,
       {}},
      {"a number beyond any range",
       file("a.jsonl", "{\"id\":" + std::string(400, '9') + ",\"text\":\"t\"}"),
       1,
       {}},
      {"a million fields",
       [](const fs::path& folder) {
         std::string line = "{\"id\":\"a\",\"text\":\"t\"";
         for (int i = 0; i < 1'000'000; ++i) line += ",\"f\":1";
         test::write_file(folder / "a.jsonl", line + "}");
       },
       1,
       {}},
  };
}

std::vector<Case> sgml_cases() {
  return {
      {"a TREC file cut in half",
       file("a.sgml", trec_record + cut(trec_record, 0.5)),
       1,
       {{RejectReason::truncated, 1}}},
      {"a Reuters file cut in half",
       file("a.sgm", reuters_item + cut(reuters_item, 0.5)),
       1,
       {{RejectReason::truncated, 1}}},
      {"a record that is cut by the next one",
       file("a.sgml", cut(trec_record, 0.5) + trec_record),
       1,
       {{RejectReason::truncated, 1}}},
      {"a record without a number",
       file("a.sgml", "<DOC><TEXT>text</TEXT></DOC>"),
       0,
       {{RejectReason::missing_key, 1}}},
      {"a record of nothing", file("a.sgml", "<DOC></DOC>"), 0, {{RejectReason::missing_key, 1}}},
      {"a Reuters item of nothing",
       file("a.sgm", "<REUTERS NEWID=\"1\"></REUTERS>"),
       0,
       {{RejectReason::missing_text, 1}}},
      {"a number with control characters",
       file("a.sgml", "<DOC><DOCNO>A\x01-1</DOCNO><TEXT>text</TEXT></DOC>"),
       0,
       {{RejectReason::bad_key, 1}}},
      {"a record of 40 MB",
       [](const fs::path& folder) {
         test::write_file(folder / "a.sgml", "<DOC><DOCNO>B</DOCNO><TEXT>" +
                                                 std::string(40'000'000, 'x') + "</TEXT></DOC>" +
                                                 trec_record);
       },
       1,
       {{RejectReason::too_large, 1}}},
      {"a record that never ends",
       [](const fs::path& folder) {
         test::write_file(folder / "a.sgml", "<DOC>" + repeated("<P>words ", 4'000'000));
       },
       0,
       {{RejectReason::too_large, 1}}},
      {"100,000 tags that never end",
       file("a.sgml",
            "<DOC><DOCNO>A-1</DOCNO>" + repeated("<A <B <C", 100'000) + "<TEXT>text</TEXT></DOC>"),
       1,
       {}},
      {"100,000 elements that are never closed",
       file("a.sgml", "<DOC><DOCNO>A-1</DOCNO>" + repeated("<TITLE><DATE>", 100'000) +
                          "<TEXT>text</TEXT></DOC>"),
       1,
       {}},
      {"100,000 ampersands",
       file("a.sgml", "<DOC><DOCNO>A-1</DOCNO><TEXT>" + repeated("&#", 100'000) + "</TEXT></DOC>"),
       1,
       {}},
      {"entities for what is no character",
       file("a.sgml", "<DOC><DOCNO>A-1</DOCNO><TEXT>a&#0;&#xD800;&#x110000;&#1;b</TEXT></DOC>"),
       1,
       {}},
      {"dates that cannot be",
       file("a.sgml",
            "<DOC><DOCNO>AP889999-0001</DOCNO><DATE>9999-99-99</DATE>"
            "<TEXT>text</TEXT></DOC>"),
       1,
       {}},
      {"latin-1 and control characters",
       file("a.sgm",
            "<REUTERS NEWID=\"1\"><TEXT><TITLE>Caf\xE9 \x1B[B\x7F owners speak</TITLE>"
            "</TEXT></REUTERS>"),
       1,
       {}},
  };
}

std::vector<Case> archive_cases() {
  std::vector<Case> cases{
      {"a zip that is cut", file("a.zip", cut(make_zip({{"a.jsonl", one_line()}}), 0.5)), 0,
       {{RejectReason::truncated, 1}}},
      {"a tar that is cut", file("a.tar", cut(make_tar({{"a.jsonl", one_line()}}), 0.5)), 0,
       {{RejectReason::truncated, 1}}},
      {"a tar that claims 8 GiB", file("a.tar", tar_claiming("77777777777\0"s)), 0,
       {{RejectReason::truncated, 1}}},
      {"a tar with a negative size",
       file("a.tar", tar_claiming("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE"s)), 0,
       {{RejectReason::bad_archive, 1}}},
      {"an encrypted zip", file("a.zip", encrypted_zip()), 0, {{RejectReason::bad_archive, 1}}},
      {"a zip of nothing", file("a.zip", make_zip({})), 0, {}},
      {"only the magic of gzip", file("a.gz", "\x1F\x8B"), 0, {{RejectReason::truncated, 1}}},
      {"only the magic of zstd", file("a.zst", "\x28\xB5\x2F\xFD"), 0,
       {{RejectReason::truncated, 1}}},
      {"only the magic of zip", file("a.zip", "PK\x03\x04"), 0, {{RejectReason::truncated, 1}}},
      {"a gzip header and then noise",
       file("a.gz", "\x1F\x8B\x08\0\0\0\0\0\0\x03"s + std::string(1000, '\xEE')), 0,
       {{RejectReason::bad_archive, 1}}},
      {"gzip of gzip of gzip of gzip",
       file("a.txt.gz",
            compress(Packing::gzip,
                     compress(Packing::gzip,
                              compress(Packing::gzip,
                                       compress(Packing::gzip, "date 2024-05-14 text"))))),
       0, {{RejectReason::bad_archive, 1}}},
      {"a bomb of one level",
       file("a.txt.gz", compress(Packing::gzip, "date 2024-05-14 " + std::string(12'000'000, 'x'))),
       0, {{RejectReason::too_large, 1}}},
      {"a bomb of two levels",
       file("a.txt.gz.gz",
            compress(Packing::gzip, compress(Packing::gzip, "date 2024-05-14 " +
                                                                std::string(50'000'000, 'x')))),
       0, {{RejectReason::too_large, 1}}},
      {"a bomb in a zip, and a member before it",
       file("a.zip", make_zip({{"a.txt", "date 2024-05-14 text"},
                               {"b.txt", "date 2024-05-14 " + std::string(12'000'000, 'x')}})),
       1, {{RejectReason::too_large, 1}}},
      {"member names with control characters and ways out",
       file("a.tar", make_tar({{"../../x\x01\n.txt", "date 2024-05-14 text"},
                               {"/etc/y.txt", "date 2024-05-14 text"}})),
       2, {}},
      {"a member name of 2,000 bytes",
       [](const fs::path& folder) {
         const std::string name = repeated("directory/", 200) + "a.txt";
         test::write_file(folder / "a.zip", make_zip({{name, "date 2024-05-14 text"}}));
       },
       0, {{RejectReason::bad_key, 1}}},
      {"an archive of files that nobody knows",
       file("a.zip", make_zip({{"a.png", "\x89PNG"}, {"b.exe", "MZ"}, {"c", ""}})), 0,
       {{RejectReason::unknown_format, 3}}},
  };
  const std::pair<const char*, Packing> packings[] = {{"gzip", Packing::gzip},
                                                      {"zstd", Packing::zstd},
                                                      {"bzip2", Packing::bzip2},
                                                      {"xz", Packing::xz}};
  for (const auto& [name, packing] : packings)
    cases.push_back({name,
                     file("cut.jsonl", cut(compress(packing, one_line()), 0.6)),
                     0,
                     {{RejectReason::truncated, 1}}});
  return cases;
}

std::vector<Case> file_system_cases() {
  return {
      {"a FIFO",
       [](const fs::path& folder) { ::mkfifo((folder / "a.txt").c_str(), 0600); },
       0,
       {{RejectReason::not_a_file, 1}}},
      {"a device",
       [](const fs::path& folder) { fs::create_symlink("/dev/zero", folder / "a.txt"); },
       0,
       {{RejectReason::not_a_file, 1}}},
      {"a link to itself",
       [](const fs::path& folder) { fs::create_symlink("a", folder / "a"); },
       0,
       {{RejectReason::unreadable, 1}}},
      {"a link to nowhere",
       [](const fs::path& folder) { fs::create_symlink("nowhere", folder / "a.txt"); },
       0,
       {{RejectReason::unreadable, 1}}},
      {"a folder that holds itself",
       [](const fs::path& folder) {
         test::write_file(folder / "sub/a.txt", "date 2024-05-14 text");
         fs::create_directory_symlink("..", folder / "sub/up");
       },
       1,
       {{RejectReason::unreadable, 1}}},
      {"an empty folder",
       [](const fs::path& folder) { fs::create_directory(folder / "sub"); },
       0,
       {}},
      {"a name that is no UTF-8", file("caf\xE9.txt", "date 2024-05-14 text"), 1, {}},
      {"a name with control characters", file("a\x01\nb.txt", "date 2024-05-14 text"), 1, {}},
  };
}

void check(const std::vector<Case>& cases) {
  for (const auto& example : cases) {
    INFO(example.name);
    const test::TemporaryFolder folder;
    example.make(folder.path());
    test::CollectingSink sink;
    REQUIRE(read_paths({folder.path().string()}, {}, sink));
    for (const auto& reject : sink.rejects) {
      UNSCOPED_INFO(to_string(reject));
      CHECK_FALSE(reject.detail.empty());
      CHECK_FALSE(reject.position.file.empty());
      if (sink.rejects.size() > 10) break;
    }
    CHECK(sink.documents.size() == example.documents);
    CHECK(sink.reject_counts() == example.rejects);
  }
}

std::size_t peak_memory_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) / 1024;
}

}  // namespace

TEST_CASE("there are sixty and more malformed inputs") {
  CHECK(text_cases().size() + json_cases().size() + sgml_cases().size() + archive_cases().size() +
            file_system_cases().size() >=
        60);
}

TEST_CASE("malformed text ends in counted rejects") {
  check(text_cases());
}

TEST_CASE("malformed JSON Lines end in counted rejects") {
  check(json_cases());
}

TEST_CASE("malformed SGML ends in counted rejects") {
  check(sgml_cases());
}

TEST_CASE("malformed archives end in counted rejects") {
  check(archive_cases());
}

TEST_CASE("files that are none end in counted rejects") {
  check(file_system_cases());
}

TEST_CASE("a file without permission is a counted reject") {
  if (::geteuid() == 0) {
    WARN("skipped: root reads everything");
    return;
  }
  check({{"an unreadable file",
          [](const fs::path& folder) {
            test::write_file(folder / "a.txt", "date 2024-05-14 text");
            fs::permissions(folder / "a.txt", fs::perms::none);
          },
          0,
          {{RejectReason::unreadable, 1}}}});
}

TEST_CASE("a line of 400 MB is skipped in bounded memory") {
  const test::TemporaryFolder folder;
  {
    std::ofstream out(folder / "a.jsonl", std::ios::binary);
    const std::string megabyte(1u << 20, 'x');
    out << "{\"id\":\"a\",\"text\":\"";
    for (int i = 0; i < 400; ++i) out << megabyte;
    out << "\"}\n" << json("b");
  }
  const std::size_t before = peak_memory_mb();
  test::CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, {}, sink));
  CHECK(sink.documents.size() == 1);
  CHECK(sink.reject_counts() == Counts{{RejectReason::too_large, 1}});
  CHECK(peak_memory_mb() < before + 150);
}
