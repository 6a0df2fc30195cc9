// Pages as HTML: what documents and requests hold never becomes markup.
#include <catch2/catch.hpp>
#include <random>
#include <regex>

#include "server/page/assets.hpp"
#include "server/page/html.hpp"
#include "server/page/marked_text.hpp"
#include "server/page/page_renderer.hpp"

namespace dateline {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped_html(out, text);
  return out;
}

std::string marked(std::string_view text, const std::vector<Mark>& marks) {
  HtmlWriter html;
  write_marked(html, text, marks);
  return html.take();
}

std::string paragraphs(std::string_view text, const std::vector<Mark>& marks) {
  HtmlWriter html;
  write_marked_paragraphs(html, text, marks);
  return html.take();
}

constexpr const char* hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;";

/// A page of results in which every text is the given one.
ResultsContent results_of(const std::string& text) {
  ResultsContent content;
  Hit hit{1, text, {}, text, text, text, text, 1.5, {text, {{0, 1}}}, {{text, 1.5}}, {{0, 1}}};
  content.page.hits = {hit, hit};
  content.page.total = {2, true};
  content.page.query = text;
  content.page.facets = {{FacetField::source, {{text, 1}, {text + "2", 1}}},
                         {FacetField::language, {{text, 1}, {text + "2", 1}}},
                         {FacetField::year, {{text, 1}, {text + "2", 1}}}};
  content.page.clauses = {{text, {0, true}, text}};
  content.page.tree = text;
  content.page.terms = {{text, 1}};
  content.histogram = {BarUnit::day, 1, {{{0, 0}, 3}, {{1, 1}, 4}}};
  return content;
}

PageRequest request_of(const std::string& text) {
  return {text, text, text, text, text, Sort::newest, true, text, text};
}

/// The page's tags with their attributes' names, without texts and values.
std::string skeleton_of(const std::string& html) {
  static const std::regex texts(">[^<]*<");
  static const std::regex values("=\"[^\"]*\"");
  return std::regex_replace(std::regex_replace(html, values, "="), texts, "><");
}

TEST_CASE("the page says how many hits its timeline leaves out", "[part1-17]") {
  ResultsContent content = results_of("x");
  content.page.suspicious = 1234;
  content.page.undated = 2;
  const std::string html = render_results_page(request_of("x"), content);
  CHECK(
      html.find(
          "; 1,234 dated before 1700, in the future or in the first second of 1970; 2 undated<") !=
      std::string::npos);
}

TEST_CASE("text becomes references, and what is not a character U+FFFD") {
  const std::pair<std::string, std::string> cases[] = {
      {"<a href=\"x\" id='y'>&amp;", "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;"},
      {"Özlem\n\tx", "Özlem\n\tx"},
      {std::string("a\0b", 3),
       "a\xEF\xBF\xBD"
       "b"},
      {"\xff\xc3", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xE2\x80\xAE"
       "drow",
       "\xEF\xBF\xBD"
       "drow"}};
  for (const auto& [text, html] : cases) CHECK(escaped(text) == html);
}

TEST_CASE("whatever bytes a text has, its escaped form has no quotes and no brackets") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string text(std::uniform_int_distribution<std::size_t>(0, 60)(random), ' ');
    for (char& c : text)
      c = static_cast<char>(
          std::uniform_int_distribution<int>(0, round % 2 == 0 ? 255 : 80)(random));
    REQUIRE(escaped(text).find_first_of("<>\"'") == std::string::npos);
  }
}

TEST_CASE("marks stand around their words, and those outside the text are left out") {
  CHECK(marked("a <b> c", {{2, 3}}) == "a <mark>&lt;b&gt;</mark> c");
  CHECK(marked("odesa", {{0, 5}}) == "<mark>odesa</mark>");
  CHECK(marked("odesa", {{3, 9}, {99, 1}}) == "ode<mark>sa</mark>");
  CHECK(marked("odesa", {{0, 2}, {1, 2}}) == "<mark>od</mark>esa");
  CHECK(paragraphs("one two\n\n\n\nthree\nfour\n\n", {{4, 3}, {11, 5}}) ==
        "<p>one <mark id=\"m1\">two</mark></p><p><mark id=\"m2\">three</mark>\nfour</p>");
  CHECK(paragraphs("", {}).empty());
}

