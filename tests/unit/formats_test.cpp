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
    case Format::feed:
      return "<rss><channel><item><title>T</title><description>The ferry sails.</description>"
             "</item></channel></rss>";
    case Format::wordpress:
      return "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>T</title>"
             "<description>The ferry sails.</description></item></channel></rss>";
    case Format::json_feed:
      return R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"The ferry."}]})";
    case Format::nitf:
      return "<nitf><body><body.content><p>The ferry sails.</p></body.content></body></nitf>";
    case Format::newsml:
      return "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>The ferry sails."
             "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
    case Format::newsml_g2:
      return "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineData>"
             "The ferry sails.</inlineData></contentSet></newsItem>";
    case Format::rcv1:
      return "<newsitem itemid='1'><text><p>The ferry sails.</p></text></newsitem>";
    case Format::agency_xml:
      return "<?xml version='1.0'?><story><headline>T</headline><body>The ferry "
             "sails.</body></story>";
    case Format::ninjs:
      return R"({"uri":"1","versioncreated":"2024-05-14","body_text":"The ferry sails."})";
    case Format::ap:
      return R"({"api_version":"1","data":{"item":{"uri":"1","headline_extended":"The ferry."}}})";
    case Format::iptc7901:
      return "\x01"
             "abc0124 3 i 93\n\x02"
             "Title =\nThe ferry sails.\n\x03\x04";
    case Format::anpa:
      return "\x01V4644\x1F-\n\x02^Slug<\n^Title<\n\tThe ferry sails.\n\x03\x04";
    case Format::alto:
      return "<alto><TextBlock><TextLine><String CONTENT='ferry'/></TextLine></TextBlock></alto>";
    case Format::html:
      return "<!DOCTYPE html><html><body><p>The ferry sails.</p></body></html>";
    case Format::sqlite:
    case Format::mets:
    case Format::pdf:
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
    if (bytes.empty()) continue;  // needs other files, or is read only where it is asked for
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
