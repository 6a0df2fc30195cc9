// Wires and archives of agencies: XML, JSON and the text of teleprinters.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;

namespace {

Document one(Format format, const std::string& bytes) {
  const auto sink = test::read_bytes(format, bytes);
  REQUIRE(sink.documents.size() == 1);
  return sink.documents[0];
}

std::string nitf(const std::string& docdata) {
  return "<?xml version='1.0'?><nitf baselang='en'><head><title>In the head</title><docdata>"
         "<doc-id id-string='Q.1'/>" +
         docdata +
         "<key-list><keyword key='ferries'/></key-list></docdata></head><body><body.head><hedline>"
         "<hl1>Ferry sails</hl1></hedline><byline>By Jane Doe</byline><distributor>The Quay"
         "</distributor><dateline><location>Odesa</location></dateline></body.head><body.content>"
         "<p>It left <location>Odesa</location> at noon.</p><hl2>Later</hl2><p>It arrived.</p>"
         "<media><media-caption>A ship</media-caption></media></body.content></body></nitf>";
}

std::string nitf_date(const std::string& docdata) {
  return to_string(one(Format::nitf, nitf(docdata)).date);
}

std::string g2(const std::string& meta, const std::string& content) {
  return "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:1' "
         "xml:lang='en'><itemMeta>"
         "<itemClass qcode='ninat:text'/><provider qcode='p:Quay'/>"
         "<versionCreated>2024-05-14T12:00:00+02:00</versionCreated></itemMeta><contentMeta>" +
         meta + "</contentMeta><contentSet>" + content + "</contentSet></newsItem>";
}

}  // namespace

TEST_CASE("a story of NITF") {
  const Document document = one(Format::nitf, nitf("<date.issue norm='20240514T100000+0300'/>"));
  CHECK(document.key == "Q.1");
  CHECK(document.title == "Ferry sails");
  CHECK(document.text == "It left Odesa at noon.\n\nLater\n\nIt arrived.");
  CHECK(document.authors == std::vector<std::string>{"By Jane Doe"});
  CHECK(document.source == "The Quay");
  CHECK(document.language == "en");
  CHECK(document.tags == std::vector<std::string>{"ferries"});
  CHECK(document.extra_json == R"({"dateline":"Odesa"})");
  CHECK(to_string(document.date) == "2024-05-14T07:00:00Z");
}

TEST_CASE("midnight in NITF means that no time is known") {
  CHECK(nitf_date("<date.issue norm='20240514T000000+0300'/>") == "2024-05-14");
  CHECK(nitf_date("<date.issue norm='20240514T000000Z'/>") == "2024-05-14");
  CHECK(nitf_date("<date.issue norm='2024-05-14T00:00:00-05:00'/>") == "2024-05-14");
  CHECK(nitf_date("<pubdata date.publication='20240514000000'/>") == "2024-05-14");
  CHECK(nitf_date("<date.issue norm='20240514T000001Z'/>") == "2024-05-14T00:00:01Z");
  CHECK(nitf_date("<date.release norm='20240514'/>") == "2024-05-14");
  CHECK(nitf_date("<date.issue norm=''/><date.release norm='2024-05'/>") == "2024-05");
  CHECK(nitf_date("") == "");
}