TEST_CASE("a page of hostile texts has the elements and attributes of a harmless one") {
  // A source with a quote in it has no link, and neither has a document's URL of no scheme.
  const std::string harmless = "\"words";
  CHECK(skeleton_of(render_results_page(request_of(hostile), results_of(hostile))) ==
        skeleton_of(render_results_page(request_of(harmless), results_of(harmless))));

  DocumentContent document;
  const auto fill = [&document](const std::string& text) {
    document.document.key = document.document.title = document.document.text = text;
    document.document.source = document.document.url = document.document.language = text;
    document.document.authors = document.document.tags = {text, text};
    document.title_marks = document.text_marks = {{0, 1}};
    return document;
  };
  CHECK(skeleton_of(render_document_page(request_of(hostile), fill(hostile))) ==
        skeleton_of(render_document_page(request_of(harmless), fill(harmless))));

  for (const PageField field : {PageField::query, PageField::since, PageField::until}) {
    const auto page_of = [field](const std::string& text) {
      const PageFault fault{field, {ErrorCode::bad_query, text, text, std::size_t{2}, text}};
      return skeleton_of(render_fault_page(request_of(text), fault));
    };
    CHECK(page_of(hostile) == page_of(harmless));
  }
}

TEST_CASE("a script's address of a document is shown and never linked") {
  ResultsContent content = results_of("words");
  content.page.hits[0].url = "javascript:alert(1)";
  CHECK(render_results_page({}, content).find("javascript:") == std::string::npos);
  content.page.hits[0].url = "https://example.org/a?b=c&d";
  CHECK(render_results_page({}, content).find("href=\"https://example.org/a?b=c&amp;d\"") !=
        std::string::npos);
}

TEST_CASE("a fault's spot is marked as a whole character, also at the query's end") {
  const auto page_of = [](std::size_t offset) {
    PageRequest request;
    request.text = "aÖ";
    return render_fault_page(request,
                             {PageField::query, {ErrorCode::bad_query, "x", "", offset, {}}});
  };
  CHECK(page_of(0).find("<code><mark>a</mark>Ö</code>") != std::string::npos);
  CHECK(page_of(1).find("<code>a<mark>Ö</mark></code>") != std::string::npos);
  CHECK(page_of(2).find("<code>a<mark>Ö</mark></code>") != std::string::npos);
  CHECK(page_of(3).find("<code>aÖ<mark> </mark></code>") != std::string::npos);
  CHECK(page_of(99).find("<code>aÖ<mark> </mark></code>") != std::string::npos);
}

TEST_CASE("a corrected query is a link that keeps the filters", "[part1-22]") {
  PageRequest request;
  request.text = "titel:x";
  request.source = "unn";
  request.cursor = "abc";
  const std::string page = render_fault_page(
      request, {PageField::query, {ErrorCode::bad_query, "x", "", std::size_t{0}, "title:x&y"}});
  CHECK(page.find("<a href=\"/?q=title%3Ax%26y&amp;source=unn\">title:x&amp;y</a>") !=
        std::string::npos);
}

TEST_CASE("no page asks for anything that its policy forbids, and nothing is inline") {
  for (const std::string& page :
       {render_start_page(), render_results_page(request_of("x"), results_of("x"))}) {
    for (const char* forbidden : {" style=", " onclick=", "<style", "<script>", "http://", "//"})
      CHECK(page.find(forbidden) == std::string::npos);
  }
}

TEST_CASE("what a page names is there, under a path that changes with it") {
  static const std::regex assets("(?:href|src)=\"(/assets/[^\"]*)\"");
  const std::string page = render_start_page();
  int found = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), assets), end; at != end; ++at, ++found) {
    const Asset* asset = find_asset((*at)[1].str());
    REQUIRE(asset != nullptr);
    CHECK_FALSE(asset->content.empty());
    CHECK(asset->etag.size() == 34);
    CHECK(asset->content.find("innerHTML") == std::string_view::npos);
  }
  CHECK(found >= 5);
  CHECK(find_asset("/assets/0000000000000000/page.css") == nullptr);
  CHECK(find_asset("/assets/") == nullptr);
  CHECK(find_asset(asset_url("page.css") + "x") == nullptr);
  CHECK(find_asset("/assets/../page.css") == nullptr);
  CHECK(find_asset(asset_url("page.css"))->content_type == "text/css; charset=utf-8");
}

}  // namespace
}  // namespace dateline
