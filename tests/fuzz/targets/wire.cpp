#include <array>

#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {
namespace {

constexpr std::array formats{Format::nitf,       Format::newsml, Format::newsml_g2, Format::rcv1,
                             Format::agency_xml, Format::alto,   Format::iptc7901,  Format::anpa,
                             Format::ninjs,      Format::ap,     Format::json_feed};

}  // namespace

void run_wire(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes[0]);
  read_both_ways(formats[choice % formats.size()], bytes.substr(1), 1 + choice / formats.size());
}

/// The first byte names the format: 11 of them, from 'B' on.
std::vector<std::string> wire_examples() {
  return {
      "B<nitf><head><docdata><doc-id id-string='1'/><date.issue norm='20240514T000000Z'/></docdata>"
      "</head><body><body.head><hedline><hl1>T</hl1></hedline><byline>By A</byline></body.head>"
      "<body.content><p>One <person>B</person>.</p></body.content></body></nitf>",
      "C<NewsML><NewsItem><PublicIdentifier>1</PublicIdentifier><NewsComponent><Role "
      "FormalName='Main'/><NewsLines><HeadLine>T</HeadLine></NewsLines><ContentItem><DataContent>A"
      "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
      "D<newsMessage><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='1'><contentMeta>"
      "<headline>T</headline><contentCreated>2024</contentCreated></contentMeta><contentSet>"
      "<inlineXML><html><body><p>A</p></body></html></inlineXML></contentSet></"
      "newsItem><packageItem/>",
      "E<newsitem itemid='1' "
      "date='1997-02-03'><headline>T</headline><text><p>A</p></text></newsitem>",
      "F<?xml version='1.0'?><article><title>T</title><body>&lt;p&gt;A</body></article>",
      "G<alto><TextBlock ID='a'><TextLine><String CONTENT='A' SUBS_TYPE='HypPart1' "
      "SUBS_CONTENT='AB'/><HYP/></TextLine><TextLine><String CONTENT='B' SUBS_TYPE='HypPart2'/>",
      "H\x01"
      "abc0124 3 i 93 quay\n\x02T =\nOne.\n141000 GMT May 24\n\x03\x04",
      "I\x16\x01V4644\x1f\n\x02^Slug<\n^T<\n\tOne ``A''.\n\x03"
      "AP-WF-02-10-24 0423GMT\x04",
      R"(J{"guid":"1","versioncreated":"2024-05-14","headline":"T","body_html":"<p>A"})",
      R"(K{"api_version":"1","data":{"items":[{"item":{"uri":"1","headline":"T"}}]}})",
      R"(L{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"<p>A"}]})",
  };
}

}  // namespace dateline::fuzz
