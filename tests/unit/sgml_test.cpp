#include "indexer/readers/sgml.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "indexer/readers/base/record_splitter.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "tests/support/cpu_clock.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;

namespace {

struct Found {
  Record::State state;
  std::string bytes;
  std::uint64_t line;
  std::uint64_t offset;
  friend bool operator==(const Found&, const Found&) = default;
};

std::vector<Found> split(const std::string& bytes, std::size_t limit, std::size_t chunk) {
  test::ChunkedSource source(bytes, chunk);
  RecordSplitter splitter(source, "doc", limit);
  std::vector<Found> records;
  Record record;
  while (splitter.next(record).value())
    records.push_back({record.state, std::string(record.bytes), record.line, record.offset});
  return records;
}

}  // namespace

TEST_CASE("entities become their characters") {
  const std::pair<const char*, const char*> cases[] = {
      {"a &lt;b&gt; &amp; c", "a <b> & c"},
      {"&quot;&apos;&nbsp;", "\"'\u00A0"},
      {"&eacute;&Eacute;&szlig;&mdash;", "éÉß—"},
      {"&#65;&#x42;&#X43;", "ABC"},
      {"&#146;&#150;", "’–"},
      {"&#2;&#3;&#0;&#127;&#31;", ""},
      {"&#10;&#9;", "\n\t"},
      {"&#xD800;&#x110000;&#99999999999;", "\uFFFD\uFFFD\uFFFD"},
      {"&unknown; & AT&T &; &#; &#x; &#12x;", "&unknown; & AT&T &; &#; &#x; &#12x;"},
      {"&lt", "&lt"},
      {"&amp;lt;", "&lt;"},
      {"&&lt;", "&<"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(sgml::decode_entities(text) == expected);
  }
}

TEST_CASE("a tag is a name in angle brackets, and other brackets are text") {
  const auto tag = sgml::next_tag("1 < 2 <3> <DOC a=\"b\"> x", 0);
  REQUIRE(tag);
  CHECK(tag->name == "DOC");
  CHECK(tag->begin == 10);
  CHECK_FALSE(tag->closing);
  CHECK(sgml::next_tag("</P>", 0)->closing);
  CHECK(sgml::next_tag("<!-- x -->", 0)->name.empty());
  CHECK_FALSE(sgml::next_tag("<a <b <c", 0));
  CHECK_FALSE(sgml::next_tag("<a " + std::string(5000, 'x') + ">", 0));
}

TEST_CASE("angle brackets that are not tags are text", "[part1-07]") {
  const std::pair<const char*, const char*> cases[] = {
      {"Write to <editor@metro.example> or <https://metro.example/tips>.",
       "Write to <editor@metro.example> or <https://metro.example/tips>."},
      {"see <http://a.example> and <mailto:x@y.example>",
       "see <http://a.example> and <mailto:x@y.example>"},
      {"Rates: A<B and C>D.", "Rates: A<B and C>D."},
      {"x <y and z>", "x <y and z>"},
      {"3 < 4 > 2, <-, <3, a<b", "3 < 4 > 2, <-, <3, a<b"},
      {"press <enter> to go on", "press <enter> to go on"},
      {"open <file.txt>, then <save>", "open <file.txt>, then <save>"},
      {"<Jane Doe> said", "<Jane Doe> said"},
      {"she <laughs>said</laughs> so", "she said so"},
      {"<person id=\"7\">Doe</person> spoke", "Doe spoke"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(sgml::plain_text(text) == expected);
  }
}

TEST_CASE("elements that are not part of a line separate words", "[part1-07]") {
  for (const char* const name :
       {"div", "p",          "td",      "th",    "tr",         "li",      "h1", "h2",
        "h3",  "h4",         "h5",      "h6",    "blockquote", "section", "dd", "dt",
        "pre", "figcaption", "caption", "TABLE", "center",     "HEADLINE"}) {
    const std::string tag = name;
    INFO(tag);
    CHECK(to_single_line(sgml::plain_text("one<" + tag + ">two</" + tag + ">three")) ==
          "one two three");
  }
  for (const char* const tag : {"<br>", "<BR/>", "<br />", "<hr>", "<hr noshade size=1>"})
    CHECK(to_single_line(sgml::plain_text(std::string("one") + tag + "two")) == "one two");
  CHECK(to_single_line(sgml::plain_text("har<b>bour</b> <i>b</i>oard<a href=x>s</a>")) ==
        "harbour boards");
  CHECK(to_single_line(sgml::plain_text(
            "<table><tr><th>Port</th><th>Ferries</th></tr><tr><td>Odesa</td><td>4</td></tr>")) ==
        "Port Ferries Odesa 4");
}

TEST_CASE("CDATA is text, comments and scripts are not, and quoted values hold anything",
          "[part1-07]") {
  CHECK(sgml::plain_text("a <![CDATA[b <c> &amp; d]]> e") == "a b <c> &amp; d e");
  CHECK(sgml::plain_text("a <!-- b > <p> c -->d") == "a d");
  CHECK(sgml::plain_text("a <script>if (x < y) z();</script>b<style>p > a {}</style>") == "a b");
  CHECK(sgml::plain_text("<a title=\"x > y\" href='<b>'>link</a>") == "link");
  CHECK(sgml::plain_text("<img alt=\"" + std::string(5000, 'x') + "\">end") == "end");
  CHECK(sgml::plain_text("<![CDATA[ never closed") == "<![CDATA[ never closed");
}

TEST_CASE("hostile brackets take linear time", "[part1-07]") {
  for (const char* const piece :
       {"<", "<a ", "<a b=\"", "<!--", "<![CDATA[", "<a b='c' ", "</", "<x>"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    const auto start = test::CpuClock::now();
    CHECK_FALSE(sgml::plain_text(text).size() > text.size());
    CHECK(test::CpuClock::now() - start < std::chrono::seconds(20));
  }
}

TEST_CASE("attributes are found in any case and with any quotation marks") {
  const std::string_view attributes =
      R"( TOPICS="YES" newid='7' plain=x  empty="" flag last = "z")";
  CHECK(sgml::attribute(attributes, "topics") == "YES");
  CHECK(sgml::attribute(attributes, "NEWID") == "7");
  CHECK(sgml::attribute(attributes, "plain") == "x");
  CHECK(sgml::attribute(attributes, "empty") == "");
  CHECK(sgml::attribute(attributes, "last") == "z");
  CHECK_FALSE(sgml::attribute(attributes, "YES"));
  CHECK_FALSE(sgml::attribute(attributes, "flag"));
  CHECK(sgml::attribute("a=\"open", "a") == "open");
  CHECK_FALSE(sgml::attribute("=== a", "a"));
}

TEST_CASE("an element ends at its end tag or with the text") {
  CHECK(sgml::TaggedText("<A>x</A><B>y</B>").element("b") == "y");
  CHECK(sgml::TaggedText("<A>x<B>y").element("B") == "y");
  CHECK(sgml::TaggedText("<A>x</A>").element("C").empty());
  CHECK(sgml::TaggedText("</A>z<A>x</A>").element("a") == "x");
}

TEST_CASE("plain text has paragraphs and lines but no tags") {
  CHECK(sgml::plain_text("<P>one &amp; only</P><P>two<BR>three <I>x</I></P>") ==
        "\n\none & only\n\n\n\ntwo\nthree x\n\n");
}

TEST_CASE("records are found whatever lies between them and however they come in") {
  const std::string bytes =
      "<?xml?>\n<DATA>\n<DOC>\n<DOCNO>1</DOCNO></DOC>junk<doc id=2>\nx</Doc >\n</DATA><DOC>3</DOC>";
  const std::vector<Found> expected{
      {Record::State::complete, "<DOC>\n<DOCNO>1</DOCNO></DOC>", 3, bytes.find("<DOC>")},
      {Record::State::stray, "", 4, bytes.find("junk")},
      {Record::State::complete, "<doc id=2>\nx</Doc", 4, bytes.find("<doc")},
      {Record::State::complete, "<DOC>3</DOC>", 6, bytes.find("<DOC>3")},
  };
  for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
    CAPTURE(chunk);
    CHECK(split(bytes, 1000, chunk) == expected);
  }
}

TEST_CASE("text that is in no record is reported, once for each gap", "[part1-06]") {
  struct Gap {
    const char* bytes;
    const char* first;  ///< of the text; empty: there is none
  };
  const Gap gaps[] = {
      {"<DOC>1</DOC>\n\n<DOC>2</DOC>\n", ""},
      {"<!DOCTYPE x SYSTEM \"x.dtd\">\n<!-- a remark -->\n<DOC>1</DOC></all>\x1A", ""},
      {"<DOC>1</DOC >\n<DOC>2</DOC>", ""},
      {"<DOC>1</DOC> lost words, and more\n of them <DOC>2</DOC>", "lost"},
      {"<DOC>the tag </DOC> inside a line</DOC>\n<DOC>2</DOC>", "inside"},
      {"<DOC>1</DOC>\n5 < 6\n", "5 <"},
      {"<DOC>1</DOC>\n< 6", "< 6"},
      {"From: x\n<DOC>1</DOC>", "From"},
  };
  for (const Gap& gap : gaps) {
    const std::string bytes = gap.bytes;
    for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
      CAPTURE(bytes, chunk);
      std::vector<Found> stray;
      for (const Found& record : split(bytes, 1000, chunk))
        if (record.state == Record::State::stray) stray.push_back(record);
      REQUIRE(stray.size() == (*gap.first == '\0' ? 0u : 1u));
      if (stray.empty()) continue;
      const std::size_t place = bytes.find(gap.first) + (*gap.first == '<' ? 1 : 0);
      CHECK(stray[0].offset == place);
    }
  }
}

TEST_CASE("a record without its end tag is cut off, and the next one is read") {
  const std::string bytes = "<DOC>one <DOC>two</DOC> <DOC>three";
  for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
    CAPTURE(chunk);
    const auto records = split(bytes, 1000, chunk);
    REQUIRE(records.size() == 3);
    CHECK(records[0].state == Record::State::cut_off);
    CHECK(records[1] ==
          Found{Record::State::complete, "<DOC>two</DOC>", 1, bytes.find("<DOC>two")});
    CHECK(records[2].state == Record::State::cut_off);
    CHECK(records[2].offset == bytes.find("<DOC>three"));
  }
}

TEST_CASE("a record over the limit is skipped") {
  const std::string bytes = "<DOC>1</DOC>\n<DOC>" + std::string(5000, '<') + "\n</DOC><DOC>3</DOC>";
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{100}, bytes.size()}) {
    CAPTURE(chunk);
    const auto records = split(bytes, 100, chunk);
    REQUIRE(records.size() == 3);
    CHECK(records[0].state == Record::State::complete);
    CHECK(records[1] == Found{Record::State::too_large, "", 2, 13});
    CHECK(records[2] == Found{Record::State::complete, "<DOC>3</DOC>", 3, bytes.size() - 12});
  }
}
