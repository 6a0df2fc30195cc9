// The tolerant reader of XML: balance, namespaces, references, and that nothing grows.
#include "indexer/readers/xml/records.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "indexer/readers/xml/attributes.hpp"
#include "indexer/readers/xml/read_records.hpp"
#include "indexer/readers/xml/story_text.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using namespace std::literals;

namespace {

bool is_item(xml::Space, std::string_view name) noexcept {
  return name == "item";
}

struct Found {
  std::vector<std::string> texts;
  std::vector<xml::XmlRecord::State> states;
  bool cut_off = false;
};

Found records_in(std::string bytes, std::size_t max = 1u << 20, std::size_t chunk = 1u << 16) {
  test::ChunkedSource source(std::move(bytes), chunk);
  xml::Records records(source, is_item, max);
  Found found;
  xml::XmlRecord record;
  while (records.next(record).value()) {
    found.texts.push_back(record.root.line());
    found.states.push_back(record.state);
  }
  found.cut_off = records.is_cut_off();
  return found;
}

struct TextCase {
  std::string_view name;
  std::string_view item;  ///< what is in an <item>
  std::string_view text;
};

constexpr TextCase text_cases[] = {
    {"references", "a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x42;", "a <b> & \"c\" AB"},
    {"entities of HTML", "caf&eacute; &mdash; &nbsp;&hellip;", "café — \u00A0…"},
    {"windows-1252 by number", "it&#146;s", "it’s"},
    {"a bare ampersand", "AT&T & Co", "AT&T & Co"},
    {"an ampersand in a URL", "?a=1&b=2&amp;c=3", "?a=1&b=2&c=3"},
    {"an unknown entity", "&nosuch; &", "&nosuch; &"},
    {"a bare less-than sign", "x < y and 3<4", "x < y and 3<4"},
    {"CDATA", "<![CDATA[a <b> &amp;]]> c", "a <b> &amp; c"},
    {"CDATA that is not closed", "<![CDATA[to the end</b>", "to the end</b></item></r>"},
    {"a comment", "a<!-- <item> -- b -->c", "ac"},
    {"a comment that is not closed", "a <!-- b", "a <!-- b"},
    {"an instruction", "a<?php echo 1 ?>b", "ab"},
    {"numbers that are no characters", "&#0;&#xD800;&#x110000;", "\uFFFD\uFFFD"},
    {"an end tag without a start", "a</b>c", "ac"},
    {"an element that is not closed", "a<b>c", "ac"},
    {"elements that are closed crosswise", "<b>a<i>b</b>c</i>", "abc"},
    {"a quote that is not closed", "<a href=\"x>b</a>", "b"},
};

}  // namespace

TEST_CASE("text of XML, however broken it is") {
  for (const TextCase& each : text_cases) {
    CAPTURE(each.name);
    const std::string bytes = "<r><item>" + std::string(each.item) + "</item></r>";
    for (const std::size_t chunk : {1u, 3u, 65536u}) {
      CAPTURE(chunk);
      const Found found = records_in(bytes, 1u << 20, chunk);
      REQUIRE(found.texts.size() == 1);
      CHECK(found.texts[0] == each.text);
    }
  }
}

TEST_CASE("entities of the file's own DTD stand for text and are not expanded again") {
  const Found found = records_in(
      "<!DOCTYPE r [<!ENTITY name \"Odesa\"><!ENTITY twice \"&name;&name;\"><!ENTITY out SYSTEM "
      "\"file:///etc/passwd\"><!ENTITY % more SYSTEM \"http://a.example/x.dtd\"> %more; ]>"
      "<r><item>&name; &twice; &out; &more;</item></r>");
  REQUIRE(found.texts.size() == 1);
  CHECK(found.texts[0] == "Odesa &name;&name; &out; &more;");
}

TEST_CASE("an entity bomb stays small") {
  std::string bomb = "<!DOCTYPE r [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + before + before + "\">";
  }
  const Found found = records_in(bomb + "]><r><item>&a29;</item></r>");
  REQUIRE(found.texts.size() == 1);
  CHECK(found.texts[0].size() < 64);
}

