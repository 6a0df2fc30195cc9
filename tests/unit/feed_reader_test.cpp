// Feeds: RSS, Atom, JSON Feed, sitemaps, exports of WordPress.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "indexer/readers/text/url_base.hpp"
#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;

namespace {

std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\" "
         "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:media=\"http://search.yahoo.com/mrss/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Quay</title>"
         "<link>https://quay.example/</link><language>en-GB</language>" +
         items + "</channel></rss>";
}

std::string atom(const std::string& entries) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://quay.example/a/\" "
         "xml:lang=\"de\"><title>Der Kai</title><author><name>Ada Brandt</name></author>" +
         entries + "</feed>";
}

Document one(Format format, const std::string& bytes) {
  const auto sink = test::read_bytes(format, bytes);
  REQUIRE(sink.documents.size() == 1);
  return sink.documents[0];
}

Document one_of_rss(const std::string& item) {
  return one(Format::feed, rss("<item>" + item + "</item>"));
}

Document one_of_atom(const std::string& entry) {
  return one(Format::feed, atom("<entry>" + entry + "</entry>"));
}

}  // namespace

TEST_CASE("an item of RSS has its own title, whatever media says") {
  const Document document = one_of_rss(
      "<media:title>Picture</media:title><title>Ferry &amp;amp; &lt;b&gt;port&lt;/b&gt;</title>"
      "<link>https://quay.example/1</link><guid isPermaLink=\"false\">q-1</guid>"
      "<pubDate>Tue, 14 May 2024 10:00:00 +0300</pubDate><dc:creator>Jane Doe</dc:creator>"
      "<category>ports</category><category>ferries</category><description>It sails.</description>");
  CHECK(document.title == "Ferry & port");
  CHECK(document.text == "It sails.");
  CHECK(document.key == "q-1");
  CHECK(document.url == "https://quay.example/1");
  CHECK(document.source == "The Quay");
  CHECK(document.language == "en-gb");
  CHECK(document.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(document.tags == std::vector<std::string>{"ports", "ferries"});
  CHECK(to_string(document.date) == "2024-05-14T07:00:00Z");
}

TEST_CASE("the text is the content, else the description, in whatever order they come") {
  const std::string title = "<title>T</title>";
  const std::string content =
      "<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>";
  const std::string description = "<description>Short.</description>";
  CHECK(one_of_rss(title + content + description).text == "One.\n\nTwo.");
  CHECK(one_of_rss(title + description + content).text == "One.\n\nTwo.");
  CHECK(one_of_rss(title + description + "<content:encoded> </content:encoded>").text == "Short.");
  CHECK(one_of_rss(title + "<description>A<br>B &copy; C</description>").text == "A\nB © C");
}

TEST_CASE("keys are the guid, else the link, else the place") {
  CHECK(one_of_rss("<title>T</title><guid> g </guid>").key == "g");
  CHECK(one_of_rss("<title>T</title><link>https://a.example/1</link>").key ==
        "https://a.example/1");
  CHECK(one_of_rss("<title>T</title>").key == "news#1");
  CHECK(one_of_rss("<title>T</title><guid>" + std::string(2000, 'g') + "</guid>").key == "news#1");
}

TEST_CASE("a guid is a link where it is a URL and is not said to be none") {
  CHECK(one_of_rss("<title>T</title><guid>https://a.example/1</guid>").url ==
        "https://a.example/1");
  CHECK(one_of_rss("<title>T</title><guid isPermaLink='false'>https://a.example/1</guid>").url ==
        "");
  CHECK(one_of_rss("<title>T</title><guid>abc</guid>").url == "");
  CHECK(one_of_rss("<title>T</title><link>/x</link>").url == "https://quay.example/x");
}

TEST_CASE("persons of RSS are names") {
  const auto author = [](const std::string& text) {
    return one_of_rss("<title>T</title><author>" + text + "</author>").authors;
  };
  CHECK(author("jane@a.example (Jane Doe)") == std::vector<std::string>{"Jane Doe"});
  CHECK(author("Jane Doe &lt;jane@a.example&gt;") == std::vector<std::string>{"Jane Doe"});
  CHECK(author("jane@a.example") == std::vector<std::string>{"jane@a.example"});
}

TEST_CASE("an entry of Atom: published before updated, bases, authors of the feed") {
  const Document document = one_of_atom(
      "<updated>2024-05-15T00:00:00Z</updated><published>2024-05-14T10:00:00+02:00</published>"
      "<id>urn:1</id><title type='text'>a &lt;b&gt; c</title><link rel='self' href='self'/>"
      "<link href='b/1' type='text/html'/><summary>Short</summary>"
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Eins.</p><p>Zwei.</p>"
      "</div></content><category term='hafen' label='Hafen'/>");
  CHECK(document.title == "a <b> c");
  CHECK(document.text == "Eins.\n\nZwei.");
  CHECK(document.url == "https://quay.example/a/b/1");
  CHECK(document.key == "urn:1");
  CHECK(document.language == "de");
  CHECK(document.authors == std::vector<std::string>{"Ada Brandt"});
  CHECK(document.tags == std::vector<std::string>{"Hafen"});
  CHECK(document.source == "Der Kai");
  CHECK(to_string(document.date) == "2024-05-14T08:00:00Z");
  CHECK(document.extra_json == R"({"modified":"2024-05-15T00:00:00Z"})");
}

TEST_CASE("content of Atom by its type") {
  const auto text = [](const std::string& content) {
    return one_of_atom("<title>T</title>" + content).text;
  };
  CHECK(text("<content type='html'>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</content>") ==
        "A\n\nB");
  CHECK(text("<content type='text'>x &lt;br&gt; y</content>") == "x <br> y");
  CHECK(text("<content mode='base64' type='text/html'>PHA+QTwvcD4=</content>") == "A");
  CHECK(text("<content type='image/png'>iVBORw0KGgo=</content><summary>S</summary>") == "S");
}

TEST_CASE("RSS 1.0 and 0.9, Atom 0.3, sitemaps and WordPress") {
  const std::string rdf =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns='http://purl.org/rss/1.0/' xmlns:d='http://purl.org/dc/elements/1.1/'>"
      "<channel rdf:about='https://a.example/'><title>Old News</title></channel>"
      "<item rdf:about='https://a.example/1'><title>T</title><d:date>2003-05-14</d:date></item>"
      "</rdf:RDF>";
  const Document old = one(Format::feed, rdf);
  CHECK(old.source == "Old News");
  CHECK(old.key == "https://a.example/1");
  CHECK(to_string(old.date) == "2003-05-14");

  const Document atom03 = one(
      Format::feed,
      "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>F</title><entry><title>T</title>"
      "<modified>2004-01-02T00:00:00Z</modified><issued>2004-01-01T00:00:00Z</issued></entry></"
      "feed>");
  CHECK(to_string(atom03.date) == "2004-01-01T00:00:00Z");

  const Document map = one(
      Format::feed,
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
      "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/2</loc>"
      "<n:news><n:publication><n:name>A</n:name><n:language>uk</n:language></n:publication>"
      "<n:publication_date>2024-05-14</n:publication_date><n:title>T</n:title>"
      "<n:keywords>x, y</n:keywords></n:news></url></urlset>");
  CHECK(map.url == "https://a.example/2");
  CHECK(map.source == "A");
  CHECK(map.language == "uk");
  CHECK(map.tags == std::vector<std::string>{"x", "y"});

  const Document post = one(
      Format::wordpress,
      "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>B</title><item>"
      "<title>T</title><pubDate>Mon, 01 Jan 2024 00:00:00 +0000</pubDate>"
      "<wp:post_date_gmt>2023-12-31 22:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type>"
      "</item></channel></rss>");
  CHECK(to_string(post.date) == "2023-12-31T22:00:00Z");
}

TEST_CASE("a feed's title may come after its items") {
  const auto sink =
      test::read_bytes(Format::feed,
                       "<rss><channel><item><title>A</title></item><item><title>B</title></item>"
                       "<title>Late</title></channel></rss>");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].source == "Late");
  CHECK(sink.documents[1].source == "Late");
}

