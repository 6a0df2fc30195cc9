// Web archives: what becomes a document, what is left out, and what damage costs.
#include <zlib.h>
#include <zstd.h>

#include <brotli/encode.h>
#include <catch2/catch.hpp>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/make_warc.hpp"
#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace dateline::test;
using namespace std::literals;
using Catch::Matchers::Contains;

namespace {

CollectingSink read_warc(const std::string& bytes, const ReaderOptions& options = {}) {
  return read_bytes(Format::warc, bytes, options);
}

CollectingSink read_file(const std::string& name, std::string_view bytes,
                         const ReaderOptions& options = {}) {
  const TemporaryFolder folder;
  write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, options, sink));
  return sink;
}

std::string article(const std::string& name) {
  const std::string text = "The ferry " + name + " sails to Istanbul again, its owner said.";
  return response("http://news.example/" + name, http(page(text, name)));
}

std::string zlib_deflate(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

/// Without zlib's header and checksum.
std::string raw_deflate(std::string_view bytes) {
  const std::string zlib = zlib_deflate(bytes);
  return zlib.substr(2, zlib.size() - 6);
}

std::string brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()) + 100, '\0');
  std::size_t size = out.size();
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.size(),
                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

std::string zstd_with(std::string_view dictionary, std::string_view bytes) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress_usingDict(context, out.data(), out.size(), bytes.data(), bytes.size(),
                                     dictionary.data(), dictionary.size(), 3));
  ZSTD_freeCCtx(context);
  return out;
}

std::string chunked(std::string_view bytes, std::size_t size = 20) {
  std::string out;
  char head[20];
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    const auto chunk = bytes.substr(0, size);
    std::snprintf(head, sizeof head, "%zx\r\n", chunk.size());
    out.append(head).append(chunk).append("\r\n");
  }
  return out + "0\r\n\r\n";
}

}  // namespace

TEST_CASE("pages that were answered become documents, and everything else is counted") {
  const auto other = [](const char* type) {
    return warc_record({{"WARC-Type", type}, {"WARC-Target-URI", "http://news.example/a"}},
                       "x: y\r\n");
  };
  const std::string bytes =
      other("warcinfo") + other("request") + article("a") + other("metadata") + article("b") +
      response("http://news.example/gone",
               http(page("Not here"), "text/html", "", "404 Not Found")) +
      response("http://news.example/moved",
               http("", "text/html", "Location: /a\r\n", "301 Moved")) +
      response("http://news.example/p.gif", http("GIF89a", "image/gif")) +
      response("http://news.example/robots.txt", http("User-agent: *", "text/plain")) +
      response("dns:news.example", "20240514 news.example 1 IN A 127.0.0.1");
  const auto sink = read_warc(bytes);
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"http://news.example/a", "http://news.example/b"});
  CHECK(sink.documents[0].url == "http://news.example/a");
  CHECK_THAT(sink.documents[0].text, Contains("The ferry a sails"));
  CHECK(sink.positions[1].offset > sink.positions[0].offset);
  CHECK(sink.left_out_counts == LeftOutCounts{.records = 3, .failures = 2, .media = 3});
}

TEST_CASE("what writers of WARC have done is read") {
  const std::string message = http(page("The ferry sails to Istanbul again."));
  struct Case {
    const char* what;
    std::string bytes;
  };
  const WarcFields plain{{"WARC-Type", "response"}, {"WARC-Target-URI", "http://a.example/"}};
  const Case cases[] = {
      {"version 0.17", warc_record(plain, message, "WARC/0.17")},
      {"version 1.1", warc_record(plain, message, "WARC/1.1")},
      {"brackets of Wget",
       warc_record({{"WARC-Type", "response"}, {"WARC-Target-URI", "<http://a.example/>"}},
                   message)},
      {"names in lower case",
       warc_record({{"warc-type", "response"}, {"warc-target-uri", "http://a.example/"}}, message)},
      {"line feeds alone", warc_record(plain, message, "WARC/1.0", "\n")},
      {"four NUL bytes after a record",
       article("z") + std::string(4, '\0') + warc_record(plain, message)},
      {"no line ends after the last record",
       [&] {
         auto b = warc_record(plain, message);
         b.resize(b.size() - 4);
         return b;
       }()},
      {"a continued line", warc_record({{"WARC-Type", "response"},
                                        {"X-Long", "one\r\n two"},
                                        {"WARC-Target-URI", "http://a.example/"}},
                                       message)},
      {"a resource", warc_record({{"WARC-Type", "resource"},
                                  {"WARC-Target-URI", "http://a.example/"},
                                  {"Content-Type", "text/html"}},
                                 page("The ferry sails to Istanbul again."))},
      {"text that was extracted", warc_record({{"WARC-Type", "conversion"},
                                               {"WARC-Target-URI", "http://a.example/"},
                                               {"Content-Type", "text/plain"}},
                                              "The ferry sails to Istanbul again.")},
      {"a body that says text and is HTML",
       warc_record(plain, http(page("The ferry sails to Istanbul again."), "text/plain"))},
      {"a body without a type",
       warc_record(plain, "HTTP/1.0 200 OK\r\n\r\n" + page("The ferry sails to Istanbul again."))},
      {"header of HTTP with line feeds alone",
       warc_record(plain, "HTTP/1.0 200 OK\nContent-type: text/html\n\n" +
                              page("The ferry sails to Istanbul again."))},
  };
  for (const auto& [what, bytes] : cases) {
    CAPTURE(what);
    const auto sink = read_warc(bytes);
    CHECK(sink.rejects.empty());
    REQUIRE_FALSE(sink.documents.empty());
    CHECK(sink.documents.back().key == "http://a.example/");
    CHECK_THAT(sink.documents.back().text, Contains("The ferry sails to Istanbul again."));
  }
}

