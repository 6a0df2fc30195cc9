// The table of formats, from which detection, readers and the command line come.
#include "indexer/readers/formats.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "tests/support/read_bytes.hpp"

using namespace dateline;

namespace {

/// A document of each format, in bytes that show it.
std::string example_of(Format format) {
  switch (format) {
    case Format::text:
      return "date 2024-05-14 The ferry sails.\n";
    case Format::jsonl:
      return R"({"id":"1","text":"The ferry sails."})";
    case Format::trec:
      return "<DOC><DOCNO>A-1</DOCNO><TEXT>The ferry sails.</TEXT></DOC>";
    case Format::reuters:
      return R"(<REUTERS NEWID="1"><TEXT><BODY>The ferry sails.</BODY></TEXT></REUTERS>)";
    case Format::warc:
      return "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n"
             "Content-Type: text/plain\r\nContent-Length: 16\r\n\r\nThe ferry sails.\r\n\r\n";
    case Format::mail:
      return "From: A <a@x>\r\nSubject: News\r\nDate: Tue, 14 May 2024 10:00:00 +0000\r\n\r\n"
             "The ferry sails.\r\n";
    case Format::table:
      return "title,text\nNews,The ferry sails.\n";
    case Format::html:
      return "<!DOCTYPE html><html><body><p>The ferry sails.</p></body></html>";
    case Format::sqlite:
    case Format::automatic:
      break;
  }
  return {};
}

}  // namespace

TEST_CASE("each format is found by its content and read by its reader") {
  for (const FormatRow& row : known_formats()) {
    CAPTURE(row.name);
    // sqlite_reader_test.cpp: it needs a file.
    if (row.bytes == InputBytes::whole) continue;
    const std::string bytes = example_of(row.format);
    CHECK(detect_format(bytes, "x") == row.format);
    const auto sink = test::read_bytes(row.format, bytes);
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].text.find("ferry") != std::string::npos);
  }
}

TEST_CASE("what shows no format is told by the end of its name") {
  for (const FormatRow& row : known_formats())
    for (const std::string_view suffix : row.suffixes) {
      if (suffix.empty()) continue;
      CAPTURE(row.name, suffix);
      CHECK(detect_format("Just words.", "a" + std::string(suffix)) == row.format);
    }
}

TEST_CASE("names and suffixes of formats are each one's own") {
  std::set<std::string_view> seen{"auto"};
  for (const FormatRow& row : known_formats()) {
    CHECK(row.format != Format::automatic);
    CHECK_FALSE(row.help.empty());
    CHECK(seen.insert(row.name).second);
    for (const std::string_view suffix : row.suffixes)
      CHECK((suffix.empty() || seen.insert(suffix).second));
  }
}

TEST_CASE("of two formats, the one that shows first is taken") {
  CHECK(detect_format("<REUTERS><DOC>", "x") == Format::reuters);
  CHECK(detect_format("<DOC><REUTERS>", "x") == Format::trec);
}
