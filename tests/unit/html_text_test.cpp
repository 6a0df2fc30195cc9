// HTML inside fields: which texts are taken for it, and what they become.
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>

#include "common/base/utf8.hpp"
#include "indexer/readers/html/elements.hpp"
#include "indexer/readers/html/html_field.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "tests/support/cpu_clock.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using html::field_text;
using html::html_to_text;

namespace {

std::string repeated(const std::string& part, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("texts that only look a little like HTML stay as they are", "[part1-23]") {
  for (const char* text : {"x <y and z>",
                           "AT&T",
                           "R&D; M&A;",
                           "<editor@metro.example>",
                           "<https://metro.example/a?b=c>",
                           "A<B and C>D",
                           "if a<b then c>d",
                           "a < b",
                           "1<2>0",
                           "<3",
                           "I <3 you",
                           "<David> said",
                           "cut here <b",
                           "<",
                           "&",
                           "&;",
                           "&#;",
                           "&#xZZ;",
                           "&nosuchname;",
                           "a && b",
                           "Q&A: who & why",
                           "<a b c>",
                           "<b and i>",
                           "x <- y -> z",
                           "<!-- never closed",
                           "<?php echo 1",
                           "<sigh>",
                           "\n\n two\nlines <3 \n"}) {
    INFO(text);
    CHECK_FALSE(html::has_html_tags(text));
    CHECK(field_text(text, false) == text);
  }
}

TEST_CASE("references to characters are resolved where there are no tags", "[part1-23]") {
  const std::pair<const char*, const char*> cases[] = {
      {"caf&eacute;", "café"},
      {"caf&#233; &#xe9; &#XE9;", "café é é"},
      {"AT&amp;T &lt;b&gt;", "AT&T <b>"},
      {"x <y and z> caf&eacute;", "x <y and z> café"},
      {"&#147;so&#148; &#150; &#128;5", "“so” – €5"},
      {"two\n\nparagraphs &amp;\nlines", "two\n\nparagraphs &\nlines"},
      {"&amp;eacute;", "&eacute;"},
      {"&#0; &#xD800; &#x110000; &#99999999;", "&#0; &#xD800; &#x110000; &#99999999;"},
      {"na&iumlve", "na&iumlve"},
  };
  for (const auto& [html, text] : cases) {
    INFO(html);
    CHECK(field_text(html, false) == text);
  }
}

TEST_CASE("HTML that was escaped twice, or is a CDATA section, is HTML", "[part1-23]") {
  CHECK(html::field_text("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;caf&amp;eacute;&lt;/p&gt;", false) ==
        "One\n\ncafé");
  CHECK(html::field_text("&lt;p&gt;One&lt;/p&gt;", true) == "One");
  CHECK(html::field_text("<![CDATA[<p>One</p>]]>", false) == "One");
  CHECK(html::field_text(" <![CDATA[plain & simple]]>\n", false) == "plain & simple");
  CHECK(html::field_text("Use &lt;b&gt;bold&lt;/b&gt; type", false) == "Use <b>bold</b> type");
  CHECK(html::field_text("&lt; 5 and &gt; 3", false) == "< 5 and > 3");
}

TEST_CASE("HTML becomes the text that a browser shows", "[part1-23]") {
  const std::pair<const char*, const char*> cases[] = {
      {"har<b>bour</b>", "harbour"},
      {"<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
      {"<p>One.<p>Two.", "One.\n\nTwo."},
      {"One<br>two<br/>three", "One\ntwo\nthree"},
      {"One<br><br>two", "One\n\ntwo"},
      {"<div>a</div><div>b</div>", "a\n\nb"},
      {"<h1>Head</h1>body", "Head\n\nbody"},
      {"<ul><li>one</li><li>two</li></ul>three", "one\ntwo\n\nthree"},
      {"<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a b\nc"},
      {"a<hr>b", "a\n\nb"},
      {"<blockquote>said</blockquote>she", "said\n\nshe"},
      {"<p>caf&eacute; &amp; t&#233;</p>", "café & té"},
      {"<p>&#145;x&#146; &#151;</p>", "‘x’ —"},
      {"<p>H<sub>2</sub>O, 10<sup>3</sup></p>", "H2O, 103"},
      {"<p>one\n   line</p>", "one line"},
      {"<p>a<script>var x = '<p>no</p>';</script>b</p>", "ab"},
      {"<style>p { color: red }</style><p>x</p>", "x"},
      {"<p>x</p><noscript><p>enable scripts</p></noscript>", "x"},
      {"<p>a<!-- <p>no</p> -->b</p>", "ab"},
      {"<![CDATA[a < b & c]]><p>d</p>", "a < b & c\n\nd"},
      {"<P CLASS=lead>Upper</P>", "Upper"},
      {"<a href=\"x?a=1&b=2\" title='a > b'>link</a> more", "link more"},
      {"<p>see <https://metro.example> or <editor@metro.example>, x <y and z></p>",
       "see <https://metro.example> or <editor@metro.example>, x <y and z>"},
      {"<p>1 < 2 && 3 > 2, AT&T</p>", "1 < 2 && 3 > 2, AT&T"},
      {"<p>a <o:p>b</o:p> <amp-img src=x></amp-img><foo>c</foo></p>", "a b c"},
      {"<p>x</p></div></div><p>y</p>", "x\n\ny"},
      {"<pre>a\n  b</pre>", "a\n  b"},
      {"<html><head><title>T</title></head><body><p>x</p></body></html>", "x"},
      {"<!DOCTYPE html><html><body>x<p>y</body></html> z", "x\n\ny\n\nz"},
      {"One <b>para</b>.\n\nAnother <i>one</i>.", "One para.\n\nAnother one."},
      {"One.\n\n<blockquote>Two.</blockquote>\n\nThree\nfour.\n\nFive.",
       "One.\n\nTwo.\n\nThree four.\n\nFive."},
      {"<p>read <a href=\"x\">more", "read more"},
      {"<iframe src=x><p>shown", "shown"},
      {"<p>x\xC2\xA0y</p>", "x\xC2\xA0y"},
      {"<p>Одеса, 東京</p>", "Одеса, 東京"},
      {"<meta charset=\"iso-8859-1\"><p>é</p>", "é"},
  };
  for (const auto& [html, text] : cases) {
    INFO(html);
    CHECK(field_text(html, false) == text);
  }
}

TEST_CASE("every block element separates words and no other one does", "[part1-23]") {
  for (const std::string_view name : block_elements) {
    if (is_hidden_element(name) || name == "frame" || name == "frameset" || name == "plaintext")
      continue;
    const std::string element(name);
    INFO(element);
    CHECK(html_to_text("<p>x</p>left<" + element + ">right</" + element + ">").find("leftright") ==
          std::string::npos);
  }
  for (const char* element : {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "s",
                              "small", "span", "strong", "sub", "sup", "u", "wbr"}) {
    INFO(element);
    CHECK(html_to_text(std::string("<p>left<") + element + ">right</" + element + "></p>") ==
          "leftright");
  }
}

TEST_CASE("bytes that are not UTF-8 and controls do not change what follows", "[part1-23]") {
  CHECK(html_to_text("<p>caf\xE9</p><p>naïve “quotes” — Ünïcode</p>")
            .ends_with("naïve “quotes” — Ünïcode"));
  CHECK(html_to_text(std::string("<p>a\0b</p><p>c</p>", 19)) == "ab\n\nc");
}

TEST_CASE("no text is lost to depth or size, and time is linear", "[part1-23]") {
  for (const char* name : {"div", "b", "span", "blockquote", "ul", "table", "p", "li", "foo-x"}) {
    INFO(name);
    const std::string open = std::string("<") + name + ">";
    const std::string close = std::string("</") + name + ">";
    const std::string text = html_to_text("<p>first</p>" + repeated(open + "x ", 20'000) +
                                          "deepest" + repeated(close, 20'000) + "last");
    CHECK(text.find("deepest") != std::string::npos);
    CHECK(text.ends_with("last"));
  }
  for (const char* part :
       {"<", "<b", "<b></i>", "<a b=\"", "<a b='\"", "<!--", "<![CDATA[", "<a b=<a b=", "&", "&amp",
        "<b x=1 ", "</", "<p></p></div>", "<x1></x2>", "<td><table>", "<a b=\"<a c='", "<?xml"}) {
    INFO(part);
    const auto seconds = [&](int count) {
      const std::string html = "<p>x</p>" + repeated(part, count);
      const auto start = test::CpuClock::now();
      static_cast<void>(field_text(html, false));
      return std::chrono::duration<double>(test::CpuClock::now() - start).count();
    };
    CHECK(seconds(200'000) < 10);
  }
}

TEST_CASE("any bytes give valid UTF-8 without controls", "[part1-23]") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string_view parts[] = {"<p>",  "</p>",     "<b",        ">",     "&eacute;", "&#150;",
                                    "\"",   "'",        "=",         "x",     " ",        "\n",
                                    "é",    "<script>", "</script>", "<!--",  "-->",      "<td>",
                                    "\xE9", "<head>",   "<title>",   "<pre>", "&",        ";"};
  for (int round = 0; round < 3000; ++round) {
    std::string html;
    for (auto n = random() % 40; n > 0; --n) html += parts[random() % std::size(parts)];
    INFO(html);
    const std::string text = html_to_text(html);
    for (std::size_t at = 0; at < text.size();) {
      const Utf8Character character = decode_utf8(text, at);
      REQUIRE(character.valid);
      REQUIRE((character.value >= 0x20 || character.value == '\n' || character.value == '\t'));
      at += character.length;
    }
  }
}

TEST_CASE("JSON fields that hold HTML are read as text, by name and by content", "[part1-23]") {
  const auto document = [](const std::string& members, const ReaderOptions& options = {}) {
    const auto sink = test::read_bytes(Format::jsonl, "{\"id\":\"k\"," + members + "}", options);
    REQUIRE(sink.documents.size() == 1);
    return sink.documents[0];
  };
  for (const char* name : {"content_html", "body_html", "contentHtml", "text", "content", "body",
                           "description", "summary", "html"}) {
    INFO(name);
    CHECK(document(std::string("\"") + name + "\":\"<p>One har<b>bour</b>.</p><p>caf&eacute;</p>\"")
              .text == "One harbour.\n\ncafé");
  }
  CHECK(document(R"("content_html":"a<b and c")").text == "a<b and c");
  CHECK(document(R"("text":"x <y and z> AT&T <editor@metro.example>")").text ==
        "x <y and z> AT&T <editor@metro.example>");
  CHECK(document(R"("title":"Caf&eacute; &amp; <i>bar</i>","text":"t")").title == "Café & bar");
  CHECK(document(R"("text":"t","source":"Smith &amp; Sons","tags":["R&amp;D"])").source ==
        "Smith & Sons");
  CHECK(document(R"("text":"t","url":"https://metro.example/?a=1&amp;b=2")").url ==
        "https://metro.example/?a=1&amp;b=2");
  CHECK(document(R"("text":["<p>One</p>","x < y","caf&eacute;"])").text == "One\n\nx < y\n\ncafé");
  CHECK(document(R"("content":[{"type":"text/html","value":"one<br>two"}])").text == "one\ntwo");
  CHECK(document(R"("content":{"rendered":"<p>one</p>\n"},"title":{"rendered":"A &#8217;b"})")
            .title == "A ’b");
  CHECK(document(R"("text":"&#150; x")").encoding_repaired == false);
}