TEST_CASE("lists of feeds and of pages say that they have no news") {
  for (const char* const list :
       {"<opml version='1.0'><body><outline text='a'><outline "
        "xmlUrl='https://a.example'/></outline>"
        "</body></opml>",
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>x</loc>"
        "</sitemap></sitemapindex>",
        "<urlset "
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>x</loc></url></urlset>"}) {
    CAPTURE(list);
    const auto sink = test::read_bytes(Format::feed, list);
    CHECK(sink.documents.empty());
    REQUIRE(sink.rejects.size() == 1);
    CHECK(sink.rejects[0].reason == RejectReason::missing_text);
  }
}

TEST_CASE("an entry without words is found by its link") {
  CHECK(one_of_rss("<link>https://a.example/1</link>").title == "https://a.example/1");
}

TEST_CASE("broken feeds") {
  struct Case {
    const char* name;
    std::string bytes;
    std::size_t documents;
    std::vector<RejectReason> rejects;
  };
  const std::vector<Case> cases{
      {"an item that is not closed",
       rss("<item><title>A</title><item><title>B</title></item>"),
       2,
       {}},
      {"cut off in an item",
       "<rss><channel><item><title>A</title></item><item><title>B",
       1,
       {RejectReason::truncated}},
      {"cut off after an item",
       "<rss><channel><item><title>A</title></item>",
       1,
       {RejectReason::truncated}},
      {"a title that is not closed",
       rss("<item><title>A<link>https://a.example</link></item>"),
       1,
       {}},
      {"HTML entities and bare ampersands",
       rss("<item><title>R&D &eacute;t&eacute;</title></item>"),
       1,
       {}},
      {"control characters", rss("<item><title>A\x01\x08 B</title></item>"), 1, {}},
      {"bytes that are not UTF-8", rss("<item><title>caf\xE9</title></item>"), 1, {}},
      {"an empty feed", rss(""), 0, {}},
      {"nothing at all", "", 0, {}},
      {"an empty item", rss("<item/>"), 0, {RejectReason::missing_text}},
      {"an item in an unknown namespace",
       "<rss><channel><x:item><title>A</title></x:item></channel></rss>",
       0,
       {}},
      {"a record that is too large",
       rss("<item><title>A</title><description>" + std::string(3000, 'x') +
           "</description></item><item><title>B</title></item>"),
       1,
       {RejectReason::too_large}},
      {"words before the feed", "Warning: x\n" + rss("<item><title>A</title></item>"), 1, {}},
      {"a second root",
       rss("<item><title>A</title></item>") + rss("<item><title>B</title></item>"),
       2,
       {}},
  };
  ReaderOptions options;
  options.max_document_bytes = 2000;
  for (const Case& each : cases)
    for (const std::size_t chunk : {1u, 5u, 65536u}) {
      CAPTURE(each.name, chunk);
      const auto sink = test::read_bytes(Format::feed, each.bytes, options, chunk);
      CHECK(sink.documents.size() == each.documents);
      std::vector<RejectReason> reasons;
      for (const Reject& reject : sink.rejects) reasons.push_back(reject.reason);
      CHECK(reasons == each.rejects);
    }
}

namespace {

/// The title of the only item of a feed in a file.
std::string title_in_file(const std::string& declaration, const std::string& title) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "feed.xml",
                   declaration + "\n" + rss("\n<item><title>" + title + "</title></item>"));
  test::CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, {}, sink));
  return sink.documents.size() == 1 ? sink.documents[0].title : std::string();
}

}  // namespace

