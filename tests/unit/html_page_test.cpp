// Pages of HTML: the tree, the encoding, and what a page is read into.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "indexer/readers/html/page.hpp"
#include "indexer/readers/html/page_encoding.hpp"
#include "indexer/readers/html/page_title.hpp"
#include "indexer/readers/html/page_url.hpp"
#include "indexer/readers/html/parse_html.hpp"

using namespace dateline;
using namespace dateline::html;
using namespace std::literals;

namespace {

/// `body(p("one")p("two"))`
std::string shape(const HtmlTree& tree, NodeId id = 0) {
  if (tree.is_text(id)) return "\"" + std::string(tree[id].text) + "\"";
  std::string out(tree[id].text);
  if (tree.first_child(id) == no_node) return out;
  out += "(";
  for (NodeId child = tree.first_child(id); child != no_node; child = tree.next_sibling(child))
    out += shape(tree, child);
  return out + ")";
}

struct TreeCase {
  std::string_view html;
  std::string_view shape;
};

constexpr TreeCase tree_cases[] = {
    {"", "html"},
    {"<p>one<p>two", "html(p(\"one\")p(\"two\"))"},
    {"<P CLASS=a>one</P>", "html(p(\"one\"))"},
    {"<ul><li>1<li>2<ul><li>3</ul></ul>", "html(ul(li(\"1\")li(\"2\"ul(li(\"3\")))))"},
    {"<table><tr><td>a<td>b<tr><td>c</table>d",
     "html(table(tr(td(\"a\")td(\"b\"))tr(td(\"c\")))\"d\")"},
    {"<dl><dt>a<dd>b<dt>c</dl>", "html(dl(dt(\"a\")dd(\"b\")dt(\"c\")))"},
    {"<p>a<div>b</div>c", "html(p(\"a\")div(\"b\")\"c\")"},
    {"<td>a</td>", "html(\"a\")"},
    {"<div>a</span>b</div>", "html(div(\"a\"\"b\"))"},
    {"<a href=x>a<a href=y>b</a>", "html(a(\"a\")a(\"b\"))"},
    {"<a href=x><h2>a</a>b</h2>", "html(a(h2(\"a\"))h2(\"b\"))"},
    {"<script>if (a<b) '<p>'</script>c", "html(script(\"if (a<b) '<p>'\")\"c\")"},
    {"<title>A &amp; B</title>", "html(title(\"A & B\"))"},
    {"<title>never closed<p>a", "html(title(\"never closed\"p(\"a\")))"},
    {"a<!-- <p> -->b<!-->c<!doctype html>d", "html(\"a\"\"b\"\"c\"\"d\")"},
    {"a < b <3 </ c", "html(\"a < b <3 \")"},
    {"&eacute;&#146;&#x41;&hellip;&copy &notit; &unknown;", "html(\"é’A…© ¬it; &unknown;\")"},
    {"<svg><title>a</title><path/></svg><p>b", "html(svg(title(\"a\")path)p(\"b\"))"},
    {"<svg><p>a", "html(svgp(\"a\"))"},
    {"<select><option>a<option>b<p>c</select>d",
     "html(select(option(\"a\")option(\"b\"\"c\"))\"d\")"},
    {"<b><p>a</b>b</p>c", "html(b(p(\"a\"\"b\"))\"c\")"},
    {"</p>a</br>b", "html(p\"a\"br\"b\")"},
    {"<form><div></form>a</div>b", "html(form(div(\"a\"))\"b\")"},
    {"<p", "html"},
    {"<p class='never closed>a", "html"},
};

}  // namespace

TEST_CASE("tags become a tree as browsers build it") {
  for (const TreeCase& example : tree_cases) {
    CAPTURE(example.html);
    CHECK(shape(parse_html(std::string(example.html))) == example.shape);
  }
}