TEST_CASE("a wide entity is bounded by the size of a record") {
  const std::string value(200, 'x');
  std::string bytes = "<!DOCTYPE r [<!ENTITY a \"" + value + "\">]><r><item>";
  for (int i = 0; i < 100'000; ++i) bytes += "&a;";
  const Found found = records_in(bytes + "</item></r>", 100'000);
  REQUIRE(found.states.size() == 1);
  CHECK(found.states[0] == xml::XmlRecord::State::too_large);
  CHECK(found.texts[0].size() <= 100'000);
}

TEST_CASE("nesting is bounded, and its text is kept") {
  std::string deep = "<r><item>";
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  deep += "inside";
  for (int i = 0; i < 200'000; ++i) deep += "</div>";
  const Found found = records_in(deep + "</item><item>next</item></r>", 1u << 24);
  CHECK(found.texts == std::vector<std::string>{"inside", "next"});
}

TEST_CASE("much of what is never closed takes linear time") {
  for (const std::string_view piece : {"<!-- "sv, "<a b=\""sv, "<?x "sv, "<![CDATA["sv, "&#"sv,
                                       "<!DOCTYPE ["sv, "</"sv, "<x "sv}) {
    CAPTURE(piece);
    std::string bytes = "<r><item>";
    while (bytes.size() < (1u << 20)) bytes += piece;
    const auto begin = std::chrono::steady_clock::now();
    records_in(std::move(bytes), 1u << 24);
    CHECK(std::chrono::steady_clock::now() - begin < 20s);
  }
}

TEST_CASE("a record that is cut off, or not closed, is told apart") {
  const Found cut = records_in("<r><item>a</item><item>b");
  CHECK(cut.states == std::vector{xml::XmlRecord::State::complete, xml::XmlRecord::State::cut_off});
  CHECK(cut.cut_off);
  const Found open = records_in("<r><item>a<item>b</item></r>");
  CHECK(open.texts == std::vector<std::string>{"a", "b"});
  CHECK_FALSE(open.cut_off);
  const Found inside = records_in("<r><item><b>a</r>");
  CHECK(inside.texts == std::vector<std::string>{"a"});
}

TEST_CASE("namespaces go by their URIs, whatever the prefixes are") {
  test::ChunkedSource source(
      "<r xmlns='http://www.w3.org/2005/Atom/' xmlns:x=\"http://purl.org/dc/elements/1.1/\">"
      "<item><title>a</title><x:title>b</x:title><dc:title>c</dc:title>"
      "<y:title xmlns:y='http://nobody.example/'>d</y:title><title xmlns=''>e</title></item></r>",
      7);
  xml::Records records(source, is_item, 1u << 20);
  xml::XmlRecord record;
  REQUIRE(records.next(record).value());
  std::vector<xml::Space> spaces;
  for (auto at = record.root.first(); at; at = at.next()) spaces.push_back(at.space());
  using xml::Space;
  CHECK(spaces == std::vector{Space::atom, Space::dublin_core, Space::dublin_core, Space::other,
                              Space::none});
}

TEST_CASE("attributes are taken as far as they can be") {
  xml::Attributes attributes(" a=\"1\" b = '2' xml:lang=de c d=\"x");
  std::vector<std::string> found;
  while (const auto attribute = attributes.next())
    found.push_back(std::string(attribute->prefix) + "|" + std::string(attribute->name) + "|" +
                    std::string(attribute->value));
  CHECK(found == std::vector<std::string>{"|a|1", "|b|2", "xml|lang|de", "|c|", "|d|x"});
}

TEST_CASE("elements that nobody knows are paragraphs, and part of a line inside one") {
  test::ChunkedSource source(
      "<item><rubrik>Ferry</rubrik><brod><p>To <ort>Odesa</ort> again.</p><bild>no</bild></brod>"
      "<hl2>Head</hl2></item>",
      5);
  xml::Records records(source, is_item, 1u << 20);
  xml::XmlRecord record;
  REQUIRE(records.next(record).value());
  CHECK(xml::story_text(record.root, {"bild"}) == "Ferry\n\nTo Odesa again.\n\nHead");
}

TEST_CASE("a story of many elements takes linear time") {
  std::string bytes = "<item>";
  for (int i = 0; i < 200'000; ++i) bytes += i % 2 == 0 ? "<x/>" : "<x><y/></x>";
  test::ChunkedSource source(bytes + "</item>", 1u << 16);
  xml::Records records(source, is_item, 1u << 27);
  xml::XmlRecord record;
  REQUIRE(records.next(record).value());
  const auto begin = std::chrono::steady_clock::now();
  CHECK(xml::story_text(record.root).empty());
  CHECK(std::chrono::steady_clock::now() - begin < 30s);
}

TEST_CASE("the root element is found after what may stand before it") {
  CHECK(
      xml::root_of("<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE x [<!ENTITY a 'b'>]><n:c d='e'>")
          ->name == "c");
  CHECK_FALSE(xml::root_of("<!-- never closed"));
  CHECK_FALSE(xml::root_of("words"));
}
