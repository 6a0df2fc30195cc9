#include "indexer/readers/reuters_reader.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

/// Made up, in the collection's form.
constexpr const char* normal_record =
    "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
    "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5\" NEWID=\"17\">\n"
    "<DATE>26-FEB-1987 15:01:01.79&#5;&#5;&#5;F</DATE>\n"
    "<TOPICS><D>cocoa</D><D>ship</D></TOPICS>\n<PLACES><D>brazil</D></PLACES>\n"
    "<PEOPLE></PEOPLE>\n<ORGS></ORGS>\n<EXCHANGES></EXCHANGES>\n<COMPANIES></COMPANIES>\n"
    "<UNKNOWN>\n&#5;&#5;f0001&#31;reute</UNKNOWN>\n"
    "<TEXT>&#2;\n<TITLE>HARVEST &lt;ABC> GOOD,\n SAYS MINISTER</TITLE>\n"
    "<AUTHOR>    By Jane Doe, Reuters</AUTHOR>\n"
    "<DATELINE>    SALVADOR, Feb 26 - </DATELINE><BODY>Rain came in time\n"
    "and caf\xE9s were full.\n    Second paragraph &amp; more.\n Reuter\n&#3;</BODY></TEXT>\n"
    "</REUTERS>\n";

}  // namespace

TEST_CASE("a wire item's elements become the document's fields") {
  const auto sink = read_bytes(Format::reuters, normal_record);
  REQUIRE(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.key == "reuters-17");
  CHECK(to_string(document.date) == "1987-02-26T15:01:01Z");
  CHECK(document.date.origin == DateOrigin::metadata);
  CHECK(document.title == "HARVEST <ABC> GOOD, SAYS MINISTER");
  CHECK(document.text ==
        "SALVADOR, Feb 26 - Rain came in time\nand cafés were full.\n\nSecond paragraph & more.\n"
        " Reuter");
  CHECK(document.source == "Reuters");
  CHECK(document.language == "en");
  CHECK(document.authors == std::vector<std::string>{"Jane Doe, Reuters"});
  CHECK(document.tags == std::vector<std::string>{"cocoa", "ship"});
  CHECK(document.extra_json == R"({"dateline":"SALVADOR, Feb 26 -","places":["brazil"]})");
  CHECK(document.encoding_repaired);
}

TEST_CASE("briefs have a title only, unprocessed items a text only") {
  const auto sink = read_bytes(
      Format::reuters,
      "<REUTERS NEWID=\"1\"><DATE>1-MAR-1987 10:00:00.00</DATE><TEXT TYPE=\"BRIEF\">&#2;\n"
      "******<TITLE>SHORT NEWS</TITLE>&#3;\n</TEXT></REUTERS>\n"
      "<REUTERS NEWID=\"2\"><DATE>1-MAR-1987 10:00:00.00</DATE><TEXT TYPE=\"UNPROC\">&#2;\n"
      "TABLE OF THINGS\n    1 2 3\n&#3;\n</TEXT></REUTERS>\n"
      "<REUTERS NEWID=\"3\"><DATE>1-MAR-1987</DATE><TEXT "
      "TYPE=\"UNPROC\">&#2;\n&#3;\n</TEXT></REUTERS>");
  REQUIRE(sink.keys() == std::vector<std::string>{"reuters-1", "reuters-2"});
  CHECK(sink.documents[0].title == "SHORT NEWS");
  CHECK(sink.documents[0].text.empty());
  CHECK(sink.documents[1].text == "TABLE OF THINGS\n\n1 2 3");
  CHECK(sink.documents[1].title == "TABLE OF THINGS");
  CHECK(sink.documents[1].title_derived);
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::missing_text);
}

TEST_CASE("odd dates of the wire are read as far as they go") {
  const auto date = [](const std::string& written) {
    const auto sink =
        read_bytes(Format::reuters, "<REUTERS NEWID=\"1\"><DATE>" + written +
                                        "</DATE><TEXT><TITLE>T</TITLE></TEXT></REUTERS>");
    return to_string(sink.documents.at(0).date);
  };
  CHECK(date(" 9-APR-1987 13:32:06.7") == "1987-04-09T13:32:06Z");
  CHECK(date("3-MAR-1987  09:15:05.40") == "1987-03-03T09:15:05Z");
  CHECK(date("9-APR-1987 00:00:00.00    # date added as guesswork ") == "1987-04-09T00:00:00Z");
  CHECK(date("31-MAR-1987 605:12:19.12") == "1987-03-31");
  CHECK(date("31-FEB-1987 10:00:00.00").empty());
  CHECK(date("").empty());
}

TEST_CASE("an item without a number or without its end is a reject") {
  const auto sink = read_bytes(Format::reuters,
                               "<REUTERS><TEXT><TITLE>T</TITLE></TEXT></REUTERS>"
                               "<REUTERS NEWID=\"2\"><TEXT><TITLE>T</TITLE></TEXT></REUTERS>"
                               "<REUTERS NEWID=\"3\"><TEXT><TITLE>T</TITLE>");
  CHECK(sink.keys() == std::vector<std::string>{"reuters-2"});
  CHECK(sink.reject_counts() == std::map<RejectReason, std::size_t>{{RejectReason::missing_key, 1},
                                                                    {RejectReason::truncated, 1}});
}

TEST_CASE("all of Reuters-21578 is read but the one item that holds nothing") {
  const std::string path = DATELINE_SHARED_DATA "/corpora/reuters-21578.tar.zst";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: there is no " << path);
    return;
  }
  test::CollectingSink sink;
  REQUIRE(read_paths({path}, {}, sink));
  CHECK(sink.documents.size() == 21577);
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::missing_text);
  CHECK(sink.rejects[0].detail.find("reuters-12793") != std::string::npos);
  std::set<std::string> keys;
  std::size_t with_title_only = 0;
  for (const auto& document : sink.documents) {
    keys.insert(document.key);
    if (document.text.empty()) ++with_title_only;
    REQUIRE(document.date.known());
    REQUIRE(civil_from_day(document.date.day).year == 1987);
    REQUIRE(document.title.find('\n') == std::string::npos);
  }
  CHECK(keys.size() == sink.documents.size());
  CHECK(with_title_only == 1798);
}
