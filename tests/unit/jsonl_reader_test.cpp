#include "indexer/readers/jsonl_reader.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "indexer/maintain/document_line.hpp"
#include "indexer/readers/json_raw.hpp"
#include "indexer/readers/json_repair.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

Document only_document(const std::string& bytes, const ReaderOptions& options = {}) {
  const auto sink = read_bytes(Format::jsonl, bytes, options);
  INFO(bytes);
  REQUIRE(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 1);
  return sink.documents[0];
}

Reject only_reject(const std::string& bytes, const ReaderOptions& options = {}) {
  const auto sink = read_bytes(Format::jsonl, bytes, options);
  INFO(bytes);
  REQUIRE(sink.documents.empty());
  REQUIRE(sink.rejects.size() == 1);
  return sink.rejects[0];
}

}  // namespace

TEST_CASE("all fields come from their names") {
  const Document document = only_document(
      R"({"id":"k","date":"2024-05-14","title":"T","text":"one\n\ntwo","source":"S","url":"u",)"
      R"("lang":"EN-gb","author":"A","tags":["x","y"]})");
  CHECK(document.key == "k");
  CHECK(to_string(document.date) == "2024-05-14");
  CHECK(document.date.origin == DateOrigin::metadata);
  CHECK(document.title == "T");
  CHECK_FALSE(document.title_derived);
  CHECK(document.text == "one\n\ntwo");
  CHECK(document.source == "S");
  CHECK(document.url == "u");
  CHECK(document.language == "en-gb");
  CHECK(document.authors == std::vector<std::string>{"A"});
  CHECK(document.tags == std::vector<std::string>{"x", "y"});
  CHECK(document.extra_json.empty());
}

TEST_CASE("every name out of the box means its field") {
  for (const char* name : {"id", "_id", "key", "url"}) {
    INFO(name);
    CHECK(only_document(std::string("{\"") + name + R"(":"K","text":"t"})").key == "K");
  }
  for (const char* name : {"date", "published", "published_at", "publication_date", "datetime"}) {
    INFO(name);
    CHECK(only_document(std::string("{\"") + name + R"(":"2024-05-14","text":"t"})").date.known());
  }
  for (const char* name : {"text", "body", "content", "contents", "article"}) {
    INFO(name);
    CHECK(only_document(std::string("{\"") + name + R"(":"T"})").text == "T");
  }
  for (const char* name : {"source", "publisher", "outlet"}) {
    INFO(name);
    CHECK(only_document(std::string("{\"") + name + R"(":"S","text":"t"})").source == "S");
  }
  for (const char* name : {"tags", "topics", "keywords"}) {
    INFO(name);
    CHECK(only_document(std::string("{\"") + name + R"(":["a"],"text":"t"})").tags.size() == 1);
  }
  CHECK(only_document(R"({"headline":"H","text":"t"})").title == "H");
  CHECK(only_document(R"({"language":"fr","text":"t"})").language == "fr");
  CHECK(only_document(R"({"authors":["a","b"],"text":"t"})").authors.size() == 2);
}

TEST_CASE("of several names for a field the first in rank wins and the others are kept") {
  const Document document = only_document(
      R"({"url":"u","_id":"second","id":"first","body":"b","text":"t","id":"again"})");
  CHECK(document.key == "first");
  CHECK(document.url == "u");
  CHECK(document.text == "t");
  CHECK(document.extra_json == R"({"_id":"second","body":"b","id":"again"})");
}

TEST_CASE("a name without a usable value leaves the field to the next name") {
  const Document document = only_document(
      R"({"id":null,"key":"k","text":"","content":"c","title":{"en":"T"},"headline":"H"})");
  CHECK(document.key == "k");
  CHECK(document.text == "c");
  CHECK(document.title == "H");
  CHECK(document.extra_json == R"({"title":{"en":"T"}})");
}

TEST_CASE("keys may be numbers, and a document without any is known by file and line") {
  CHECK(only_document(R"({"id":42,"text":"t"})").key == "42");
  CHECK(only_document(R"({"id":-7,"text":"t"})").key == "-7");
  CHECK(only_document(R"({"id":18446744073709551615,"text":"t"})").key == "18446744073709551615");
  CHECK(only_document("\n\n{\"text\":\"t\"}").key == "news#3");
  CHECK(only_document(R"({"id":true,"text":"t"})").extra_json == R"({"id":true})");
}

