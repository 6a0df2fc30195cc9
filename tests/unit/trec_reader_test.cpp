#include "indexer/readers/trec_reader.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/trec_dates.hpp"
#include "tests/support/cpu_clock.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

struct DateCase {
  const char* text;
  const char* date;  ///< empty if there is none
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
        "Eds: later\n\n   The talks ended.\nNew line.\n\n   Second paragraph.\n\nThird.\n\n"
        "Fourth bold.\n\nshort");
  const std::string extra = "{\"fileid\":\"AP-NR-02-12-88 2344EST\",\"dateline\":\"ODESA (AP)\"}";
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
  CHECK(sink.documents[2].extra_json == R"x({"date":"soon"})x");
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
  const auto start = test::CpuClock::now();
  const auto hostile = read_bytes(Format::trec, many + "<TEXT>t</TEXT></DOC>");
  CHECK(test::CpuClock::now() - start < std::chrono::seconds(20));
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

TEST_CASE("text between records is a reject, and the records are read", "[part1-06]") {
  const auto sink = read_bytes(Format::trec,
                               "a head\n<DOC><DOCNO>A-1</DOCNO><TEXT>one</DOC> lost\n"
                               "</TEXT></DOC>\n<DOC><DOCNO>A-2</DOCNO><TEXT>two</TEXT></DOC>\n");
  CHECK(sink.keys() == std::vector<std::string>{"A-1", "A-2"});
  REQUIRE(sink.rejects.size() == 2);
  CHECK(sink.rejects[0].position.line == 1);
  CHECK(sink.rejects[1].position.line == 2);
  CHECK(sink.rejects[1].reason == RejectReason::malformed);
}

TEST_CASE("a file without any record is one reject") {
  const auto sink = read_bytes(Format::trec, "nothing of the kind");
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::malformed);
}

