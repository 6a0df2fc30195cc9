// JSON of crawlers, data sets, interfaces and databases: what is read without a mapping.
#include "indexer/readers/json/json_shapes.hpp"

#include <catch2/catch.hpp>

#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

using Strings = std::vector<std::string>;

struct Expected {
  const char* layout;
  const char* bytes;
  const char* key;
  const char* date;
  const char* title;
  const char* text;
  const char* source;
  const char* url;
  const char* author;
};

constexpr Expected one_document[] = {
    {"trafilatura",
     R"({"title":"Harbour","author":"J. Doe","hostname":"metro.example","date":"2024-05-14",)"
     R"("fingerprint":"ab","id":null,"raw_text":"A B","text":"A ferry.","comments":"",)"
     R"("source":"https://metro.example/harbour","source-hostname":"Metro","tags":""})",
     "https://metro.example/harbour", "2024-05-14", "Harbour", "A ferry.", "Metro",
     "https://metro.example/harbour", "J. Doe"},
    {"newspaper4k",
     R"({"url":"https://metro.example/a","language":"de","title":"Harbour","tags":null,)"
     R"("authors":["J. Doe"],"publish_date":"2024-05-14T10:00:00+03:00","summary":"",)"
     R"("meta_lang":"de","meta_site_name":"Metro","canonical_link":"https://metro.example/c",)"
     R"("text":"A ferry."})",
     "https://metro.example/a", "2024-05-14T07:00:00Z", "Harbour", "A ferry.", "Metro",
     "https://metro.example/a", "J. Doe"},
    {"news-please: a time without a zone is the publisher's",
     R"({"authors":["J. Doe"],"date_download":"2024-06-01 10:00:00","date_modify":"None",)"
     R"("date_publish":"2024-05-14 23:30:00","description":"D","maintext":"A ferry.",)"
     R"("source_domain":"metro.example","text":null,"title":"Harbour","url":"https://m.example/a"})",
     "https://m.example/a", "2024-05-14", "Harbour", "A ferry.", "metro.example",
     "https://m.example/a", "J. Doe"},
    {"news-please with a zone",
     R"({"date_download":"2024-06-01 10:00:00","date_publish":"2024-05-14 23:30:00-02:00",)"
     R"("maintext":"A ferry.","source_domain":"metro.example","title":"Harbour","filename":"k"})",
     "news#1", "2024-05-15T01:30:00Z", "Harbour", "A ferry.", "metro.example", "", ""},
    {"fundus",
     R"({"title":"Harbour","plaintext":"A ferry.\n\nIt links.","authors":["J. Doe"],)"
     R"("body":{"summary":[],"sections":[]},"publishing_date":"2024-05-14 10:00:00+00:00"})",
     "news#1", "2024-05-14T10:00:00Z", "Harbour", "A ferry.\n\nIt links.", "", "", "J. Doe"},
    {"fundus without its plain text",
     R"({"title":"Harbour","body":{"summary":["Sum."],"sections":[{"headline":["Head"],)"
     R"("paragraphs":["One.","Two."]},{"headline":[],"paragraphs":["Three."]}]}})",
     "news#1", "", "Harbour", "Sum.\n\nHead\n\nOne.\n\nTwo.\n\nThree.", "", "", ""},
    {"CC-News",
     R"({"title":"Harbour","text":"A ferry.","domain":"metro.example","date":"2024-05-14 23:30:00",)"
     R"("description":"","url":"https://m.example/a","image_url":""})",
     "https://m.example/a", "2024-05-14", "Harbour", "A ferry.", "metro.example",
     "https://m.example/a", ""},
    {"RealNews: the month is first",
     R"({"url":"https://m.example/a","title":"Harbour","text":"A ferry.","summary":null,)"
     R"("authors":[],"publish_date":"05-04-2024","domain":"metro.example","warc_date":"20240601"})",
     "https://m.example/a", "2024-05-04", "Harbour", "A ferry.", "metro.example",
     "https://m.example/a", ""},
    {"Newsroom",
     R"({"url":"https://m.example/a","archive":"https://archive.example/a","title":"Harbour",)"
     R"("date":"20240514101500","text":"A ferry.","summary":"S","density":1.5})",
     "https://m.example/a", "2024-05-14T10:15:00Z", "Harbour", "A ferry.", "",
     "https://m.example/a", ""},
    {"Washington Post",
     R"({"id":"w1","article_url":"https://w.example/a","title":null,"author":"J. Doe",)"
     R"("published_date":1715680800000,"contents":[null,{"content":"World","type":"kicker"},)"
     R"({"content":"Harbour","type":"title"},{"content":1715680800000,"type":"date"},)"
     R"({"content":"A <b>ferry</b>.","subtype":"paragraph","type":"sanitized_html",)"
     R"("mime":"text/html"},{"type":"image","fullcaption":"C"},)"
     R"({"content":"It links.","type":"sanitized_html"}],"type":"article","source":"The Post"})",
     "w1", "2024-05-14T10:00:00Z", "A ferry.", "A ferry.\n\nIt links.", "The Post",
     "https://w.example/a", "J. Doe"},
    {"Signal-1M",
     R"({"id":"s1","content":"A ferry.","title":"Harbour","media-type":"News","source":"Metro",)"
     R"("published":"2024-05-14T10:00:00Z"})",
     "s1", "2024-05-14T10:00:00Z", "Harbour", "A ferry.", "Metro", "", ""},
    {"an article of schema.org",
     R"({"@type":"NewsArticle","headline":"Harbour","articleBody":"A ferry.",)"
     R"("datePublished":"2024-05-14T10:00:00+03:00","author":{"name":"J. Doe"},)"
     R"("publisher":{"name":"Metro"},"image":{"url":"i","title":"no"}})",
     "news#1", "2024-05-14T07:00:00Z", "Harbour", "A ferry.", "Metro", "", "J. Doe"},
    {"a post of WordPress",
     R"({"id":5,"date":"2024-05-14T13:00:00","date_gmt":"2024-05-14T10:00:00","link":)"
     R"("https://w.example/five","title":{"rendered":"Harbour"},"content":{"rendered":)"
     R"("<p>A ferry.</p><p>It links.</p>"},"author":3,"tags":[2,7]})",
     "https://w.example/five", "2024-05-14T10:00:00Z", "Harbour", "A ferry.\n\nIt links.", "",
     "https://w.example/five", ""},
    {"a story of Arc",
     R"({"_id":"AB","canonical_url":"/a/","display_date":"2024-05-14T10:00:00Z","headlines":)"
     R"({"basic":"Harbour"},"content_elements":[{"_id":"1","type":"text","content":"A ferry."},)"
     R"({"_id":"2","type":"image","caption":"C"},{"_id":"3","type":"text","content":"It links."}],)"
     R"("credits":{"by":[{"name":"J. Doe"}]}})",
     "AB", "2024-05-14T10:00:00Z", "Harbour", "A ferry.\n\nIt links.", "", "/a/", "J. Doe"},
    {"a status of Twitter",
     R"({"created_at":"Tue May 14 10:00:00 +0000 2024","id":1.7e18,"id_str":"99","full_text":)"
     R"("A ferry.","user":{"name":"J. Doe"}})",
     "99", "2024-05-14T10:00:00Z", "A ferry.", "A ferry.", "", "", "J. Doe"},
    {"blocks of an editor",
     R"({"title":"Harbour","content":{"time":1,"blocks":[{"type":"paragraph","data":{"text":)"
     R"("A ferry."}},{"type":"list","data":{"style":"x","items":["One","Two"]}}]}})",
     "news#1", "", "Harbour", "A ferry.\n\nOne\n\nTwo", "", "", ""},
    {"a source that is the page's address",
     R"({"title":"Harbour","text":"A ferry.","source":"https://metro.example/news/1"})",
     "https://metro.example/news/1", "", "Harbour", "A ferry.", "metro.example",
     "https://metro.example/news/1", ""},
    {"a source that is a site's address",
     R"({"title":"Harbour","text":"A ferry.","source":"https://metro.example/"})", "news#1", "",
     "Harbour", "A ferry.", "https://metro.example/", "", ""},
    {"names with the kind of thing before them",
     R"({"news_id":"n","newsTitle":"Harbour","news_content":"A ferry.","news_date":"2024-05-14",)"
     R"("news_url":"https://m.example/a"})",
     "n", "2024-05-14", "Harbour", "A ferry.", "", "https://m.example/a", ""},
    {"a dump of Elasticsearch",
     R"({"_index":"n","_id":"7","_score":1.50,"_source":{"headline":"Harbour","body":"A ferry.",)"
     R"("@timestamp":"x","timestamp":"2024-05-14T10:00:00Z"}})",
     "7", "2024-05-14T10:00:00Z", "Harbour", "A ferry.", "", "", ""},
    {"fields beside a title",
     R"({"id":"g","webTitle":"Harbour","webUrl":"https://g.example/1","webPublicationDate":)"
     R"("2024-05-14T10:00:00Z","fields":{"bodyText":"A ferry.","byline":"J. Doe"}})",
     "g", "2024-05-14T10:00:00Z", "Harbour", "A ferry.", "", "https://g.example/1", "J. Doe"},
    {"documents in documents", R"({"add":{"doc":{"id":"s","title":"Harbour","text":"A ferry."}}})",
     "s", "", "Harbour", "A ferry.", "", "", ""},
};

}  // namespace