TEST_CASE("unknown fields are kept as they are written, in their order") {
  const Document document = only_document(
      R"({"z":1.50,"text":"t","a" : {"b":[1, 2,{"c":"}]\"\\"}]} ,"big":1e5,"n":null,"u":"\u00e9"})");
  CHECK(document.extra_json ==
        R"({"z":1.50,"a":{"b":[1, 2,{"c":"}]\"\\"}]},"big":1e5,"n":null,"u":"\u00e9"})");
  CHECK(nlohmann::json::parse(document.extra_json)["a"]["b"][2]["c"] == "}]\"\\");
}

TEST_CASE("dates may be numbers, and what is no date is kept under its name") {
  const auto date = [](const std::string& value) {
    return only_document(R"({"text":"t","published":)" + value + "}");
  };
  CHECK(to_string(date("1715680000").date) == "2024-05-14T09:46:40Z");
  CHECK(to_string(date("1715680000123").date) == "2024-05-14T09:46:40Z");
  CHECK(to_string(date("20240514").date) == "2024-05-14");
  CHECK(to_string(date("2024").date) == "2024");
  for (const char* bad : {R"("yesterday")", R"("9999-99-99")", "99999999", "17", "-5", "true",
                          R"(["2024-05-14"])", "1.5"}) {
    INFO(bad);
    const Document document = date(bad);
    CHECK_FALSE(document.date.known());
    CHECK(document.date.origin == DateOrigin::none);
    CHECK(document.extra_json == std::string(R"({"published":)") + bad + "}");
  }
  const Document second = only_document(R"({"text":"t","date":"soon","datetime":"2024-05-14"})");
  CHECK(to_string(second.date) == "2024-05-14");
  CHECK(second.extra_json == R"({"date":"soon"})");
}

TEST_CASE("a text may be a list of paragraphs") {
  CHECK(only_document(R"({"text":["one","two"]})").text == "one\n\ntwo");
  CHECK(only_document(R"({"title":"T","text":["one",2]})").extra_json == R"({"text":["one",2]})");
}

TEST_CASE("a text stays as it is but for line ends and control characters") {
  CHECK(only_document(R"({"text":" a  \r\n\n\n b\u0000\u0007\rc "})").text == " a  \n\n\n b\nc ");
}

TEST_CASE("a document without a title gets its first sentence") {
  const Document document = only_document(R"({"id":"a","text":"It rained. It poured."})");
  CHECK(document.title == "It rained.");
  CHECK(document.title_derived);
}

TEST_CASE("titles are single lines and lists lose their empty items") {
  const Document document = only_document(
      R"({"id":"a","title":" a\n b\tc ","text":"t","authors":["","A\nB"],"source":" S "})");
  CHECK(document.title == "a b c");
  CHECK(document.authors == std::vector<std::string>{"A B"});
  CHECK(document.source == "S");
}

TEST_CASE("mapped names go before those out of the box") {
  ReaderOptions options;
  options.field_map = {{"docid", "key"}, {"descr", "text"}, {"when", "date"}, {"paper", "source"}};
  const Document document = only_document(
      R"({"id":"i","docid":"d","text":"t","descr":"x","when":"2024-05-14","paper":"P"})", options);
  CHECK(document.key == "d");
  CHECK(document.text == "x");
  CHECK(document.source == "P");
  CHECK(document.date.known());
  CHECK(document.extra_json == R"({"id":"i","text":"t"})");
}

TEST_CASE("a map to a field that documents do not have is an error of usage") {
  ReaderOptions options;
  options.field_map = {{"a", "colour"}};
  const auto status = check_field_map(options);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::usage);
  CHECK(status.error().message.find("colour") != std::string::npos);
}

TEST_CASE("defaults fill what is missing and the prefix goes before every key") {
  ReaderOptions options;
  options.default_source = "Wire";
  options.default_language = "EN";
  options.default_date = parse_date("2020");
  options.key_prefix = "p/";
  const auto sink = read_bytes(Format::jsonl,
                               "{\"id\":\"a\",\"text\":\"t\"}\n{\"id\":\"b\",\"text\":\"t\","
                               "\"source\":\"Own\",\"lang\":\"fr\","
                               "\"date\":\"2024\"}\n{\"text\":\"t\"}",
                               options);
  REQUIRE(sink.keys() == std::vector<std::string>{"p/a", "p/b", "p/news#3"});
  CHECK(sink.documents[0].source == "Wire");
  CHECK(to_string(sink.documents[0].date) == "2020");
  CHECK(sink.documents[0].date.origin == DateOrigin::given);
  CHECK(sink.documents[1].source == "Own");
  CHECK(sink.documents[1].language == "fr");
  CHECK(to_string(sink.documents[1].date) == "2024");
}