TEST_CASE("NewsML 1: the story is what has its role, each item is a document") {
  const auto item = [](const std::string& id, const std::string& components) {
    return "<NewsItem xml:lang='fr'><Identification><NewsIdentifier><ProviderId>quay.example"
           "</ProviderId><PublicIdentifier>" +
           id +
           "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
           "<FirstCreated>20240514T080000Z</FirstCreated>"
           "<ThisRevisionCreated>20240514T100000+0200</ThisRevisionCreated></NewsManagement>" +
           components + "</NewsItem>";
  };
  const std::string story =
      "<NewsComponent><NewsLines><HeadLine>Le ferry</HeadLine><DateLine>Odesa</DateLine>"
      "<ByLine>Ada Brandt</ByLine><KeywordLine>ports</KeywordLine></NewsLines>"
      "<NewsComponent><Role FormalName='Main'/><ContentItem><DataContent><nitf><body>"
      "<body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf></DataContent></"
      "ContentItem>"
      "</NewsComponent><NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>"
      "<p>Photo</p></DataContent></ContentItem></NewsComponent></NewsComponent>";
  const std::string caption =
      "<NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>Only this."
      "</DataContent></ContentItem></NewsComponent>";
  const auto sink = test::read_bytes(
      Format::newsml, "<NewsML>" + item("urn:1", story) + item("urn:2", caption) + "</NewsML>");
  REQUIRE(sink.documents.size() == 2);
  const Document& document = sink.documents[0];
  CHECK(document.key == "urn:1");
  CHECK(document.title == "Le ferry");
  CHECK(document.text == "Un.\n\nDeux.");
  CHECK(document.source == "quay.example");
  CHECK(document.language == "fr");
  CHECK(document.authors == std::vector<std::string>{"Ada Brandt"});
  CHECK(document.tags == std::vector<std::string>{"ports"});
  CHECK(to_string(document.date) == "2024-05-14T08:00:00Z");
  CHECK(sink.documents[1].text == "Only this.");
}

TEST_CASE("NewsML-G2: content, metadata, dates with and without a zone, truncated ones") {
  const Document document = one(
      Format::newsml_g2,
      g2("<contentCreated>2024-05-14T10:00:00</contentCreated><by>Ada Brandt</by>"
         "<language tag='de'/><headline> </headline><headline>Die Fähre</headline>"
         "<dateline>Odesa</dateline><slugline>FERRY</slugline><keyword>Hafen</keyword>"
         "<subject><name>Verkehr</name></subject><subject qcode='a:1'/>",
         "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>"
         "<p>Eins.</p><p>Zwei.</p></body></html></inlineXML>"));
  CHECK(document.key == "urn:1");
  CHECK(document.title == "Die Fähre");
  CHECK(document.text == "Eins.\n\nZwei.");
  CHECK(document.source == "Quay");
  CHECK(document.language == "de");
  CHECK(document.authors == std::vector<std::string>{"Ada Brandt"});
  CHECK(document.tags == std::vector<std::string>{"Hafen", "Verkehr"});
  CHECK(to_string(document.date) == "2024-05-14T10:00:00Z");
  const auto date = [](const std::string& created) {
    return to_string(
        one(Format::newsml_g2,
            g2("<headline>T</headline><contentCreated>" + created + "</contentCreated>", ""))
            .date);
  };
  CHECK(date("2024-05") == "2024-05");
  CHECK(date("2024") == "2024");
  CHECK(date("") == "2024-05-14T10:00:00Z");
}

TEST_CASE("NewsML-G2: messages, packages, and what is not news") {
  const std::string bytes =
      "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>" +
      g2("<headline>A</headline>", "<inlineData contenttype='text/plain'>Words.</inlineData>") +
      "<packageItem "
      "guid='urn:2'><contentMeta><headline>Top</headline></contentMeta><groupSet><group>"
      "<itemRef residref='urn:1'><title>A</title></itemRef><itemRef><title>B</title></itemRef>"
      "</group></groupSet></packageItem><conceptItem guid='urn:3'/></itemSet></newsMessage>";
  const auto sink = test::read_bytes(Format::newsml_g2, bytes);
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].text == "Words.");
  CHECK(sink.documents[1].title == "Top");
  CHECK(sink.documents[1].text == "A\nB");
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].detail == "a <conceptitem> is not news");
}

TEST_CASE("an item of the Reuters corpora") {
  const Document document = one(
      Format::rcv1,
      "<?xml version='1.0'?><newsitem itemid='7' date='1997-02-03' xml:lang='en'><title>TURKEY: T."
      "</title><headline>T.</headline><byline>Deniz "
      "Kaya</byline><dateline>ISTANBUL</dateline><text>"
      "<p>One.</p><p>Two.</p></text><metadata><codes class='bip:topics:1.0'><code code='GCAT'/>"
      "</codes><codes class='bip:countries:1.0'><code code='TURK'/></codes>"
      "<dc element='dc.publisher' value='Quay'/></metadata></newsitem>");
  CHECK(document.key == "7");
  CHECK(document.title == "T.");
  CHECK(document.text == "One.\n\nTwo.");
  CHECK(document.tags == std::vector<std::string>{"GCAT"});
  CHECK(document.extra_json == R"({"dateline":"ISTANBUL","countries":["TURK"]})");
  CHECK(to_string(document.date) == "1997-02-03");
}