TEST_CASE("layouts of crawlers, data sets and interfaces are read without a mapping", "[part3-7]") {
  for (const Expected& expected : one_document) {
    CAPTURE(expected.layout);
    const auto sink = read_bytes(Format::jsonl, expected.bytes);
    REQUIRE(sink.rejects.empty());
    CHECK(sink.unusable.empty());
    REQUIRE(sink.documents.size() == 1);
    const Document& document = sink.documents[0];
    CHECK(document.key == expected.key);
    CHECK(to_string(document.date) == expected.date);
    CHECK(document.title == expected.title);
    CHECK(document.text == expected.text);
    CHECK(document.source == expected.source);
    CHECK(document.url == expected.url);
    CHECK(document.authors == (*expected.author == '\0' ? Strings{} : Strings{expected.author}));
  }
}

TEST_CASE("languages may be given by their names", "[part3-7]") {
  const std::pair<const char*, const char*> names_and_tags[] = {
      {"German", "de"},     {"english", "en"},    {"eng", "en"},      {"deutsch", "de"},
      {"українська", "uk"}, {"de", "de"},         {"EN-gb", "en-gb"}, {"gsw", "gsw"},
      {"zzz", "zzz"},       {"Elvish", "elvish"}, {"", ""},           {"zh-Hans", "zh-hans"}};
  for (const auto& [name, tag] : names_and_tags) {
    CAPTURE(name);
    const auto sink = read_bytes(
        Format::jsonl, R"({"id":"k","text":"t","language":")" + std::string(name) + "\"}");
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].language == tag);
  }
}

TEST_CASE("what a document is wrapped in stays among its extra fields", "[part3-7]") {
  const auto sink = read_bytes(
      Format::jsonl, R"({"_index":"n","_id":"7","_score":1.50,"_source":{"text":"t","n":1e999}})");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].extra_json == R"({"_index":"n","_score":1.50,"n":1e999})");
}

TEST_CASE("every shape is the first that an object with its members has", "[part3-7]") {
  for (const JsonShape& shape : json_shapes()) {
    CAPTURE(shape.name);
    std::string object = "{";
    for (const std::string_view member : shape.members) {
      REQUIRE_FALSE(member.empty());
      object.append(object.size() == 1 ? "\"" : ",\"").append(member).append("\":1");
    }
    object += "}";
    simdjson::dom::parser parser;
    simdjson::dom::object root;
    REQUIRE(parser.parse(object).get(root) == simdjson::SUCCESS);
    REQUIRE(shape_of(root) != nullptr);
    CHECK(shape_of(root)->name == shape.name);
  }
}