TEST_CASE("one bad line never stops a file") {
  const auto sink =
      read_bytes(Format::jsonl,
                 "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\nnonsense\n\n"
                 "{\"id\":3,\"text\":\"c\"} x\n[1,2]\n\"s\"\n{\"id\":4,\"text\":\"d\"}");
  CHECK(sink.keys() == std::vector<std::string>{"1", "4"});
  REQUIRE(sink.rejects.size() == 5);
  for (const auto& reject : sink.rejects) CHECK(reject.reason == RejectReason::malformed);
  CHECK(sink.rejects[0].position.line == 2);
  CHECK(sink.rejects[0].position.offset == 20);
  CHECK(sink.rejects[2].position.line == 5);
}

TEST_CASE("a whole-file array or a laid-out object is one reject with a hint") {
  const Reject array = only_reject("[\n{\"id\":1,\"text\":\"a\"},\n{\"id\":2,\"text\":\"b\"}\n]\n");
  CHECK(array.detail.find("jq -c '.[]'") != std::string::npos);
  CHECK(only_reject("[{\"id\":1,\"text\":\"a\"},\n{\"id\":2}]").reason == RejectReason::malformed);
  CHECK(only_reject("[{\"id\":1},{\"id\":2}]").detail.find("jq -c '.[]'") != std::string::npos);
  const Reject object = only_reject("{\n  \"id\": 1,\n  \"text\": \"a\"\n}\n");
  CHECK(object.detail.find("jq -c .") != std::string::npos);
}

TEST_CASE("blank lines, a byte order mark and CR LF are no part of the JSON") {
  const auto sink = read_bytes(
      Format::jsonl,
      "\xEF\xBB\xBF{\"id\":1,\"text\":\"a\"}\r\n\r\n  \n\t{\"id\":2,\"text\":\"b\"} \r\n");
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"1", "2"});
}

TEST_CASE("what has one sensible reading is mended") {
  const Document bytes = only_document("{\"id\":\"caf\xE9\",\"text\":\"na\xEFve words here\"}");
  CHECK(bytes.key == "café");
  CHECK(bytes.text == "naïve words here");
  CHECK(bytes.encoding_repaired);
  const Document controls = only_document(std::string("{\"id\":1,\"text\":\"a\tb\0c\x01\"}", 24));
  CHECK(controls.text == "a b c ");
  CHECK(controls.encoding_repaired);
  CHECK(only_document(R"({"id":1,"text":"a\ud800b\udc00c\ud83d\ude00"})").text == "a�b�c😀");
  CHECK(only_document(R"({"id":1,"text":"\\ud800"})").text == "\\ud800");
}