TEST_CASE("XML that follows no standard") {
  const auto sink = test::read_bytes(
      Format::agency_xml,
      "<?xml version='1.0'?><articles><article><article_id>1</article_id><Titel>T</Titel>"
      "<Pub-Date>2024-05-14</Pub-Date><Body>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</Body>"
      "<byLine>Ada</byLine></article><article><headline/><strapline>S</strapline></article></"
      "articles>");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].key == "1");
  CHECK(sink.documents[0].title == "T");
  CHECK(sink.documents[0].text == "One.\n\nTwo.");
  CHECK(to_string(sink.documents[0].date) == "2024-05-14");
  CHECK(sink.documents[1].title == "S");
}

TEST_CASE("ninjs, versions 1 to 3, alone, in a list and in lines") {
  const std::string first =
      R"({"guid":"urn:1","uri":"https://a.example/1","versioncreated":"2024-05-14T10:00:00+0200",)"
      R"("headline":"T","body_html":"<p>A</p><p>B</p>","byline":"Ada","language":"de",)"
      R"("subject":[{"name":"ports"}],"source":"Quay","urgency":3})";
  const Document document = one(Format::ninjs, first);
  CHECK(document.key == "urn:1");
  CHECK(document.text == "A\n\nB");
  CHECK(document.authors == std::vector<std::string>{"Ada"});
  CHECK(document.tags == std::vector<std::string>{"ports"});
  CHECK(to_string(document.date) == "2024-05-14T08:00:00Z");
  const Document third =
      one(Format::ninjs,
          R"({"uri":"u","firstCreated":"2024-05-13T00:00:00Z",)"
          R"("versionCreated":"2024-05-14T10:00:00Z","headlines":[{"role":"x","value":""},)"
          R"({"value":"T"}],"bodies":[{"contenttype":"text/html","value":"<p>A</p>"}]})");
  CHECK(third.title == "T");
  CHECK(third.text == "A");
  CHECK(to_string(third.date) == "2024-05-14T10:00:00Z");
  CHECK(test::read_bytes(Format::ninjs, "[" + first + ",\n" + first + "]").documents.size() == 2);
  CHECK(test::read_bytes(Format::ninjs, first + "\n" + first + "\n").documents.size() == 2);
  CHECK(test::read_bytes(Format::ninjs, R"({"a":1})").rejects.size() == 1);
}

TEST_CASE("items of AP's Media API, one and a list") {
  const std::string item =
      R"({"uri":"https://a.example/1","headline":"T","description_caption":"A ship.","language":"en",)"
      R"("firstcreated":"2024-05-13T00:00:00Z","versioncreated":"2024-05-14T10:00:00Z",)"
      R"("bylines":[{"by":"Ada"}],"provider":"AP"})";
  const Document document =
      one(Format::ap, R"({"api_version":"2.1","data":{"item":)" + item + "}}");
  CHECK(document.key == "https://a.example/1");
  CHECK(document.text == "A ship.");
  CHECK(document.authors == std::vector<std::string>{"Ada"});
  CHECK(to_string(document.date) == "2024-05-14T10:00:00Z");
  const auto sink =
      test::read_bytes(Format::ap, R"({"api_version":"2","data":{"items":[{"item":)" + item +
                                       R"(},{"meta":1},{"item":)" + item + "}]}}");
  CHECK(sink.documents.size() == 2);
}

