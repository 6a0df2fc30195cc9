// What a valid document is: what is refused, what is repaired, and that both survive an export.
#include "dateline/valid_document.hpp"

#include <catch2/catch.hpp>

#include "dateline/indexer.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/maintain/document_line.hpp"
#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using namespace std::string_literals;

namespace {

Document sample() {
  Document document;
  document.key = "k";
  document.title = "Harbour";
  document.text = "Ferries sail again.";
  return document;
}

Document with_key(std::string key) {
  Document document = sample();
  document.key = std::move(key);
  return document;
}

struct Refused {
  const char* name;
  Document document;
  RejectReason reason;
};

std::vector<Refused> refused_documents() {
  std::vector<Refused> refused{
      {"no key", with_key(""), RejectReason::missing_key},
      {"a long key", with_key(std::string(max_key_bytes + 1, 'k')), RejectReason::bad_key},
      {"NUL in the key", with_key("a\0b"s), RejectReason::bad_key},
      {"a line feed in the key", with_key("a\nb"), RejectReason::bad_key},
      {"a tab in the key", with_key("a\tb"), RejectReason::bad_key},
      {"an escape in the key", with_key("a\x1B[31m"), RejectReason::bad_key},
      {"DEL in the key", with_key("a\x7F"), RejectReason::bad_key},
      {"C1 in the key", with_key("a\xC2\x85"), RejectReason::bad_key},
      {"a key of latin-1", with_key("caf\xE9 bar"), RejectReason::bad_key},
      {"a key that is cut", with_key("caf\xC3"), RejectReason::bad_key},
      {"a surrogate in the key", with_key("\xED\xA0\x80"), RejectReason::bad_key},
      {"a mark in the key", with_key("\xEF\xBB\xBFk"), RejectReason::bad_key},
  };
  Document empty = with_key("k");
  empty.title.clear();
  for (const char* text : {"", " \n\t", "\x01\x02"}) {
    empty.text = text;
    refused.push_back({"no text", empty, RejectReason::missing_text});
  }
  Document extra = sample();
  for (const char* json : {"[1]", "x", "{\"a\":", "{\"a\" 1}", "{} {}", "{'a':1}"}) {
    extra.extra_json = json;
    refused.push_back({json, extra, RejectReason::malformed});
  }
  Document date = sample();
  date.date = {.day = 4'000'000, .precision = DatePrecision::day};
  refused.push_back({"year 12,921", date, RejectReason::malformed});
  date.date = {.day = 1, .second_of_day = 86400, .precision = DatePrecision::second};
  refused.push_back({"24:00:00", date, RejectReason::malformed});
  return refused;
}

Document odd_but_valid() {
  Document document = sample();
  document.key = " sp ace/é#1\"\\ ";
  document.title = "  two\nlines\t";
  document.text =
      "a\r\nb\rc\0d\x07 \xEF\xBB\xBF"
      "e"s;
  document.source = "\n Caf\xE9 S ";
  document.language = "EN-gb";
  document.authors = {"", " A\nB ", "\x01"};
  document.tags = {"t"};
  document.extra_json = "{ \"a\" : 1.50,\n \"b\":[1e999, NaN,], \"text\":\"x\" }";
  document.date = {.day = 19857, .second_of_day = 7, .precision = DatePrecision::month};
  return document;
}

}  // namespace

TEST_CASE("documents that nobody can repair are refused with their reason", "[part1-12]") {
  for (Refused& refused : refused_documents()) {
    INFO(refused.name);
    const auto fault = make_valid(refused.document);
    REQUIRE(fault);
    CHECK(fault->reason == refused.reason);
    CHECK_FALSE(fault->detail.empty());
  }
}

TEST_CASE("what has one sensible reading is repaired, and a valid document stays as it is",
          "[part1-12]") {
  Document document = odd_but_valid();
  REQUIRE_FALSE(make_valid(document));
  CHECK(document.key == " sp ace/é#1\"\\ ");
  CHECK(document.title == "two lines");
  CHECK(document.text == "a\nb\ncd e");
  CHECK(document.source == "Café S");
  CHECK(document.language == "en-gb");
  CHECK(document.authors == std::vector<std::string>{"A B"});
  CHECK(document.encoding_repaired);
  CHECK(document.extra_json == R"({"a":1.50,"b":[1e999, "NaN"],"text":"x"})");
  CHECK(to_string(document.date) == "2024-05");
  CHECK(document.date.second_of_day == 0);

  const Document once = document;
  REQUIRE_FALSE(make_valid(document));
  CHECK(document == once);
  Document plain = sample();
  REQUIRE_FALSE(make_valid(plain));
  CHECK(plain == sample());
}

TEST_CASE("an empty object of extra fields is none", "[part1-12]") {
  Document document = sample();
  for (const char* extra : {"{}", " { } ", "{\n}"}) {
    document.extra_json = extra;
    REQUIRE_FALSE(make_valid(document));
    CHECK(document.extra_json.empty());
  }
}

TEST_CASE("a valid document is the same after an export", "[part1-12]") {
  Document document = odd_but_valid();
  REQUIRE_FALSE(make_valid(document));
  const auto line = document_line(document);
  REQUIRE(line);
  const auto sink = test::read_bytes(Format::jsonl, *line);
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0] == document);
}

TEST_CASE("Indexer::add refuses what readers refuse, and the run goes on", "[part1-12]") {
  const test::TemporaryFolder folder;
  auto indexer = Indexer::open({.index = folder / "news.idx", .jobs = 1, .memory_mb = 64});
  REQUIRE(indexer);
  for (Refused& refused : refused_documents()) {
    INFO(refused.name);
    const auto outcome = indexer->add(std::move(refused.document));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == ErrorCode::bad_input);
  }
  REQUIRE(indexer->add(odd_but_valid()));
  CHECK(indexer->counts().added == 1);
  REQUIRE(indexer->publish());
}
