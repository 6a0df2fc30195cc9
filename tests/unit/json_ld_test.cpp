#include <catch2/catch.hpp>
#include <string>

#include "indexer/readers/html/json_ld.hpp"

namespace {

using dateline::html::JsonLdNode;
using dateline::html::read_json_ld;

std::vector<JsonLdNode> nodes_of(std::string_view script) {
  return read_json_ld({script});
}

TEST_CASE("JSON-LD gives its nodes, however it is nested", "[json_ld]") {
  const auto nodes = nodes_of(R"({"@context":"https://schema.org","@graph":[
    {"@type":"WebSite","name":"The Harbour Post"},
    {"@type":["Article","http://schema.org/NewsArticle"],"headline":"Grain &amp; ships",
     "mainEntityOfPage":{"@id":"https://harbour.example/grain"},
     "datePublished":"2024-05-14T10:00:00+03:00","dateModified":{"@value":"2024-05-15"},
     "author":[{"@id":"#jane"},{"@type":"Person","name":"Ann Lee"}],
     "publisher":{"@type":"Organization","name":"Harbour Post"},
     "keywords":"grain, ships","inLanguage":"en","articleSection":["World","Trade"],
     "comment":[{"@type":"Comment","datePublished":"2024-05-20"}]},
    {"@type":"Person","@id":"#jane","name":"Jane Doe"}]})");
  REQUIRE(nodes.size() >= 4);
  CHECK(nodes[0].types == std::vector<std::string>{"WebSite"});
  const JsonLdNode& article = nodes[1];
  CHECK(article.types == std::vector<std::string>{"Article", "NewsArticle"});
  CHECK(article.is_article());
  CHECK(article.member.empty());
  CHECK(article.headline == "Grain & ships");
  CHECK(article.urls == std::vector<std::string>{"https://harbour.example/grain"});
  CHECK(article.date_published == "2024-05-14T10:00:00+03:00");
  CHECK(article.date_modified == "2024-05-15");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe", "Ann Lee"});
  CHECK(article.publisher == "Harbour Post");
  CHECK(article.keywords == std::vector<std::string>{"grain", "ships"});
  CHECK(article.section == "World");
  CHECK(article.language == "en");
  bool comment = false;
  for (const JsonLdNode& node : nodes)
    if (node.member == "comment") comment = node.date_published == "2024-05-20";
  CHECK(comment);
}

TEST_CASE("JSON-LD that is not quite JSON gives its dates all the same", "[json_ld]") {
  const std::string scripts[] = {
      R"({"@type":"NewsArticle","datePublished":"2024-05-14"})",
      R"([{"@type":"NewsArticle","datePublished":"2024-05-14"}])",
      "<!-- {\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-14\"} -->",
      "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-14\"}\n//]]>",
      "{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"datePublished\":\"2024-05-14\"}",
      R"({"@type":"NewsArticle","datePublished":"2024-05-14",})",
      R"({"@type":"NewsArticle","headline":"A "wrong" mark","datePublished":"2024-05-14"})",
      R"({"@type":"NewsArticle","image":,"datePublished":"2024-05-14"})",
      R"({"@type":"NewsArticle","datePublished":"2024-05-14","articleBody":"cut off)",
      R"({"@type":"WebSite"};{"@type":"NewsArticle","datePublished":"2024-05-14"};)",
      R"({"@type":"NewsArticle","publisher":{"@type":"Organization"} "datePublished":"2024-05-14"})",
  };
  for (const std::string& script : scripts) {
    CAPTURE(script);
    std::string date;
    for (const JsonLdNode& node : nodes_of(script))
      if (node.is_article()) date = node.date_published;
    CHECK(date == "2024-05-14");
  }
}

TEST_CASE("JSON-LD without anything in it gives no nodes", "[json_ld]") {
  for (const char* script :
       {"", "null", "{}", "[]", "[[[]]]", "window.x", "\"", "{\"a\":", "[CDATA["})
    CHECK(nodes_of(script).empty());
}

TEST_CASE("JSON-LD is bounded in depth and number", "[json_ld]") {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += R"({"@type":"Article","hasPart":)";
  CHECK(nodes_of(deep + "1" + std::string(500, '}')).size() <=
        dateline::html::most_json_ld_levels + 1);
  std::string wide = "[";
  for (int i = 0; i < 5000; ++i) wide += R"({"@type":"Article"},)";
  CHECK(nodes_of(wide + "1]").size() == dateline::html::most_json_ld_nodes);
  CHECK(nodes_of(wide).size() == dateline::html::most_json_ld_nodes);
  CHECK(nodes_of(std::string(200'000, '"')).empty());
  CHECK(nodes_of(std::string(200'000, '[')).empty());
}

}  // namespace