TEST_CASE("IPTC 7901") {
  const std::string message =
      "\x01"
      "abc0124 3 i 93  quay 1888\r\n\r\nFerries/\r\n\x02"
      "EXTRA\r\nFerry sails\r\nto Odesa =\r\n\r\n"
      "Odesa (quay) - It left\r\nat noon.\r\n\r\nIt arrived.\r\n\r\n141000 GMT May 24\r\n\x03\x04";
  const auto sink = test::read_bytes(Format::iptc7901, message + message);
  REQUIRE(sink.documents.size() == 2);
  const Document& document = sink.documents[0];
  CHECK(document.key == "news#1");
  CHECK(document.title == "Ferry sails to Odesa");
  CHECK(document.text == "Odesa (quay) - It left\nat noon.\n\nIt arrived.");
  CHECK(document.source == "quay");
  CHECK(to_string(document.date) == "2024-05-14T10:00:00Z");
  CHECK(sink.positions[1].offset == message.size());
}

TEST_CASE("ANPA 1312") {
  const Document document = one(
      Format::anpa,
      "\x16\x16\x01V4644\x1F-----\r\nr e\x11\x13 AP-Ferry  02-09 0121\r\n\x02^BC-Ferry,12<\r\n"
      "^Ferry sails<\r\n^Eds: With photo.<\r\n^By JANE DOE=\r\n\t   ODESA (AP) _ It ``left'' at\r\n"
      "noon.\r\n\t   It arrived.\r\n\x03"
      "AP-WF-02-10-24 0423GMT<\r\n\x04");
  CHECK(document.title == "Ferry sails");
  CHECK(document.authors == std::vector<std::string>{"By JANE DOE"});
  CHECK(document.text == "ODESA (AP) _ It \"left\" at\nnoon.\n\nIt arrived.");
  CHECK(to_string(document.date) == "2024-02-10T04:23:00Z");
}

namespace {

constexpr const char* page =
    "<alto xmlns='http://www.loc.gov/standards/alto/ns-v2#'><Layout><Page><PrintSpace>"
    "<TextBlock ID='B1'><TextLine><String CONTENT='Neuer'/><SP/><String "
    "CONTENT='Dampfer'/></TextLine>"
    "</TextBlock><TextBlock ID='B2'><TextLine><String CONTENT='Die'/><SP/>"
    "<String CONTENT='Schiff' SUBS_TYPE='HypPart1' SUBS_CONTENT='Schiffahrt'/><HYP CONTENT='-'/>"
    "</TextLine><TextLine><String CONTENT='ahrt' SUBS_TYPE='HypPart2' "
    "SUBS_CONTENT='Schiffahrt'/><SP/>"
    "<String CONTENT='be'/><HYP CONTENT='-'/></TextLine><TextLine><String "
    "CONTENT='ginnt.'/></TextLine>"
    "</TextBlock></PrintSpace></Page></Layout></alto>";

std::string mets(const std::string& href) {
  return "<mets xmlns='http://www.loc.gov/METS/' xmlns:mods='http://www.loc.gov/mods/v3' "
         "xmlns:xlink='http://www.w3.org/1999/xlink' OBJID='hb-1'><dmdSec ID='D0'><mods:mods>"
         "<mods:titleInfo><mods:title>Der Hafenbote</mods:title></mods:titleInfo><mods:originInfo>"
         "<mods:dateIssued>1908-03-14</mods:dateIssued></mods:originInfo></mods:mods></dmdSec>"
         "<fileSec><fileGrp><file ID='F1'><FLocat xlink:href='" +
         href +
         "'/></file></fileGrp></fileSec><structMap TYPE='PHYSICAL'/><structMap TYPE='LOGICAL'>"
         "<div TYPE='ARTICLE' ID='A1'><div TYPE='HEADING'><fptr><area FILEID='F1' "
         "BEGIN='B1'/></fptr>"
         "</div><div TYPE='BODY'><fptr><area FILEID='F1' BEGIN='B2'/></fptr></div></div>"
         "</structMap></mets>";
}

test::CollectingSink read_folder(const std::filesystem::path& folder) {
  test::CollectingSink sink;
  REQUIRE(read_paths({folder.string()}, {}, sink));
  return sink;
}

}  // namespace

