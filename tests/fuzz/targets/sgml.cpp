#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_sgml(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes[0]);
  const Format format = choice % 2 == 0 ? Format::trec : Format::reuters;
  read_both_ways(format, bytes.substr(1), 1 + choice / 2);
}

std::vector<std::string> sgml_examples() {
  return {
      "0<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<HEAD>A title</HEAD>\n<TEXT>\nOne &amp; "
      "two.\n\nThree.\n</TEXT>\n</DOC>\n",
      "0<DOC><DOCNO>FT911-1</DOCNO><DATE>910514</DATE><HEADLINE>FT  14 MAY 91 / "
      "H</HEADLINE><TEXT>t</TEXT></DOC>",
      "2<DOC><DOCNO>LA010189-0001</DOCNO><DATE><P>January 1, "
      "1989</P></DATE><TEXT><P>a</P><P>b</P></TEXT></DOC><DOC><DOCNO>2</DOCNO></DOC>",
      "4<DOC><DOCNO>x</DOCNO><TEXT>never closed",
      "6<DOC><TEXT>no name</TEXT></DOC>",
      "8<doc><docno>lower</docno><text>&#65;&#x41;&#xD800;&#99999999;&nosuch;&amp</text></doc>",
      "0<DOC><DOCNO>a</DOCNO><TEXT><![CDATA[x]]><!-- <DOC> --></TEXT></DOC>",
      "2<DOC><DOC><DOCNO>nested</DOCNO></DOC></DOC>",
      "1<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" "
      "NEWID=\"1\">\n<DATE>26-FEB-1987 "
      "15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n<PLACES><D>usa</D></"
      "PLACES>\n<TEXT>&#2;\n<TITLE>TITLE</TITLE>\n<DATELINE>    SALVADOR, Feb 26 - "
      "</DATELINE><BODY>Showers\n    continued. Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n",
      "3<REUTERS NEWID=2 OLDID='3'><DATE> 1-MAR-1987</DATE><TEXT "
      "TYPE=\"UNPROC\">&#2;raw\n&#3;</TEXT></REUTERS>",
      "5<REUTERS NEWID=\"3\"><TEXT TYPE=\"BRIEF\"><TITLE>Brief &lt;ABC> "
      "Corp</TITLE></TEXT></REUTERS>",
      "7<REUTERS><TEXT><BODY>no id</BODY></TEXT></REUTERS>",
      "9<REUTERS NEWID=\"4\"><TEXT><BODY>cut <REUTERS "
      "NEWID=\"5\"><TEXT><BODY>b</BODY></TEXT></REUTERS>",
      "1<REUTERS NEWID=\"6\"" + std::string(5000, ' ') + "><TEXT><BODY>b</BODY></TEXT></REUTERS>",
      "\x7f<DOC><DOCNO>" + std::string(2000, 'k') + "</DOCNO><TEXT>" + std::string(5000, 't') +
          "</TEXT></DOC>",
  };
}

}  // namespace dateline::fuzz