namespace {

struct RecordCase {
  const char* what;
  const char* record;
  const char* title;
  const char* text;
  const char* date;
  const char* extra;
};

/// In the forms of the collections, with words of our own.
const RecordCase record_cases[] = {
    {"a body without TEXT",
     "<DOC><DOCNO>M-1</DOCNO><DATE>2024-05-14</DATE><HEADLINE>Board meets</HEADLINE><BODY>"
     "<P>First.</P>\n<P>Second.</P></BODY></DOC>",
     "Board meets", "First.\n\nSecond.", "2024-05-14", ""},
    {"nothing but paragraphs", "<DOC><DOCNO>M-2</DOCNO><P>First.</P><P>Second.</P></DOC>", "First.",
     "First.\n\nSecond.", "", ""},
    {"no element at all", "<DOC>\n<DOCNO>M-3</DOCNO>\nWords alone.\n</DOC>", "Words alone.",
     "Words alone.", "", ""},
    {"LA Times: correction, caption, subject",
     "<DOC><DOCNO> LA051489-0001 </DOCNO><DOCID> 1 </DOCID><DATE><P>May 14, 1989, Sunday, Home "
     "Edition </P></DATE><SECTION><P>Metro; Part 1; Page 1</P></SECTION><LENGTH><P>20 words"
     "</P></LENGTH><HEADLINE><P>FERRIES;</P><P>MORE BOATS </P></HEADLINE><BYLINE><P>By JANE DOE"
     "</P></BYLINE><TEXT><P>They sail.</P></TEXT><GRAPHIC><P>Photo, A ferry. </P></GRAPHIC>"
     "<CORRECTION><P>For the record.</P><P>It was two.</P></CORRECTION>"
     "<SUBJECT><P>HARBOURS</P></SUBJECT></DOC>",
     "FERRIES; MORE BOATS",
     "They sail.\n\nPhoto, A ferry.\n\nFor the record.\n\nIt was two.\n\nHARBOURS", "1989-05-14",
     R"x({"docid":"1","section":"Metro; Part 1; Page 1","length":"20 words"})x"},
    {"Wall Street Journal: leading paragraph",
     "<DOC><DOCNO>WSJ910514-0001</DOCNO><DOCID>910514-0001.</DOCID><HL> Ferries:\n Up </HL>"
     "<DATE>05/14/91</DATE><SO>JOURNAL (J), PAGE A1</SO><CO>FERR</CO><IN>SHIPPING (SHP)</IN>"
     "<LP>Lead words.</LP><TEXT>More words.</TEXT></DOC>",
     "Ferries: Up", "Lead words.\n\nMore words.", "1991-05-14",
     R"x({"docid":"910514-0001.","co":"FERR","in":"SHIPPING (SHP)"})x"},
    {"San Jose Mercury News: caption, lead",
     "<DOC><DOCNO>SJMN91-06134001</DOCNO><ACCESS>06134001</ACCESS><CAPTION>A boat; PHOTO</CAPTION>"
     "<DESCRIPT>BOAT; HARBOUR</DESCRIPT><LEADPARA>Lead.</LEADPARA><SECTION>Front</SECTION>"
     "<HEADLINE>Boats</HEADLINE><EDITION>Morning</EDITION><PUBDATE>910514</PUBDATE>"
     "<PG.COL>1A</PG.COL><WORD.CT>100</WORD.CT><TEXT>More.</TEXT></DOC>",
     "Boats", "A boat; PHOTO\n\nBOAT; HARBOUR\n\nLead.\n\nMore.", "1991-05-14",
     R"x({"access":"06134001","section":"Front","edition":"Morning","pg.col":"1A","word.ct":"100"})x"},
    {"Financial Times: labels",
     "<DOC><DOCNO>FT911-1</DOCNO><PROFILE>_AN-BEOA7AAIFT</PROFILE><DATE>910514</DATE><HEADLINE>FT "
     " 14 MAY 91 / Ferries</HEADLINE><TEXT>They sail.</TEXT><XX>Countries:-</XX><CN>GBZ  United "
     "Kingdom, EC.</CN><PUB>The Times</PUB><PAGE>London Page 1</PAGE></DOC>",
     "FT 14 MAY 91 / Ferries", "They sail.", "1991-05-14",
     R"x({"profile":"_AN-BEOA7AAIFT","xx":"Countries:-","cn":"GBZ United Kingdom, EC.","page":"London Page 1"})x"},
    {"FBIS: a header that holds the date, a title within a heading",
     "<DOC><DOCNO>FBIS3-1</DOCNO><HT> \"cr00000001\" </HT><HEADER><AU>FBIS-1</AU>Daily Report"
     "<DATE1> 14 May 1994 </DATE1></HEADER><F P=100>Ukraine</F><H3><TI>Ferries Sail</TI></H3>"
     "<F P=102> AU1402 </F><TEXT>Language: <F P=105>English</F>\n[Text] They sail. <H5>More</H5>On."
     "</TEXT></DOC>",
     "Ferries Sail",
     "Daily Report\n\nUkraine\n\nLanguage: English\n[Text] They sail.\n\nMore\n\nOn.", "1994-05-14",
     R"x({"ht":"\"cr00000001\"","f":"AU1402"})x"},
    {"Congressional Record: title, text",
     "<DOC><DOCNO>CR93E-1</DOCNO><PARENT>CR93E-1</PARENT><TEXT><TTL>TRIBUTE TO FERRIES</TTL>"
     "Mr. Speaker.</TEXT></DOC>",
     "TRIBUTE TO FERRIES", "Mr. Speaker.", "", R"x({"parent":"CR93E-1"})x"},
    {"Federal Register: elements of the text are text",
     "<DOC><DOCNO>FR940514-0-00001</DOCNO><PARENT>FR940514-0-00001</PARENT><TEXT>\n<!-- PJG STAG "
     "4700 -->\n<USDEPT>DEPARTMENT OF FERRIES</USDEPT><DOCTITLE>Sailing Rules</DOCTITLE>"
     "<AGENCY>Agency.</AGENCY><DATE>Dates: Effective now.</DATE><SIGNER>Jane "
     "Doe</SIGNER></TEXT></DOC>",
     "Sailing Rules", "DEPARTMENT OF FERRIES\n\nAgency. Dates: Effective now. Jane Doe", "",
     R"x({"parent":"FR940514-0-00001"})x"},
    {"AQUAINT: codes around the body",
     "<DOC><DOCNO> NYT19980601.0001 </DOCNO><DOCTYPE> NEWS STORY </DOCTYPE><DATE_TIME> 1998-06-01 "
     "00:01 </DATE_TIME><HEADER> A8253 taf-z </HEADER><BODY><SLUG> BC-FERRIES </SLUG><HEADLINE> "
     "FERRIES </HEADLINE><TEXT><P> They sail. </P><ANNOTATION> (End) </ANNOTATION></TEXT></BODY>"
     "<TRAILER> NYT-06-01-98 0001EDT </TRAILER></DOC>",
     "FERRIES", " They sail.\n\n (End)", "1998-06-01T00:01:00Z",
     R"x({"doctype":"NEWS STORY","header":"A8253 taf-z","slug":"BC-FERRIES","trailer":"NYT-06-01-98 0001EDT"})x"},
    {"ZIFF: summary and note",
     "<DOC><DOCNO>ZF07-1</DOCNO><JOURNAL>Ferry Weekly  May 14 1991</JOURNAL><TITLE>Boats."
     "</TITLE><SUMMARY>They sail, in short.</SUMMARY><NOTE>A note.</NOTE><TEXT>They "
     "sail.</TEXT></DOC>",
     "Boats.", "They sail, in short.\n\nA note.\n\nThey sail.", "", ""},
    {"Hamshahri: CDATA and two calendars",
     "<DOC><DOCID>H-1</DOCID><DOCNO>H-1</DOCNO><DATE calender=\"Western\">1996-06-22</DATE>"
     "<CAT xml:lang=\"en\">News</CAT><TITLE><![CDATA[Ferries & boats]]></TITLE>"
     "<TEXT><![CDATA[They <sail> now.]]></TEXT></DOC>",
     "Ferries & boats", "They <sail> now.", "1996-06-22", R"x({"cat":"News"})x"},
    {"unknown elements of several paragraphs, and a code",
     "<DOC><DOCNO>U-1</DOCNO><KICKER>Harbour</KICKER><STORY><PARA>One.</PARA>\n<PARA>Two "
     "<PERSON>Doe</PERSON>'s.</PARA></STORY><RECNR>99-123</RECNR></DOC>",
     "Harbour", "Harbour\n\nOne.\n\nTwo Doe's.", "", R"x({"recnr":"99-123"})x"},
    {"headings where there is no other title",
     "<DOC><DOCNO>H-2</DOCNO><H3>Ferries</H3><P>They sail.</P><H3>More</H3><P>On.</P></DOC>",
     "Ferries", "They sail.\n\nMore\n\nOn.", "", ""},
};

}  // namespace