TEST_CASE("attributes are found by their names, and the first of two counts") {
  const HtmlTree tree = parse_html("<a HREF='?a=1&copy=2&amp;b' b c=\"d\" c=e href=f>");
  CHECK(tree.attribute(1, "href") == "?a=1&copy=2&b");
  CHECK(tree.has_attribute(1, "b"));
  CHECK(tree.attribute(1, "c") == "d");
  CHECK_FALSE(tree.has_attribute(1, "x"));
}

TEST_CASE("hostile HTML gives a bounded tree") {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  deep += "text";
  const HtmlTree tree = parse_html(deep);
  CHECK(tree.is_whole());
  CHECK(tree.text(0) == "text");
  std::string many;
  for (std::size_t i = 0; i < most_nodes + 10; ++i) many += "<br>";
  CHECK_FALSE(parse_html(many).is_whole());
  CHECK_FALSE(read_page(many, {}));
  // None of these may take quadratic time.
  for (const std::string_view piece : {"<style>", "<a><b>", "<table><p>", "<!--", "<p a='", "</a>",
                                       "<a><div>", "&", "<svg>", "<select>", "<![CDATA["}) {
    std::string repeated;
    while (repeated.size() < 400'000) repeated += piece;
    CAPTURE(piece);
    CHECK(parse_html(repeated).size() > 0);
  }
}

namespace {

struct EncodingCase {
  std::string_view bytes;
  std::string_view charset;
  std::string_view text;  ///< that is in the page
};

constexpr EncodingCase encoding_cases[] = {
    {"<meta charset=iso-8859-1><p>\x93"
     "caf\xE9\x94",
     "", "“café”"},
    {"<title>t</title><meta http-equiv=Content-Type content='text/html; charset=win-1251'><p>\xCF"
     "\xF0\xE8\xE2\xE5\xF2",
     "windows-1251", "Привет"},
    {"<meta charset=gb2312><p>\xD6\xD0\xB9\xFA", "", "中国"},
    {"<meta charset=x-sjis><p>\x93\xFA\x96\x7B", "", "日本"},
    {"<meta charset=euc-kr><p>\xC7\xD1\xB1\xB9", "", "한국"},
    {"<meta charset=utf-16><p>caf\xC3\xA9", "", "café"},
    {"\xEF\xBB\xBF<meta charset=windows-1251><p>caf\xC3\xA9", "koi8-r", "café"},
    {"<meta charset=iso-8859-1><p>caf\xC3\xA9", "", "café"},
    {"<meta charset=iso-8859-2><p>\xC7\xD1\xB1\xB9", "euc-kr", "한국"},
    {"\xFF\xFE<\0p\0>\0h\0i\0"sv, "", "hi"},
};

}  // namespace

TEST_CASE("a page is decoded by its mark, its server, its meta, in this order") {
  for (const EncodingCase& example : encoding_cases) {
    CAPTURE(example.bytes);
    CHECK(decode_page(example.bytes, example.charset).text.find(example.text) != std::string::npos);
  }
}

TEST_CASE("addresses are resolved against the page's") {
  constexpr std::string_view base = "https://a.example/news/2024/page.html?x=1#top";
  CHECK(resolve_url(base, "other.html") == "https://a.example/news/2024/other.html");
  CHECK(resolve_url(base, "../b") == "https://a.example/news/b");
  CHECK(resolve_url(base, "/c/./d/") == "https://a.example/c/d/");
  CHECK(resolve_url(base, "//b.example/") == "https://b.example/");
  CHECK(resolve_url(base, "?y=2") == "https://a.example/news/2024/page.html?y=2");
  CHECK(resolve_url(base, "HTTP://B.example/#x") == "http://B.example/");
  CHECK(resolve_url(base, "mailto:a@b.example").empty());
  CHECK(resolve_url("", "page.html").empty());
  CHECK(host_of("https://user@WWW.a.example:81/x") == "www.a.example");
}

TEST_CASE("titles lose the name of their site") {
  CHECK(without_site_name("Ferry sails again - The Metro", "The Metro") == "Ferry sails again");
  CHECK(without_site_name("The Metro | Ferry sails again", "The Metro") == "Ferry sails again");
  CHECK(without_site_name("Ferry - a history", "The Metro") == "Ferry - a history");
  CHECK(without_site_name("Ferry sails again after strike | Metro", "") ==
        "Ferry sails again after strike");
}

namespace {

constexpr std::string_view article_page = R"(<!DOCTYPE html><html lang="en-GB"><head>
<title>Ferry sails again after a year - Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta property="og:type" content="article">
<meta property="og:title" content="Ferry sails again after a year">
<meta name="keywords" content="ferry, harbour">
<link rel="canonical" href="https://www.harbour.example/news/ferry-sails-again.html">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sails again after a year",
"author":{"@type":"Person","name":"Ann Lee"},"datePublished":"2024-05-14T10:00:00+02:00"}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Ferry sails again after a year</h1><p class="byline">By Ann Lee</p>
<p>The ferry between the two towns sailed again on Tuesday, a year after the company had stopped the service, and several hundred people stood on the quay to see it off.</p>
<figure><img src="a.jpg"><figcaption>The ferry in May. Photo: A. Lee</figcaption></figure>
<p>"We waited for this day," said the mayor, who had spoken with the company for months, and who had promised before the election that the boats would come back, whatever it cost.</p>
<p>The service runs four times a day, and the fare stays what it was; bicycles travel free of charge until the end of the summer, as the company announced in a statement.</p>
</article></main><aside class="related"><h2>Related</h2><ul><li><a href="/a">Bridge closed for repairs</a></li></ul></aside>
<footer class="footer"><p>© 2024 Harbour Post. All rights reserved.</p></footer></body></html>)";

}  // namespace