TEST_CASE("codings of a body are undone, as far as they are there") {
  const std::string html = page("The ferry sails to Istanbul again.");
  const std::string packed = test::compress(Packing::gzip, html);
  struct Case {
    const char* what;
    std::string fields;
    std::string body;
  };
  const Case cases[] = {
      {"chunks", "Transfer-Encoding: chunked\r\n", chunked(html)},
      {"chunks that are gone", "Transfer-Encoding: chunked\r\n", html},
      {"gzip", "Content-Encoding: gzip\r\n", packed},
      {"x-gzip", "content-encoding: x-gzip\r\n", packed},
      {"gzip that is gone", "Content-Encoding: gzip\r\n", html},
      {"gzip in chunks", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
       chunked(packed)},
      {"zlib", "Content-Encoding: deflate\r\n", zlib_deflate(html)},
      {"deflate alone", "Content-Encoding: deflate\r\n", raw_deflate(html)},
      {"deflate that is gone", "Content-Encoding: deflate\r\n", html},
      {"brotli", "Content-Encoding: br\r\n", brotli(html)},
      {"brotli that is gone", "Content-Encoding: br\r\n", html},
      {"zstd", "Content-Encoding: zstd\r\n", test::compress(Packing::zstd, html)},
      {"identity", "Content-Encoding: identity\r\n", html},
      {"two codings", "Content-Encoding: br, gzip\r\n",
       test::compress(Packing::gzip, brotli(html))},
  };
  for (const auto& [what, fields, body] : cases) {
    CAPTURE(what);
    const auto sink = read_warc(response("http://a.example/", http(body, "text/html", fields)));
    CHECK(sink.rejects.empty());
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].text == "The ferry sails to Istanbul again.");
  }
}

TEST_CASE("an address that comes again is another document where its content is another") {
  const auto capture = [](const char* text, const char* date) {
    return response("http://a.example/", http(page(text)), date);
  };
  const auto sink = read_warc(capture("The ferry sails.", "2024-05-14T10:00:00Z") +
                              capture("The ferry sails.", "2024-05-15T10:00:00Z") +
                              capture("The ferry sank.", "2024-05-16T10:00:00Z"));
  CHECK(sink.keys() ==
        std::vector<std::string>{"http://a.example/", "http://a.example/@2024-05-16T10:00:00Z"});
  CHECK(sink.left_out_counts.copies == 1);
}

TEST_CASE("a revisit is a copy where its original was read, and a record without a page else") {
  const auto revisit = [](const char* uri, const char* original) {
    return warc_record({{"WARC-Type", "revisit"},
                        {"WARC-Target-URI", uri},
                        {"WARC-Refers-To-Target-URI", original}},
                       "HTTP/1.1 200 OK\r\n\r\n");
  };
  const auto sink = read_warc(article("a") + revisit("http://b.example/", "http://news.example/a") +
                              revisit("http://c.example/", "http://elsewhere.example/"));
  CHECK(sink.documents.size() == 1);
  CHECK(sink.left_out_counts == LeftOutCounts{.records = 1, .copies = 1});
}

TEST_CASE("feeds and JSON in a web archive go to their readers") {
  const auto sink = read_warc(
      response("http://a.example/api",
               http(R"({"id":"one","title":"Ferry","text":"It sails."})", "application/json")) +
      response("http://a.example/state", http(R"({"ok":true})", "application/json")) +
      response("http://a.example/own", http("WARC/1.0\r\n", "application/json")));
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"one"});
  CHECK(sink.documents[0].url == "http://a.example/api");
  CHECK(sink.left_out_counts.media == 2);
}

