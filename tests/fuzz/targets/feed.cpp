#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_feed(std::string_view bytes) {
  if (bytes.empty()) return;
  read_both_ways(Format::feed, bytes.substr(1), 1 + static_cast<unsigned char>(bytes[0]));
}

std::vector<std::string> feed_examples() {
  return {
      "0<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<channel><title>F</title><link>https://a.example/</link><item><title>T &amp;amp; U</title>"
      "<guid isPermaLink=\"false\">g</guid><pubDate>Tue, 14 May 2024 10:00:00 GMT</pubDate>"
      "<description><![CDATA[<p>One.</p>]]></description><dc:creator>A</dc:creator></item>"
      "</channel></rss>",
      "1<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/b/'><entry><id>i</id>"
      "<link href='../c'/><title type='html'>&lt;b&gt;T</title><published>2024-05-14T10:00:00Z"
      "</published><content type='xhtml'><div><p>A</p></div></content></entry></feed>",
      "2<rdf:RDF xmlns='http://purl.org/rss/1.0/'><item rdf:about='x'><title>T</title></item>",
      "3<!DOCTYPE r [<!ENTITY a \"b\"><!ENTITY c SYSTEM "
      "\"file:///d\">]><rss><item><title>&a;&c;&e;",
      "4<rss><channel><item><title>A<item><title>B & C < D</title></channel></rss>",
      "5<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
      "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>l</loc><n:news>"
      "<n:title>T</n:title><n:publication_date>2024</n:publication_date></n:news></url></urlset>",
      "6<opml><body><outline text='a'/></body></opml>",
      "7<rss><item><content mode='base64'>PHA+QTwvcD4=</content><title><!-- x</title></item>",
  };
}

}  // namespace dateline::fuzz