TEST_CASE("a page becomes a document with its article alone") {
  const auto page = read_page(article_page, {});
  REQUIRE(page);
  const Document& document = page->document;
  CHECK(document.title == "Ferry sails again after a year");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(document.source == "Harbour Post");
  CHECK(document.url == "https://www.harbour.example/news/ferry-sails-again.html");
  CHECK(document.language == "en-gb");
  CHECK(document.tags == std::vector<std::string>{"ferry", "harbour"});
  CHECK(document.fields.at("kind") == std::vector<std::string>{"article"});
  CHECK(document.text.find("The ferry between") != std::string::npos);
  CHECK(document.text.find("four times a day") != std::string::npos);
  CHECK(document.text.find("\n\n") != std::string::npos);
  for (const std::string_view other : {"Home", "Photo:", "Bridge closed", "All rights"}) {
    CAPTURE(other);
    CHECK(document.text.find(other) == std::string::npos);
  }
}

TEST_CASE("a page that has its article only in a script is not empty") {
  std::string state = "<html><body><div id=root></div><script>window.state={\"bodyHtml\":\"";
  for (int i = 0; i < 8; ++i)
    state +=
        "\\u003cp\\u003eThe ferry sailed again on Tuesday, and people stood on the quay."
        "\\u003c/p\\u003e";
  state += "\"}</script></body></html>";
  const auto page = read_page(state, {});
  REQUIRE(page);
  CHECK(page->document.text.find("people stood on the quay.\n\nThe ferry") != std::string::npos);
}

TEST_CASE("any bytes are a page") {
  for (const std::string_view bytes :
       {""sv, "\0"sv, "\xFF\xFE"sv, "<"sv, "</"sv, "<!--"sv, "<html"sv, "\xC3"sv, "&#"sv,
        "<meta charset=>"sv, "<meta charset=nobody-knows>a"sv,
        "<script type=application/ld+json>{\"@type\":"sv,
        "<base href=:><link rel=canonical href=//>"sv, "<title>"sv, "<table><table><table>"sv,
        "<h1></h1>"sv}) {
    CAPTURE(bytes);
    CHECK(read_page(bytes, {}));
  }
}