TEST_CASE("charsets of HTTP are used") {
  const auto sink =
      read_warc(response("http://a.example/", http(page("\xCF\xEE\xF0\xF2 \xCE\xE4\xE5\xF1\xE8"),
                                                   "text/html; charset=windows-1251")));
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text == "Порт Одеси");
}

TEST_CASE("keys of long addresses are shortened, and differ") {
  const std::string base = "http://a.example/" + std::string(2000, 'q');
  const auto sink = read_warc(response(base + "1", http(page("One."))) +
                              response(base + "2", http(page("Two."))));
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.rejects.empty());
  CHECK(sink.documents[0].key != sink.documents[1].key);
}

TEST_CASE("ARC of both versions is read") {
  const std::string body = http(page("The ferry sails to Istanbul again."));
  const std::string length = std::to_string(body.size());
  const std::string first =
      "filedesc://x.arc 0.0.0.0 20140216050221 text/plain 75\n"
      "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n";
  const std::string start = first.substr(first.find('\n') + 1);
  const std::string description = "filedesc://x.arc 0.0.0.0 20140216050221 text/plain " +
                                  std::to_string(start.size()) + "\n" + start;
  const std::string version_1 =
      "http://a.example/some page 1.2.3.4 20140216050221 text/html " + length + "\n" + body + "\n";
  const std::string version_2 =
      "http://b.example/ 1.2.3.4 20140216050221 text/html 200 - - 0 x.arc " + length + "\n" + body +
      "\n";
  const auto sink = read_warc(description + "\n" + version_1 + "a line that is lost\n" + version_2);
  CHECK(sink.keys() == std::vector<std::string>{"http://a.example/some page", "http://b.example/"});
  CHECK(sink.reject_counts() == std::map<RejectReason, std::size_t>{{RejectReason::malformed, 1}});
}

TEST_CASE("damage costs the record that has it") {
  const auto with_length = [](const std::string& name, const std::string& length) {
    return warc_record({{"WARC-Type", "response"},
                        {"WARC-Target-URI", "http://news.example/" + name},
                        {"Content-Length", length}},
                       http(page("The ferry " + name + " sails.")));
  };
  struct Case {
    const char* what;
    std::string bytes;
    std::vector<std::string> names;  ///< of the articles that are read
    RejectReason reason;
  };
  const std::string a = article("a");
  const Case cases[] = {
      {"the file ends in a block",
       a + article("b").substr(0, 300),
       {"a", "b"},
       RejectReason::truncated},
      {"the file ends in a header", a + article("b").substr(0, 60), {"a"}, RejectReason::truncated},
      {"bytes between records",
       a + "garbage\n" + article("b"),
       {"a", "b"},
       RejectReason::malformed},
      {"a length that is too short",
       with_length("a", "120") + article("b"),
       {"a", "b"},
       RejectReason::malformed},
      {"a length that goes into the next record",
       with_length("a", "400") + article("b"),
       {"a", "b"},
       RejectReason::malformed},
      {"a length beyond the end",
       with_length("a", "100000") + article("b"),
       {"a", "b"},
       RejectReason::malformed},
      {"a huge length",
       with_length("a", "99999999999") + article("b"),
       {"b"},
       RejectReason::malformed},
      {"a length that is no number",
       with_length("a", "many") + article("b"),
       {"b"},
       RejectReason::malformed},
      {"a negative length", with_length("a", "-5") + article("b"), {"b"}, RejectReason::malformed},
      {"a length over 64 bits",
       with_length("a", "99999999999999999999999") + article("b"),
       {"b"},
       RejectReason::malformed},
      {"a header without an end",
       "WARC/1.0\r\n" + std::string(300'000, 'x') + "\r\n\r\n" + article("b"),
       {"b"},
       RejectReason::malformed},
      {"an unknown coding",
       response("http://news.example/x", http("abc", "text/html", "Content-Encoding: lzma\r\n")) +
           article("b"),
       {"b"},
       RejectReason::malformed},
      {"gzip that is damaged",
       response("http://news.example/x", http("\x1F\x8B\x08" + std::string(200, '\xAA'),
                                              "text/html", "Content-Encoding: gzip\r\n")) +
           article("b"),
       {"b"},
       RejectReason::malformed},
  };
  for (const auto& [what, bytes, names, reason] : cases) {
    CAPTURE(what);
    for (const std::size_t chunk : {std::size_t{1} << 18, std::size_t{7}}) {
      CAPTURE(chunk);
      const auto sink = read_bytes(Format::warc, bytes, {}, chunk);
      std::vector<std::string> keys;
      for (const auto& name : names) keys.push_back("http://news.example/" + name);
      CHECK(sink.keys() == keys);
      REQUIRE_FALSE(sink.rejects.empty());
      CHECK(sink.rejects[0].reason == reason);
    }
  }
}

TEST_CASE("a text about WARC is no record") {
  const std::string quote = "An example:\n\nWARC/1.0\nis the first line.";
  const auto sink =
      read_warc(response("http://a.example/", http(quote, "text/plain")) + article("b"));
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 2);
  CHECK_THAT(sink.documents[0].text, Contains("is the first line."));
}