TEST_CASE("records of the collections give their text, wherever it stands", "[part1-06]") {
  for (const auto& example : record_cases) {
    INFO(example.what);
    const auto sink = read_bytes(Format::trec, example.record);
    CHECK(sink.rejects.empty());
    REQUIRE(sink.documents.size() == 1);
    const Document& document = sink.documents[0];
    CHECK(document.title == example.title);
    CHECK(document.text == example.text);
    CHECK(to_string(document.date) == example.date);
    CHECK(document.extra_json == example.extra);
  }
}

TEST_CASE("elements of any length are text", "[part1-06]") {
  std::string story;
  for (int i = 0; i < 2000; ++i)
    story += "<P>The ferry board met, day " + std::to_string(i) + ".</P>\n";
  const auto sink = read_bytes(Format::trec, "<DOC><DOCNO>L-1</DOCNO><BODY>" + story +
                                                 "</BODY><ANNEX>" + story + "</ANNEX></DOC>");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text.find("day 1999.") != std::string::npos);
  CHECK(sink.documents[0].text.size() > 100'000);
  CHECK(sink.documents[0].extra_json.empty());
}

TEST_CASE("a remark too long for one is text", "[part1-06]") {
  const std::string words(700, 'w');
  const auto sink = read_bytes(
      Format::trec, "<DOC><DOCNO>R-1</DOCNO><SECTION>" + words + "</SECTION><TEXT>t</TEXT></DOC>");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text == words + "\n\nt");
}