TEST_CASE("only broken escapes are mended") {
  const auto mended = [](std::string line) {
    const bool changed = repair_json(line);
    return std::pair(changed, line);
  };
  CHECK(mended(R"("\ud83d\ude00 \u00e9")").first == false);
  CHECK(mended(R"("\ud83d")") == std::pair(true, std::string(R"("\ufffd")")));
  CHECK(mended(R"("\ude00\ud83d")").second == R"("\ufffd\ufffd")");
  CHECK(mended(R"("\\\ud83d")").second == R"("\\\ufffd")");
  CHECK(mended(R"("\ud83d\ud83d\ude00")").second == R"("\ufffd\ud83d\ude00")");
  CHECK(mended(R"("\u12)").first == false);
}

TEST_CASE("broken rules are rejects with their reasons") {
  CHECK(only_reject(R"({"id":"a"})").reason == RejectReason::missing_text);
  CHECK(only_reject(R"({"id":"a","text":" \n"})").reason == RejectReason::missing_text);
  CHECK(only_reject(R"({"id":"a\u0007b","text":"t"})").reason == RejectReason::bad_key);
  CHECK(only_reject(R"({"id":"a\nb","text":"t"})").reason == RejectReason::bad_key);
  const std::string long_key(max_key_bytes + 1, 'k');
  CHECK(only_reject("{\"id\":\"" + long_key + "\",\"text\":\"t\"}").reason ==
        RejectReason::bad_key);
  CHECK(only_document("{\"id\":\"" + long_key.substr(1) + "\",\"text\":\"t\"}").key.size() ==
        max_key_bytes);
  CHECK(only_document(R"({"id":"a","title":"T"})").text.empty());
}

TEST_CASE("a line over the limit is skipped in bounded memory") {
  ReaderOptions options;
  options.max_document_bytes = 1000;
  const std::string bytes = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"" +
                            std::string(100'000, 'x') + "\"}\n{\"id\":3,\"text\":\"c\"}";
  for (const std::size_t chunk : {std::size_t{64}, std::size_t{1000}, std::size_t{1u << 20}}) {
    CAPTURE(chunk);
    const auto sink = read_bytes(Format::jsonl, bytes, options, chunk);
    CHECK(sink.keys() == std::vector<std::string>{"1", "3"});
    REQUIRE(sink.rejects.size() == 1);
    CHECK(sink.rejects[0].reason == RejectReason::too_large);
    CHECK(sink.rejects[0].position.line == 2);
    CHECK(sink.rejects[0].position.offset == 20);
    CHECK(sink.positions[1].line == 3);
    CHECK(sink.positions[1].offset == bytes.rfind('\n') + 1);
  }
}

TEST_CASE("documents are the same in chunks of any size") {
  const std::string bytes =
      "{\"id\":1,\"text\":\"a \\u00e9 "
      "b\"}\n\n{\"id\":2,\"x\":[1],\"text\":\"bb\"}\r\n{\"text\":\"é\"}";
  const auto whole = read_bytes(Format::jsonl, bytes);
  REQUIRE(whole.documents.size() == 3);
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(read_bytes(Format::jsonl, bytes, {}, size).documents == whole.documents);
  }
}

TEST_CASE("the raw members of a JSON object are those that a parser finds") {
  const std::string object = R"( {"a":1 , "b\"c" : "x\\" ,"d":{"e":[{},"]"]},"f":[ ] ,"g":true})";
  RawMembers members(std::string_view(object).substr(1));
  const std::pair<const char*, const char*> expected[] = {
      {"a", "1"}, {R"(b\"c)", R"("x\\")"}, {"d", R"({"e":[{},"]"]})"}, {"f", "[ ]"}, {"g", "true"}};
  for (const auto& [key, value] : expected) {
    const auto member = members.next();
    REQUIRE(member);
    CHECK(member->key == key);
    CHECK(member->value == value);
  }
  CHECK_FALSE(members.next());
}

TEST_CASE("an exported document is read back as an equal one") {
  Document document;
  document.key = "k#2";
  document.date = *parse_date("2024-05-14T10:00:00Z");
  document.date.origin = DateOrigin::header;
  document.title = "First sentence.";
  document.title_derived = true;
  document.text = "First sentence. Second \"sentence\".\n\nÖzlem 😀";
  document.source = "S";
  document.url = "https://example.org/?a=b";
  document.language = "en";
  document.authors = {"A", "B"};
  document.tags = {"t"};
  document.encoding_repaired = true;

  for (const char* extra :
       {"", R"({"published":"soon","id":1.50,"body":"b"})", R"({"date":"soon","big":1e5})",
        R"({"dateline":"NEW YORK, March 12 -"})",
        R"({"dateline":{"version":1,"title_derived":false}})"}) {
    INFO(extra);
    document.extra_json = extra;
    const auto line = document_line(document);
    REQUIRE(line);
    CHECK(only_document(*line) == document);
  }
}

TEST_CASE("an exported document without title, date and text stays so") {
  Document document;
  document.key = "only-a-text";
  document.text = "A text. Of two sentences.";
  const auto line = document_line(document);
  REQUIRE(line);
  CHECK(only_document(*line) == document);
}

TEST_CASE("random damage to lines gives documents and rejects, one for each line, and no crash") {
  const std::string line =
      R"({"id":"a1","date":"2024-05-14","text":["p\u00e9","q"],"x":{"y":[1,2.5,null]},"tags":"t"})";
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = line;
    for (auto n = 1 + random() % 4; n > 0; --n) {
      char& byte = damaged[random() % damaged.size()];
      byte = static_cast<char>(random() % 256);
      if (byte == '\n') byte = ' ';
    }
    INFO(damaged);
    const auto sink = read_bytes(Format::jsonl, damaged);
    const bool blank = sink.documents.empty() && sink.rejects.empty();
    REQUIRE_FALSE(blank);
    REQUIRE(sink.documents.size() + sink.rejects.size() == 1);
    if (sink.documents.empty() || sink.documents[0].extra_json.empty()) continue;
    REQUIRE(nlohmann::json::accept(sink.documents[0].extra_json));
  }
}
