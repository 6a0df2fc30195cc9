// Documents as lines of an export.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "indexer/maintain/document_line.hpp"

using dateline::DateOrigin;
using dateline::DatePrecision;
using dateline::Document;
using dateline::document_line;
using nlohmann::json;

namespace {

Document sample() {
  Document document;
  document.key = "a/1.txt#2";
  document.date = {.day = 19857, .precision = DatePrecision::day, .origin = DateOrigin::header};
  document.title = "Bosporus \"talks\"";
  document.text = "First.\n\nSecond.";
  document.authors = {"A", "B"};
  return document;
}

std::string line_of(const Document& document) {
  const auto line = document_line(document);
  REQUIRE(line);
  return *line;
}

}  // namespace

TEST_CASE("an exported document is one line with the fields that it has") {
  const std::string line = line_of(sample());
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  CHECK(line.back() == '\n');
  const json object = json::parse(line);
  CHECK(object["key"] == "a/1.txt#2");
  CHECK(object["date"] == "2024-05-14");
  CHECK(object["title"] == "Bosporus \"talks\"");
  CHECK(object["text"] == "First.\n\nSecond.");
  CHECK(object["authors"] == json({"A", "B"}));
  CHECK_FALSE(object.contains("source"));
  CHECK_FALSE(object.contains("tags"));
  CHECK(object["dateline"] ==
        json({{"written_by", "dateline-index export"}, {"version", 2}, {"date_origin", "header"}}));
}

TEST_CASE("what a document knows besides its fields is exported") {
  Document document = sample();
  document.title_derived = true;
  document.encoding_repaired = true;
  document.date = {};
  const json remarks = json::parse(line_of(document))["dateline"];
  CHECK(remarks == json({{"written_by", "dateline-index export"},
                         {"version", 2},
                         {"title_derived", true},
                         {"encoding_repaired", true}}));
}

TEST_CASE("extra fields stand beside the others, with their numbers as they were") {
  Document document = sample();
  document.extra_json = R"({"genre":"speech","id":12345678901234567890123,"score":1.10})";
  const std::string line = line_of(document);
  CHECK(line.find(R"("genre":"speech","id":12345678901234567890123,"score":1.10)") !=
        std::string::npos);
  CHECK(json::parse(line)["genre"] == "speech");
}

TEST_CASE("an extra field with the name of another member is kept apart") {
  Document document = sample();
  document.extra_json = R"({"title":["other"],"kind":"speech"})";
  const json object = json::parse(line_of(document));
  CHECK(object["title"] == "Bosporus \"talks\"");
  CHECK(object["dateline"]["extra"] == json({{"title", {"other"}}, {"kind", "speech"}}));
}

TEST_CASE("extra fields that are empty, or spread over lines, leave one line of JSON") {
  Document document = sample();
  for (const char* extra : {"{}", "{ }", "{\n \"a\": 1,\r\n \"b\": {}\n}"}) {
    CAPTURE(extra);
    document.extra_json = extra;
    const std::string line = line_of(document);
    CHECK(std::count(line.begin(), line.end(), '\n') == 1);
    CHECK(json::accept(line));
  }
}

TEST_CASE("extra fields that are not an object are an error that names the document") {
  Document document = sample();
  for (const char* extra : {"[1]", "{\"a\":", "text"}) {
    CAPTURE(extra);
    document.extra_json = extra;
    const auto line = document_line(document);
    REQUIRE_FALSE(line);
    CHECK(line.error().message.find("a/1.txt#2") != std::string::npos);
  }
}