TEST_CASE("a page that is not well-formed, or no HTML at all, is read", "[part1-06]") {
  const auto sink = read_bytes(
      Format::trec,
      "<DOC><DOCNO>P-1</DOCNO><DOCHDR>\nhttp://a.example/\n</DOCHDR>\n<title>Boats</title>"
      "<table><tr><td>Odesa<td>4<tr><td>Izmir<td>5</table>Caf&eacute; <b>har</b>bour <p>x &lt; y"
      "<script>if (a</b) c();</script>\n</DOC>\n"
      "<DOC><DOCNO>P-2</DOCNO><DOCHDR>\nhttp://a.example/b.txt\n</DOCHDR>\nPlain "
      "words.\n\nMore.\n</DOC>\n"
      "<DOC><DOCNO>P-3</DOCNO>\n<!doctype html>\n<html lang=en><head><title>Title &mdash; "
      "here</title>"
      "</head><body>Words<br>more</body></html>\n</DOC>");
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 3);
  CHECK(sink.documents[0].title == "Boats");
  CHECK(to_single_line(sink.documents[0].text) == "Odesa 4 Izmir 5 Café harbour x < y");
  CHECK(sink.documents[1].text == "Plain words.\n\nMore.");
  CHECK(sink.documents[1].url == "http://a.example/b.txt");
  CHECK(sink.documents[2].title == "Title — here");
  CHECK(sink.documents[2].text == "Words\nmore");
}

TEST_CASE("pages of the web are read after their header", "[part1-06]") {
  const auto sink = read_bytes(
      Format::trec,
      "<DOC>\n<DOCNO>GX000-00-0000001</DOCNO>\n<DOCHDR>\nhttp://www.example.gov/a?b=1\nHTTP/1.1 "
      "200 "
      "OK\nDate: Tue, 14 May 2024 10:00:00 GMT\nLast-Modified: Mon, 13 May 2024 09:00:00 GMT\n"
      "Content-Type: text/html\n</DOCHDR>\n<html><head><title>Harbour &amp; board</title><style>p "
      "> a {}"
      "</style></head><body><p>The ferry board met <b>today</b>.<p>Twice.<script>x < y;</script>"
      "</body></html>\n</DOC>\n"
      "<DOC><DOCNO>WTX001-B01-1</DOCNO><DOCOLDNO>IA001</DOCOLDNO><DOCHDR>http://example.com:80/"
      "x.html "
      "192.0.2.1 19970108121512 text/html 521\nHTTP/1.0 200 OK\n</DOCHDR>\n<h1>Boats</h1>They "
      "sail.\n</DOC>");
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 2);
  const Document& page = sink.documents[0];
  CHECK(page.title == "Harbour & board");
  CHECK(page.text == "The ferry board met today.\n\nTwice.");
  CHECK(page.url == "http://www.example.gov/a?b=1");
  CHECK(to_string(page.date) == "2024-05-13T09:00:00Z");
  const Document& old = sink.documents[1];
  CHECK(old.key == "WTX001-B01-1");
  CHECK(old.url == "http://example.com:80/x.html");
  CHECK(to_string(old.date) == "1997-01-08");
  CHECK(old.text == "Boats\n\nThey sail.");
  CHECK(old.extra_json == R"x({"docoldno":"IA001"})x");
}