TEST_CASE("bodies over the limit are rejected, and large images are not") {
  ReaderOptions options;
  options.max_document_bytes = 1u << 20;
  const std::string zeros(4u << 20, 'x');
  const std::string bomb = test::compress(Packing::gzip, zeros);
  const auto sink = read_warc(
      response("http://a.example/1", http(page(zeros))) +
          response("http://a.example/2", http(bomb, "text/html", "Content-Encoding: gzip\r\n")) +
          response("http://a.example/3",
                   http(brotli(page(zeros)), "text/html", "Content-Encoding: br\r\n")) +
          response("http://a.example/4", http(zeros, "video/mp4")) + article("b"),
      options);
  CHECK(sink.keys() == std::vector<std::string>{"http://news.example/b"});
  CHECK(sink.reject_counts() == std::map<RejectReason, std::size_t>{{RejectReason::too_large, 3}});
  CHECK(sink.left_out_counts.media == 1);
}

TEST_CASE("a WARC is read out of one gzip member a record, of one for all, and of zstd") {
  const std::string all = article("a") + article("b") + article("c");
  std::string members;
  std::string frames;
  for (const char* name : {"a", "b", "c"}) {
    members += test::compress(Packing::gzip, article(name));
    frames += test::compress(Packing::zstd, article(name));
  }
  for (const std::string& bytes : {members, frames, test::compress(Packing::gzip, all),
                                   test::compress(Packing::zstd, all), all}) {
    const auto sink = read_file("x.warc.gz", bytes);
    CHECK(sink.rejects.empty());
    CHECK(sink.documents.size() == 3);
  }
}

TEST_CASE("a dictionary at the head of a .warc.zst is used") {
  std::string dictionary = page("The ferry sails to Istanbul again, its owner said.") + article("");
  for (const bool packed : {false, true}) {
    const std::string contents = packed ? test::compress(Packing::zstd, dictionary) : dictionary;
    std::string bytes = "\x5D\x2A\x4D\x18";
    for (std::size_t i = 0; i < 4; ++i)
      bytes.push_back(static_cast<char>(contents.size() >> (8 * i) & 0xFF));
    bytes += contents;
    for (const char* name : {"a", "b", "c"}) bytes += zstd_with(dictionary, article(name));
    CHECK(read_file("x.warc.zst", bytes).documents.size() == 3);
    const auto cut = read_file("x.warc.zst", bytes.substr(0, 50));
    CHECK(cut.rejects.size() == 1);
  }
  CHECK(read_file("x.warc.zst", "\x5D\x2A\x4D\x18\xFF\xFF\xFF\xFFxxxx").rejects.size() == 1);
}

TEST_CASE("a gzip member that is damaged costs its record, with its position") {
  std::string damaged = test::compress(Packing::gzip, article("b"));
  for (std::size_t i = 40; i < 60; ++i) damaged[i] = static_cast<char>(~damaged[i]);
  const std::string bytes = test::compress(Packing::gzip, article("a")) + damaged +
                            test::compress(Packing::gzip, article("c"));
  const auto sink = read_file("x.warc.gz", bytes);
  CHECK(sink.keys() == std::vector<std::string>{"http://news.example/a", "http://news.example/c"});
  REQUIRE_FALSE(sink.rejects.empty());
  CHECK(sink.rejects[0].reason == RejectReason::bad_archive);
  CHECK(sink.rejects[0].position.offset >= article("a").size());
}

TEST_CASE("only the archives of a WACZ are read") {
  const std::string zip = make_zip(
      {{"datapackage.json", R"({"profile":"data-package","resources":[]})"},
       {"archive/data.warc.gz", test::compress(Packing::gzip, article("a"))},
       {"indexes/index.cdx", "com,example)/ 2024 {}\n"},
       {"pages/pages.jsonl", R"({"url":"http://news.example/a","title":"a","text":"x"})"}});
  const auto sink = read_file("x.wacz", zip);
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"http://news.example/a"});
  CHECK(sink.left_out_counts.records == 3);
}

TEST_CASE("a zip that is no WACZ is read whole") {
  const std::string zip =
      make_zip({{"archive/a.txt", "Just words."}, {"pages.jsonl", R"({"id":"1","text":"x"})"}});
  CHECK(read_file("x.zip", zip).documents.size() == 2);
}
