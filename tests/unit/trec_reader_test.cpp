#include "indexer/readers/trec_reader.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "indexer/readers/trec_dates.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

struct DateCase {
  const char* text;
  const char* date;  ///< empty where there is none
};

constexpr DateCase docno_cases[] = {
    {"AP880212-0001", "1988-02-12"},
    {"ap880212-0001", "1988-02-12"},
    {"WSJ870324-0001", "1987-03-24"},
    {"LA010189-0001", "1989-01-01"},
    {"FT911-3", "1991"},
    {"FT944-15661", "1994"},
    {"NYT19980601.0001", "1998-06-01"},
    {"APW_ENG_20041001.0001", "2004-10-01"},
    {"XIE19960101.0001", "1996-01-01"},
    {"AP889912-0001", ""},
    {"FBIS3-1", ""},
    {"FR940104-0-00001", ""},
    {"SJMN91-06364022", ""},
    {"ZF07-001-001", ""},
    {"12345678", ""},
    {"20240514", "2024-05-14"},
    {"no digits", ""},
    {"", ""},
};

constexpr DateCase date_cases[] = {
    {" 1998-06-01 00:01 ", "1998-06-01T00:01:00Z"},
    {"910514", "1991-05-14"},
    {"19910514", "1991-05-14"},
    {"03/24/87", "1987-03-24"},
    {"January 1, 1989, Sunday, Home Edition", "1989-01-01"},
    {"11 Feb 1994", "1994-02-11"},
    {"February 11, 1994 (morning)", "1994-02-11"},
    {"1994-02-11 some words", "1994-02-11"},
    {"999999", ""},
    {"13/24/87", ""},
    {"May we go", ""},
    {"2002 was a year", ""},
    {"", ""},
};

constexpr const char* ap_record = R"(<DOC>
<DOCNO> AP880212-0001 </DOCNO>
<FILEID>AP-NR-02-12-88 2344EST</FILEID>
<HEAD>Talks End &amp;
Others Begin</HEAD>
<HEAD>Eds: later</HEAD>
<BYLINE>By JANE DOE</BYLINE>
<DATELINE>ODESA (AP) </DATELINE>
<TEXT>
   The talks ended.
New line.

   Second paragraph.
</TEXT>
<TEXT><P>Third.</P><P>Fourth <B>bold</B>.</P></TEXT>
<NOTE>short</NOTE>
</DOC>
)";

}  // namespace

TEST_CASE("document numbers give their dates where they hold one") {
  for (const auto& example : docno_cases) {
    INFO(example.text);
    CHECK(to_string(date_of_docno(example.text).value_or(Date{})) == example.date);
  }
}

TEST_CASE("date elements give their dates in all the collections' forms") {
  for (const auto& example : date_cases) {
    INFO(example.text);
    CHECK(to_string(parse_trec_date(example.text).value_or(Date{})) == example.date);
  }
}

TEST_CASE("a record's elements become the document's fields") {
  const auto sink = read_bytes(Format::trec, ap_record);
  REQUIRE(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.key == "AP880212-0001");
  CHECK(to_string(document.date) == "1988-02-12");
  CHECK(document.date.origin == DateOrigin::metadata);
  CHECK(document.title == "Talks End & Others Begin");
  CHECK(document.authors == std::vector<std::string>{"JANE DOE"});
  CHECK(document.text ==
        "   The talks ended.\nNew line.\n\n   Second paragraph.\n\nThird.\n\nFourth bold.");
  const std::string extra =
      "{\"fileid\":\"AP-NR-02-12-88 2344EST\",\"head\":\"Eds: later\","
      "\"dateline\":\"ODESA (AP)\",\"note\":\"short\"}";
  CHECK(document.extra_json == extra);
}

TEST_CASE("an element's own date goes before the document number's") {
  const auto sink =
      read_bytes(Format::trec,
                 "<DOC><DOCNO>AP880212-0001</DOCNO><DATE>1990-01-02</DATE><TEXT>t</TEXT></DOC>"
                 "<DOC><DOCNO>X-1</DOCNO><DATELINE date=\"1990-01-03\">K</DATELINE>"
                 "<TEXT>t</TEXT></DOC>"
                 "<DOC><DOCNO>X-2</DOCNO><DATE>soon</DATE><TEXT>t</TEXT></DOC>");
  REQUIRE(sink.documents.size() == 3);
  CHECK(to_string(sink.documents[0].date) == "1990-01-02");
  CHECK(to_string(sink.documents[1].date) == "1990-01-03");
  CHECK_FALSE(sink.documents[2].date.known());
  CHECK(sink.documents[2].extra_json == R"({"date":"soon"})");
}

TEST_CASE("elements inside containers are found") {
  const auto sink = read_bytes(
      Format::trec,
      "<DOC><DOCNO>NYT19980601.0001</DOCNO><DOCTYPE>NEWS</DOCTYPE><BODY><HEADLINE>H</HEADLINE>"
      "<TEXT><P>t &lt; u</P></TEXT></BODY></DOC>"
      "<DOC id=\"NYT_ENG_20041001.0001\" "
      "type=\"story\"><HEADLINE>G</HEADLINE><TEXT>t</TEXT></DOC>");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].title == "H");
  CHECK(sink.documents[0].text == "t < u");
  CHECK(sink.documents[1].key == "NYT_ENG_20041001.0001");
  CHECK(to_string(sink.documents[1].date) == "2004-10-01");
}

TEST_CASE("forgotten end tags lose neither text nor time") {
  const auto sink =
      read_bytes(Format::trec, "<DOC><DOCNO>A-1<HEAD>Head<TEXT>The text goes on.\n</DOC>");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].key == "A-1");
  CHECK(sink.documents[0].title == "Head");
  CHECK(sink.documents[0].text == "The text goes on.");

  std::string many = "<DOC><DOCNO>A-2</DOCNO>";
  for (int i = 0; i < 200'000; ++i) many += "<HEAD><X" + std::to_string(i % 7) + "><SO>";
  const auto start = std::chrono::steady_clock::now();
  const auto hostile = read_bytes(Format::trec, many + "<TEXT>t</TEXT></DOC>");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(hostile.documents.size() == 1);
}

TEST_CASE("broken records are rejects, and the others are read") {
  const auto sink = read_bytes(
      Format::trec,
      "<DOC><DOCNO>A-1</DOCNO><TEXT>cut <DOC><DOCNO>A-2</DOCNO><TEXT>whole</TEXT></DOC>\n"
      "<DOC><TEXT>no number</TEXT></DOC>\n<DOC><DOCNO>A-3</DOCNO></DOC>\n<DOC><DOCNO>A-4</DOCNO>");
  CHECK(sink.keys() == std::vector<std::string>{"A-2"});
  CHECK(sink.reject_counts() ==
        std::map<RejectReason, std::size_t>{{RejectReason::truncated, 2},
                                            {RejectReason::missing_text, 1},
                                            {RejectReason::missing_key, 1}});
  CHECK(sink.rejects[0].position.line == 1);
  CHECK(sink.rejects[3].position.line == 4);
}

TEST_CASE("a file without any record is one reject") {
  const auto sink = read_bytes(Format::trec, "nothing of the kind");
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::malformed);
}