TEST_CASE("the encoding that a feed declares is believed where its bytes do not deny it") {
  const auto declared = [](const std::string& name) {
    return "<?xml version=\"1.0\" encoding=\"" + name + "\"?>";
  };
  CHECK(title_in_file(declared("koi8-r"), "\xD0\xCF\xD2\xD4") == "порт");
  CHECK(title_in_file(declared("iso-8859-2"), "\xB3\363d\xBC") == "łódź");
  CHECK(title_in_file(declared("iso-8859-1"), "\223caf\351\224") == "“café”");
  CHECK(title_in_file(declared("iso-8859-1"), "порт") == "порт");
  CHECK(title_in_file(declared("utf-16"), "port") == "port");
  CHECK(title_in_file(declared("nonsense"), "port") == "port");
}

TEST_CASE("JSON Feed") {
  const auto sink = test::read_bytes(
      Format::json_feed,
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Kai","home_page_url":"https://a.example/",
"language":"de","authors":[{"name":"Ada"}],"items":[
{"id":1,"url":"/1","title":"T","content_html":"<p>A</p><p>B</p>","date_published":"2024-05-14T10:00:00+02:00",
"date_modified":"2024-05-15T10:00:00Z","tags":["x"]},
{"id":"2","content_text":"a < b","authors":[{"name":"Eve"}]}, 5, {"id":"3"}]})");
  REQUIRE(sink.documents.size() == 3);
  const Document& first = sink.documents[0];
  CHECK(first.key == "1");
  CHECK(first.url == "https://a.example/1");
  CHECK(first.text == "A\n\nB");
  CHECK(first.source == "Kai");
  CHECK(first.authors == std::vector<std::string>{"Ada"});
  CHECK(to_string(first.date) == "2024-05-14T08:00:00Z");
  CHECK(sink.documents[1].text == "a < b");
  CHECK(sink.documents[1].authors == std::vector<std::string>{"Eve"});
  CHECK(sink.documents[2].title == "3");
  CHECK(test::read_bytes(Format::json_feed, R"({"version":"2"})").rejects.size() == 1);
  CHECK(test::read_bytes(Format::json_feed,
                         R"({"version":"https://jsonfeed.org/version/1","items":[{)")
            .rejects.size() == 1);
}

TEST_CASE("relative URLs are resolved") {
  constexpr const char* base = "https://a.example/b/c?d#e";
  CHECK(resolved_url(base, "f") == "https://a.example/b/f");
  CHECK(resolved_url(base, "./f") == "https://a.example/b/f");
  CHECK(resolved_url(base, "../f") == "https://a.example/f");
  CHECK(resolved_url(base, "../../../f") == "https://a.example/f");
  CHECK(resolved_url(base, "/f?g") == "https://a.example/f?g");
  CHECK(resolved_url(base, "//h.example/f") == "https://h.example/f");
  CHECK(resolved_url(base, "?x") == "https://a.example/b/c?x");
  CHECK(resolved_url(base, "#x") == "https://a.example/b/c?d#x");
  CHECK(resolved_url(base, "mailto:x@y.example") == "mailto:x@y.example");
  CHECK(resolved_url("no base", "f") == "f");
  CHECK(resolved_url("https://a.example", "f") == "https://a.example/f");
}