TEST_CASE("a page of ALTO has whole words") {
  CHECK(one(Format::alto, page).text == "Neuer Dampfer\n\nDie Schiffahrt beginnt.");
  CHECK(test::read_bytes(Format::alto, "<alto/>").rejects.size() == 1);
}

TEST_CASE("METS makes articles of pages, which are then no documents themselves") {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "alto");
  test::write_file(folder.path() / "issue-mets.xml", mets("file://./alto/1.xml"));
  test::write_file(folder.path() / "alto/1.xml", page);
  const auto sink = read_folder(folder.path());
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.key == "hb-1#A1");
  CHECK(document.title == "Neuer Dampfer");
  CHECK(document.text == "Die Schiffahrt beginnt.");
  CHECK(document.source == "Der Hafenbote");
  CHECK(to_string(document.date) == "1908-03-14");
  CHECK(sink.left_out_counts.all() == 1);
}

TEST_CASE("METS reads no files but those beside it") {
  for (const char* const href : {"../secret.xml", "/etc/passwd", "file:///etc/passwd",
                                 "https://a.example/1.xml", "alto/../../secret.xml", "gone.xml"}) {
    CAPTURE(href);
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "issue");
    test::write_file(folder.path() / "secret.xml", page);
    test::write_file(folder.path() / "issue/mets.xml", mets(href));
    test::CollectingSink sink;
    REQUIRE(read_paths({(folder.path() / "issue").string()}, {}, sink));
    CHECK(sink.documents.empty());
    CHECK_FALSE(sink.rejects.empty());
  }
}

TEST_CASE("broken wires are rejects with a reason") {
  struct Case {
    Format format;
    const char* name;
    std::string bytes;
    std::size_t documents;
    std::size_t rejects;
  };
  const std::vector<Case> cases{
      {Format::nitf, "cut off", "<nitf><body><body.content><p>A", 0, 1},
      {Format::nitf, "empty", "", 0, 1},
      {Format::nitf, "another root", "<other/>", 0, 1},
      {Format::nitf, "no words", "<nitf><head/></nitf>", 0, 1},
      {Format::nitf, "tags that are not closed",
       "<nitf><body><body.head><hedline><hl1>T</hedline></body.head><body.content><p>A<p>B</nitf>",
       1, 0},
      {Format::newsml, "no item", "<NewsML><NewsEnvelope/></NewsML>", 0, 1},
      {Format::newsml, "an empty item", "<NewsML><NewsItem/></NewsML>", 0, 1},
      {Format::newsml_g2, "no item", "<newsMessage><itemSet/></newsMessage>", 0, 1},
      {Format::newsml_g2, "a bomb",
       "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><newsItem guid='1'><contentMeta>"
       "<headline>&b;</headline></contentMeta></newsItem>",
       1, 0},
      {Format::rcv1, "no end", "<newsitem itemid='1'><headline>A</headline>", 0, 1},
      {Format::agency_xml, "no article", "<?xml version='1.0'?><x/>", 0, 1},
      {Format::ninjs, "cut off", R"({"guid":"1","headline":"T)", 0, 1},
      {Format::ninjs, "not JSON", "guid: 1", 0, 1},
      {Format::ap, "no items", R"({"api_version":"1","data":{}})", 0, 0},
      {Format::ap, "something else", R"({"a":{}})", 0, 1},
      {Format::iptc7901, "only a header", "abc0124 3 i 93\n", 0, 1},
      {Format::anpa, "only controls", "\x16\x16\x01\x02\x03\x04", 0, 1},
      {Format::alto, "cut off", "<alto><Layout>", 0, 1},
      {Format::mets, "no articles", "<mets><structMap TYPE='LOGICAL'/></mets>", 0, 1},
  };
  for (const Case& each : cases)
    for (const std::size_t chunk : {1u, 4096u}) {
      CAPTURE(each.name, chunk);
      const auto sink = test::read_bytes(each.format, each.bytes, {}, chunk);
      CHECK(sink.documents.size() == each.documents);
      CHECK(sink.rejects.size() == each.rejects);
      for (const Reject& reject : sink.rejects) CHECK_FALSE(reject.detail.empty());
    }
}
