#include "indexer/readers/jsonl_reader.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "indexer/maintain/document_line.hpp"
#include "indexer/readers/base/json_repair.hpp"
#include "indexer/readers/json/json_raw.hpp"
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

TEST_CASE("dates may be numbers, and what is not a date is kept under its name") {
  const auto date = [](const std::string& value) {
    return only_document(R"({"text":"t","published":)" + value + "}");
  };
  CHECK(to_string(date("1715680000").date) == "2024-05-14T09:46:40Z");
  CHECK(to_string(date("1715680000123").date) == "2024-05-14T09:46:40Z");
  CHECK(to_string(date("20240514").date) == "2024-05-14");
  CHECK(to_string(date("2024").date) == "2024");
  for (const char* bad : {R"("yesterday")", R"("9999-99-99")", "20241332", "17", "-5", "true",
                          R"(["2024-05-14","2024-05-15"])", "1.5"}) {
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
  CHECK(only_document(R"({"title":"T","text":["one",2]})").text == "one\n\n2");
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

TEST_CASE("blank lines, a byte order mark and CR LF are not part of the JSON") {
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
  const auto mended = [](const std::string& line) {
    const MendedJson json = mend_json(line);
    return std::pair(json.repaired, json.written);
  };
  CHECK(mended(R"("\ud83d\ude00 \u00e9")").first == false);
  CHECK(mended(R"("\ud83d")") == std::pair(true, std::string(R"("\ufffd")")));
  CHECK(mended(R"("\ude00\ud83d")").second == R"("\ufffd\ufffd")");
  CHECK(mended(R"("\\\ud83d")").second == R"("\\\ufffd")");
  CHECK(mended(R"("\ud83d\ud83d\ude00")").second == R"("\ufffd\ud83d\ude00")");
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

TEST_CASE("random damage to lines gives documents or rejects, and no crash") {
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
    if (sink.documents.empty() || sink.documents[0].extra_json.empty()) continue;
    REQUIRE(nlohmann::json::accept(sink.documents[0].extra_json));
  }
}

namespace {

/// The document of an object with this member besides a key and a text.
Document document_with(const std::string& member, const ReaderOptions& options = {}) {
  return only_document(R"({"id":"k",)" + member + R"(,"text":"ferry"})", options);
}

using Strings = std::vector<std::string>;

Strings unusable_fields(const std::string& bytes, const ReaderOptions& options = {}) {
  return read_bytes(Format::jsonl, bytes, options).unusable;
}

}  // namespace

namespace {

struct Layout {
  const char* name;
  std::string bytes;
};

std::string texts_of(const test::CollectingSink& sink) {
  std::string texts;
  for (const auto& document : sink.documents) texts += document.key + "=" + document.text + ";";
  return texts;
}

const std::string first_object = R"({"id":"a","text":"ferry one","n":[1,{"m":2}]})";
const std::string second_object = R"({"id":"b","text":"{ferry} [two], \"quoted\"\\"})";
const std::string third_object = R"({"id":"c","text":"ferry three","e":{}})";

/// As Python's json.dumps(indent=...) lays it out.
std::string spread_out(const std::string& object, int indent) {
  return nlohmann::ordered_json::parse(object).dump(indent);
}

std::string three_spread_out(int indent, const std::string& between) {
  return spread_out(first_object, indent) + between + spread_out(second_object, indent) + between +
         spread_out(third_object, indent);
}

}  // namespace

TEST_CASE("JSON is read however its objects are laid out", "[part1-08]") {
  const std::string one = first_object;
  const std::string two = second_object;
  const std::string three = third_object;
  const std::string mark = "\xEF\xBB\xBF";
  const Layout layouts[] = {
      {"JSON Lines", one + "\n" + two + "\n" + three + "\n"},
      {"no line end at the end", one + "\n" + two + "\n" + three},
      {"CR LF", one + "\r\n" + two + "\r\n" + three + "\r\n"},
      {"CR only", one + "\r" + two + "\r" + three + "\r"},
      {"a mark before every line", mark + one + "\n" + mark + two + "\n" + mark + three + "\n"},
      {"a mark after a blank line", one + "\n\n" + mark + "\n" + two + "\n " + mark + three},
      {"commas at the ends of lines", one + ",\n" + two + " ,\n" + three + ",\n"},
      {"commas at the beginnings", one + "\n," + two + "\n," + three},
      {"all on one line", one + two + three},
      {"all on one line, with spaces", one + " " + two + "\t" + three + "\n"},
      {"two and one", one + "," + two + "\n" + three},
      {"a list on one line", "[" + one + "," + two + ", " + three + "]"},
      {"a list over lines", "[\n" + one + ",\n" + two + ",\n" + three + "\n]\n"},
      {"a list whose brackets touch", "[" + one + ",\n" + two + ",\n" + three + "]"},
      {"commas first", "[ " + one + "\n, " + two + "\n, " + three + "\n]"},
      {"a list for each line", "[" + one + "]\n[" + two + "," + three + "]\n"},
      {"lists in a list", "[[" + one + "],[" + two + ",[" + three + "]]]"},
      {"a comma before the end", "[" + one + "," + two + "," + three + ",]"},
      {"laid out by 2", three_spread_out(2, "\n")},
      {"laid out by 0", three_spread_out(0, "\n")},
      {"laid out, without line ends between", three_spread_out(4, "")},
      {"laid out in a list", "[\n" + three_spread_out(2, ",\n") + "\n]"},
      {"laid out with CR LF",
       "{\r\n\"id\":\"a\",\r\n\"text\":\"ferry one\"\r\n}\r\n" + two + three},
      {"laid out with CR", "{\r\"id\":\"a\",\r\"text\":\"ferry one\"\r}\r" + two + "\r" + three},
      {"broken between members", R"({"id":"a",)"
                                 "\n"
                                 R"( "text":"ferry one"})"
                                 "\n" +
                                     two + three},
      {"RFC 7464", "\x1E" + one + "\n\x1E" + two + "\n\x1E" + three + "\n"},
      {"files joined", mark + "[" + one + "]\r\n" + mark + two + "\r\n" + mark +
                           "{\r\n\"id\":\"c\"," + "\r\n\"text\":\"ferry three\"}"},
  };
  for (const Layout& layout : layouts) {
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{1u << 18}}) {
      INFO(layout.name << ", " << chunk);
      const auto sink = read_bytes(Format::jsonl, layout.bytes, {}, chunk);
      CHECK(sink.rejects.empty());
      CHECK(texts_of(sink) == R"(a=ferry one;b={ferry} [two], "quoted"\;c=ferry three;)");
    }
  }
}

TEST_CASE("an empty list, an empty file and one of spaces hold no documents and no faults",
          "[part1-08]") {
  for (const char* bytes : {"", "[]", " [ ] \n", "\n\n", "\xEF\xBB\xBF", ",", "[\n]\n"}) {
    INFO(bytes);
    const auto sink = read_bytes(Format::jsonl, bytes);
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.empty());
  }
}

TEST_CASE("members that nobody asked for may hold anything that programs write", "[part1-08]") {
  const std::pair<const char*, const char*> written_and_kept[] = {
      {"18446744073709551616", "18446744073709551616"},
      {"-9223372036854775809", "-9223372036854775809"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"1e999", "1e999"},
      {"-1E+4000", "-1E+4000"},
      {"0.1000000000000000000000000000001", "0.1000000000000000000000000000001"},
      {"2.50", "2.50"},
      {"-0", "-0"},
      {"NaN", R"("NaN")"},
      {"Infinity", R"("Infinity")"},
      {"-Infinity", R"("-Infinity")"},
      {"nan", R"("nan")"},
      {"-inf", R"("-inf")"},
      {"02139", R"("02139")"},
      {"+5", R"("+5")"},
      {".5", R"(".5")"},
      {"5.", R"("5.")"},
      {"0x1F", R"("0x1F")"},
      {"None", "null"},
      {"True", "true"},
      {"undefined", "null"},
      {R"([1,[NaN,{"a":1e999,}],])", R"([1,["NaN",{"a":1e999}]])"},
  };
  for (const auto& [written, kept] : written_and_kept) {
    INFO(written);
    const Document document =
        only_document(std::string(R"({"id":"k","x":)") + written + R"(,"text":"ferry","y":1.10})");
    CHECK(document.text == "ferry");
    CHECK(document.extra_json == std::string(R"({"x":)") + kept + R"(,"y":1.10})");
    CHECK(only_document(*document_line(document)) == document);
  }
}

TEST_CASE("NaN in a field is what it is for those who write it: no value", "[part1-08]") {
  const Document document = only_document(
      R"({"id":NaN,"url":"u","title":NaN,"headline":"H","text":"t","authors":[NaN]})");
  CHECK(document.key == "u");
  CHECK(document.title == "H");
  CHECK(document.authors.empty());
  CHECK(unusable_fields(R"({"id":"k","text":"t","source":NaN})").empty());
}

TEST_CASE("a trailing comma is not a fault, and two are", "[part1-08]") {
  CHECK(only_document(R"({"id":"a","text":"ferry",})").text == "ferry");
  CHECK(only_reject(R"({"id":"a","text":"ferry",,})").reason == RejectReason::malformed);
}

TEST_CASE("keys are numbers as they are written", "[part1-08]") {
  for (const char* number :
       {"123456789012345678901234", "12345678901234567890", "1.5", "7.0", "1e3"}) {
    INFO(number);
    CHECK(only_document(std::string(R"({"text":"t","id":)") + number + "}").key == number);
  }
}

TEST_CASE("what is not read is reported with line, column and what was expected", "[part1-08]") {
  struct Case {
    const char* bytes;
    const char* detail;
    RejectReason reason = RejectReason::malformed;
  };
  const Case cases[] = {
      {"nonsense", "line 1, column 1: expected {, found nonsense"},
      {"// a comment", "line 1, column 1: expected {, found /"},
      {R"({"id":1 "text":"t"})", "line 1, column 9: expected a comma or }, found \""},
      {R"({"é":"é", text:"t"})", "line 1, column 11: expected a name in quotes, found text"},
      {"{\n  \"id\": 1,\n  \"text\" \"t\"\n}", "line 3, column 10: expected a colon, found \""},
      {R"({"id":perhaps})", "line 1, column 7: expected a value, found perhaps"},
      {R"({"id":'1'})", "line 1, column 7: expected a value, found '"},
      {"{\"id\":\"one\ntwo\"",
       "line 1, column 11: expected the closing quote before the end of the "
       "line, found the end of the line"},
      {R"({"id":1,"text":["t"})", "line 1, column 20: expected a comma or ], found }"},
      {R"({"id":1} x)",
       "line 1, column 10: expected the end of the line or another object, found x"},
      {R"({"id":1,"text":"t")", "line 1, column 19: expected }, found the end of the input"},
      {"{\"id\":1,\n", "line 2, column 1: expected a name in quotes, found the end of the input",
       RejectReason::truncated},
      {R"({"id":"\x41"})",
       "line 1, column 9: expected one of \"\\/bfnrtu after the backslash, found x41"},
      {R"({"id":"\u12"})", "line 1, column 12: expected four hexadecimal digits, found \""},
      {R"({"id":1,"text":"t)",
       "line 1, column 18: expected the closing quote, found the end of "
       "the input"},
      {"[1,2,3]", "line 1, column 2: expected { or ], found 1"},
      {"]", "line 1, column 1: expected {, found ]"},
  };
  for (const Case& one : cases) {
    INFO(one.bytes);
    const auto sink = read_bytes(Format::jsonl, one.bytes);
    REQUIRE_FALSE(sink.rejects.empty());
    CHECK(sink.rejects[0].detail == one.detail);
    CHECK(sink.rejects[0].reason == one.reason);
  }
}

TEST_CASE("a list that is cut off gives its documents and one reject", "[part1-08]") {
  const auto sink = read_bytes(Format::jsonl, "\n[" + first_object + ",\n" + second_object);
  CHECK(sink.keys() == std::vector<std::string>{"a", "b"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::truncated);
  CHECK(sink.rejects[0].detail.find("the list that begins on line 2") != std::string::npos);
}

TEST_CASE("a fault costs the documents around it nothing", "[part1-08]") {
  const auto keys = [](const std::string& bytes) {
    return read_bytes(Format::jsonl, bytes).keys();
  };
  const std::vector<std::string> both{"a", "b"};
  // Cut off in the middle of a line, wherever that is.
  const std::string whole = R"({"id":"x","tags":["p","q"],"text":"lost","o":{"a":1}})";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    INFO(whole.substr(0, size));
    CHECK(keys(first_object + "\n" + whole.substr(0, size) + "\n" + second_object + "\n") == both);
  }
  const std::string spread = spread_out(whole, 2);
  for (std::size_t size = 1; size < spread.size(); ++size) {
    INFO(spread.substr(0, size));
    CHECK(keys(spread_out(first_object, 2) + "\n" + spread.substr(0, size) + "\n" +
               spread_out(second_object, 2)) == both);
  }
  CHECK(keys("[\n  " + first_object + ",\n  {\"id\":\"x\" \"text\":1},\n  " + second_object +
             "\n]") == both);
  CHECK(keys("[" + first_object + ",null,[],\"s\",5," + second_object + "]") == both);
}

TEST_CASE("a wrapper around a list of documents is opened, even where its lines look cut off",
          "[part1-08]") {
  const auto sink = read_bytes(Format::jsonl, "{\"status\":\"ok\",\"articles\":[\n" + first_object +
                                                  ",\n" + second_object + "\n]}\n");
  CHECK(sink.keys() == std::vector<std::string>{"a", "b"});
  CHECK(sink.rejects.empty());
}

TEST_CASE("documents without a key on one line have keys of their own", "[part1-08]") {
  const auto sink = read_bytes(Format::jsonl, R"({"text":"one"}{"text":"two"})"
                                              "\n"
                                              R"([{"text":"three"},)"
                                              R"({"text":"four"}])"
                                              "\n"
                                              R"({"text":"five"})");
  CHECK(sink.keys() ==
        std::vector<std::string>{"news#1", "news#1.2", "news#2", "news#2.2", "news#3"});
}

TEST_CASE("positions are those of an object's first line", "[part1-08]") {
  const auto sink = read_bytes(Format::jsonl,
                               "[\n  {\n  \"id\":1,\n  \"text\":\"a\"\n},\n {\"id\":2,"
                               "\"text\":\"b\"}\n]");
  REQUIRE(sink.positions.size() == 2);
  CHECK(sink.positions[0].line == 2);
  CHECK(sink.positions[0].offset == 4);
  CHECK(sink.positions[1].line == 6);
}

TEST_CASE("objects over the limit are skipped wherever they stand", "[part1-08]") {
  ReaderOptions options;
  options.max_document_bytes = 200;
  const std::string large = "{\n\"id\":\"x\",\n\"text\":[\"" + std::string(5000, 'x') + "\",\n\"" +
                            std::string(5000, 'y') + "\"]}";
  for (const std::size_t chunk : {std::size_t{64}, std::size_t{1u << 18}}) {
    for (const std::string& bytes :
         {first_object + large + second_object,
          "[" + first_object + "," + large + ",\n" + second_object + "]"}) {
      INFO(bytes.substr(0, 80) << chunk);
      const auto sink = read_bytes(Format::jsonl, bytes, options, chunk);
      CHECK(sink.keys() == std::vector<std::string>{"a", "b"});
      REQUIRE(sink.rejects.size() == 1);
      CHECK(sink.rejects[0].reason == RejectReason::too_large);
    }
  }
}

TEST_CASE("nesting without end is reported, and hostile layouts take linear time", "[part1-08]") {
  const std::string deep = R"({"id":"d","text":"t","x":)" + std::string(100'000, '[');
  const auto sink = read_bytes(Format::jsonl, deep + "\n" + first_object);
  CHECK(sink.keys() == std::vector<std::string>{"a"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].detail.find("1,000 levels") != std::string::npos);
  const auto times = [](std::string_view part, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes.append(part);
    return bytes;
  };
  for (const char* part : {"{\"a\":", "{\"a\":[\n", "{\n\"a\":[\n", "{\"a\":1}", "[{\"a\":1},", "x",
                           "\n", "[", "]", "{\"a\":\"", "{\"a\":1\n", "1,", "\xEF\xBB", "{\n"}) {
    INFO(part);
    const auto hostile = read_bytes(Format::jsonl, times(part, 100'000), {}, 4096);
    CHECK(hostile.documents.empty());
  }
}

TEST_CASE("lines that are cut into chunks anywhere are read alike in every layout", "[part1-08]") {
  const std::string bytes = "\xEF\xBB\xBF[\r\n" + spread_out(first_object, 2) + ",\r\n" +
                            second_object + "] x\n{\"id\":\"z\",\"text\":\"é\",\"n\":NaN}\n" +
                            "{\"id\":\"y\",\n";
  const auto whole = read_bytes(Format::jsonl, bytes);
  REQUIRE(whole.documents.size() == 3);
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    CAPTURE(size);
    const auto sink = read_bytes(Format::jsonl, bytes, {}, size);
    CHECK(sink.documents == whole.documents);
    REQUIRE(sink.rejects.size() == whole.rejects.size());
    for (std::size_t i = 0; i < sink.rejects.size(); ++i)
      CHECK(to_string(sink.rejects[i]) == to_string(whole.rejects[i]));
  }
}

TEST_CASE("a text is read from whatever holds it without doubt", "[part1-05]") {
  const std::pair<const char*, const char*> values_and_texts[] = {
      {R"(["one",null,"two"])", "one\n\ntwo"},
      {R"([null,"one","",null])", "one"},
      {R"([["one","two"],["three",[null,["four"]]]])", "one\n\ntwo\n\nthree\n\nfour"},
      {R"([{"text":"one"},{"content":"two"},{"value":"three"}])", "one\n\ntwo\n\nthree"},
      {R"([{"type":"p","content":"one"},{"type":"p","content":["two",null,"three"]}])",
       "one\n\ntwo\n\nthree"},
      {R"({"content":"one"})", "one"},
      {R"([{"p":"one"},{"paragraph":"two"}])", "one\n\ntwo"},
      {R"({"value":[{"text":"one"},"two"]})", "one\n\ntwo"},
      {R"({"text":null,"value":"one"})", "one"},
      {R"({"paragraphs":["one","two"]})", "one\n\ntwo"},
      {R"({"lang":"en","blocks":[{"heading":"one","paragraphs":["two"]},"three"]})",
       "one\n\ntwo\n\nthree"},
      {R"([{"type":"byline","content":"J. Doe"},{"type":"text","content":"one"}])", "one"},
      {"42", "42"},
      {"4.20", "4.20"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"[1,2.50,true,false]", "1\n\n2.50\n\ntrue\n\nfalse"},
      {"true", "true"},
  };
  for (const auto& [value, text] : values_and_texts) {
    const std::string object = std::string(R"({"id":"k","title":"T","text":)") + value + "}";
    CHECK(only_document(object).text == text);
    CHECK(unusable_fields(object).empty());
  }
}

TEST_CASE("fields of one value are read from lists and objects that hold one", "[part1-05]") {
  CHECK(document_with(R"("title":["Harbour"])").title == "Harbour");
  CHECK(document_with(R"("title":[null,"Harbour",""])").title == "Harbour");
  CHECK(document_with(R"("title":["Harbour","Harbour"])").title == "Harbour");
  CHECK(document_with(R"("title":{"rendered":"Harbour"})").title == "Harbour");
  CHECK(document_with(R"("title":1984)").title == "1984");
  CHECK(document_with(R"("source":["Metro"])").source == "Metro");
  CHECK(document_with(R"("source":{"id":null,"name":"Metro"})").source == "Metro");
  CHECK(document_with(R"("source":[{"name":"Metro"}])").source == "Metro");
  CHECK(document_with(R"("publisher":{"@type":"Organization","name":"Metro"})").source == "Metro");
  CHECK(document_with(R"("source":24)").source == "24");
  CHECK(document_with(R"("language":["EN"])").language == "en");
  CHECK(document_with(R"("url":["https://metro.example/a"])").url == "https://metro.example/a");
  CHECK(only_document(R"({"id":["one"],"text":"t"})").key == "one");
  CHECK(only_document(R"({"_id":{"$oid":"5f43a1b2"},"text":"t"})").key == "5f43a1b2");
}

TEST_CASE("authors and tags are read from objects, lists of objects, numbers and words",
          "[part1-05]") {
  const Strings both{"J. Doe", "R. Roe"};
  CHECK(document_with(R"("author":{"name":"J. Doe"})").authors == Strings{"J. Doe"});
  CHECK(document_with(R"("author":[{"name":"J. Doe"},{"name":"R. Roe"}])").authors == both);
  CHECK(document_with(R"("authors":["J. Doe",null,{"@type":"Person","name":"R. Roe"}])").authors ==
        both);
  CHECK(document_with(R"("authors":[["J. Doe"],["R. Roe"]])").authors == both);
  CHECK(document_with(R"("tags":[2024,true,"x",{"term":"y"},{"name":"z"}])").tags ==
        Strings{"2024", "true", "x", "y", "z"});
  CHECK(document_with(R"("keywords":"harbour")").tags == Strings{"harbour"});
}

TEST_CASE("what an object holds besides what was read stays an extra field", "[part1-05]") {
  const Document source = document_with(R"("source":{"id":"metro","name":"Metro"})");
  CHECK(source.source == "Metro");
  CHECK(source.extra_json == R"({"source":{"id":"metro","name":"Metro"}})");
  CHECK(document_with(R"("source":{"id":null,"name":"Metro"})").extra_json.empty());
  CHECK(document_with(R"("author":[{"name":"A"},{"name":"B"}])").extra_json.empty());
  for (const Document& document : {source, document_with(R"("author":{"name":"A","mail":1.50})")})
    CHECK(only_document(*document_line(document)) == document);
}

TEST_CASE("a field that is there and cannot be read is reported, and stays an extra field",
          "[part1-05]") {
  const std::pair<const char*, const char*> members_and_fields[] = {
      {R"("title":["one","two"])", "title"},
      {R"("title":{"en":"Harbour"})", "title"},
      {R"("source":{"id":7})", "source"},
      {R"("source":["Metro","Ledger"])", "source"},
      {R"("source":true)", "source"},
      {R"("author":{"mail":"a@metro.example"})", "authors"},
      {R"("date":"soon")", "date"},
      {R"("tags":{"a":{"b":1}})", "tags"},
      {R"("language":{"name":"English"})", "language"},
  };
  for (const auto& [member, field] : members_and_fields) {
    INFO(member);
    const std::string object = R"({"id":"k",)" + std::string(member) + R"(,"text":"ferry"})";
    CHECK(unusable_fields(object) == Strings{field});
    CHECK(only_document(object).extra_json == "{" + std::string(member) + "}");
  }
  const std::string part = R"({"id":"k","text":["one",{"image":"a.jpg"},"two"]})";
  CHECK(unusable_fields(part) == Strings{"text"});
  CHECK(only_document(part).text == "one\n\ntwo");
  CHECK(only_document(part).extra_json == R"({"text":["one",{"image":"a.jpg"},"two"]})");
}

TEST_CASE("nothing is reported about fields that are empty, or that another name gave",
          "[part1-05]") {
  for (const char* member :
       {R"("title":null)", R"("title":"")", R"("title":" ")", R"("title":[])", R"("title":[null])",
        R"("author":[null,""])", R"("source":{})", R"("source":{"name":null})",
        R"("title":{"en":"T"},"headline":"H")", R"("other":{"en":"T"})"}) {
    INFO(member);
    const std::string object = R"({"id":"k",)" + std::string(member) + R"(,"text":"ferry"})";
    CHECK(unusable_fields(object).empty());
    if (std::string_view(member).find("T\"") == std::string_view::npos)
      CHECK(only_document(object).extra_json.empty());
  }
}

TEST_CASE("deep and large values are read in bounded time and depth", "[part1-05]") {
  const std::string deep = std::string(500, '[') + "\"x\"" + std::string(500, ']');
  const std::string object = R"({"id":"k","title":"T","text":)" + deep + "}";
  CHECK(unusable_fields(object) == Strings{"text"});
  std::string numbers = "1";
  for (int i = 0; i < 200'000; ++i) numbers += ",1";
  CHECK(only_document(R"({"id":"k","text":[)" + numbers + "]}").text.size() == 600'001);
}

TEST_CASE("a mapped name reaches into members and lists", "[part1-05]") {
  const auto mapped = [](std::vector<std::pair<std::string, std::string>> map,
                         const std::string& object) {
    ReaderOptions options;
    options.field_map = std::move(map);
    return only_document(object, options);
  };
  const Document nested =
      mapped({{"a.b.0.c", "text"}}, R"({"id":"k","a":{"b":[{"c":"here"},{"c":"there"}],"d":1.0}})");
  CHECK(nested.text == "here");
  CHECK(nested.extra_json == R"({"a":{"b":[{"c":"here"},{"c":"there"}],"d":1.0}})");

  const Document dump = mapped(
      {{"_source.title", "title"}, {"_source.body", "text"}, {"_source.when", "date"}},
      R"({"_id":"7","_source":{"title":"T","body":["one","two"],"when":"2024-05-14","n":1.50}})");
  CHECK(dump.key == "7");
  CHECK(dump.title == "T");
  CHECK(dump.text == "one\n\ntwo");
  CHECK(to_string(dump.date) == "2024-05-14");
  CHECK(dump.extra_json == R"({"_source":{"n":1.50}})");
  CHECK(mapped({{"a.n", "title"}}, R"({"id":"k","a":{"n":12345678901234567890123}})").title ==
        "12345678901234567890123");
}

TEST_CASE("a mapped name reaches into all objects of a list", "[part1-05]") {
  ReaderOptions options;
  options.field_map = {{"blocks.say", "text"}, {"people.who.full", "authors"}, {"a.0.b", "title"}};
  const std::string object =
      R"({"id":"k","blocks":[{"kind":"x","say":"one"},7,{"say":["two","three"]},{"no":1}],)"
      R"("people":[{"who":{"full":"J. Doe"}},{"who":[{"full":"R. Roe"}]}],"a":[{"b":"T"}]})";
  const Document document = only_document(object, options);
  CHECK(document.text == "one\n\ntwo\n\nthree");
  CHECK(document.authors == Strings{"J. Doe", "R. Roe"});
  CHECK(document.title == "T");
  CHECK(document.extra_json.find("blocks") != std::string::npos);
  CHECK(only_document(R"({"id":"k","text":"t","blocks":[{"no":1}]})", options).text == "t");
}

TEST_CASE("small numbers are dates only under names of Unix time", "[part1-18]") {
  CHECK(to_string(only_document(R"({"id":"k","text":"t","timestamp":-3600})").date) ==
        "1969-12-31T23:00:00Z");
  CHECK(to_string(only_document(R"({"id":"k","text":"t","created_utc":"-3600"})").date) ==
        "1969-12-31T23:00:00Z");
  CHECK(to_string(only_document(R"({"id":"k","text":"t","timestamp":"2024-05-14"})").date) ==
        "2024-05-14");
  for (const char* number : {"-1", "-3600", "-9999", "7", "999"})
    CHECK_FALSE(
        only_document(R"({"id":"k","text":"t","date":)" + std::string(number) + "}").date.known());
}

TEST_CASE("words for nothing are no dates, and nothing that cannot be read", "[part1-05]") {
  for (const char* word : {"None", "null", "NaT", "N/A", "0000-00-00 00:00:00"}) {
    const std::string object = R"({"id":"k","text":"t","date":")" + std::string(word) + "\"}";
    CHECK_FALSE(only_document(object).date.known());
    CHECK(unusable_fields(object).empty());
  }
}

TEST_CASE("names with full stops of their own stay within reach", "[part1-05]") {
  const auto text_at = [](const std::string& path, const std::string& object) {
    ReaderOptions options;
    options.field_map = {{path, "text"}};
    return read_bytes(Format::jsonl, object, options).documents.at(0).text;
  };
  CHECK(text_at("a.b", R"({"id":"k","title":"T","a.b":"whole","a":{"b":"path"}})") == "whole");
  CHECK(text_at("a.b", R"({"id":"k","title":"T","a":{"b":"path"}})") == "path");
  CHECK(text_at("a.b.c", R"({"id":"k","title":"T","a.b":{"c":"inner"}})") == "inner");
  CHECK(text_at("a.b.c", R"({"id":"k","title":"T","a":{"b.c":"inner"}})") == "inner");
  CHECK(text_at("a.b.c", R"({"id":"k","title":"T","a.b":{"x":1},"a":{"b":{"c":"inner"}}})") ==
        "inner");
  CHECK(text_at("a.0", R"({"id":"k","title":"T","a":{"0":"by name"}})") == "by name");
  CHECK(text_at("a.1", R"({"id":"k","title":"T","a":["x","by number"]})") == "by number");
  CHECK(text_at("a.9", R"({"id":"k","title":"T","a":["x"]})").empty());
  CHECK(text_at("a.b.", R"({"id":"k","title":"T","a":{"b":"x"}})").empty());
  CHECK(text_at("a..b", R"({"id":"k","title":"T","a":{"b":"x"}})").empty());
}

TEST_CASE("spellings of a known name mean the same field, and the known one goes first",
          "[part1-05]") {
  CHECK(to_string(document_with(R"("publishedAt":"2024-05-14")").date) == "2024-05-14");
  CHECK(to_string(document_with(R"("datePublished":"2024-05-14")").date) == "2024-05-14");
  CHECK(only_document(R"({"ID":"k","Title":"T","Text":"ferry"})").text == "ferry");
  CHECK(only_document(R"({"id":"k","Text":"other","text":"ferry"})").text == "ferry");
  CHECK(only_document(R"({"id":"k","articleBody":"ferry"})").text == "ferry");
  CHECK(only_document(R"({"id":"k","description":"short","text":"ferry"})").extra_json ==
        R"({"description":"short"})");
}

TEST_CASE("a member called dateline makes no export of a document", "[part1-13]") {
  for (const char* remark :
       {R"({"place":"Odesa","version":2})", R"({"version":1})", R"({"version":7})",
        R"({"version":1,"extra":{"a":1}})", R"({"version":1,"title_derived":false})",
        R"({"version":1,"date_origin":"header","place":"Odesa"})", R"("Odesa, May 14")"}) {
    INFO(remark);
    const Document document =
        only_document(R"({"id":"m1","headline":"Magic ferry","content":"body ferry",)"
                      R"("published":"2024-05-14","dateline":)" +
                      std::string(remark) + "}");
    CHECK(document.key == "m1");
    CHECK(document.title == "Magic ferry");
    CHECK(document.text == "body ferry");
    CHECK(to_string(document.date) == "2024-05-14");
    CHECK(document.extra_json == R"({"dateline":)" + std::string(remark) + "}");
    CHECK(only_document(*document_line(document)) == document);
  }
}

TEST_CASE("exports of the first version are still read as what they are", "[part1-13]") {
  const Document dated = only_document(
      R"({"key":"k","date":"2024-05-14","title":"One.","text":"One. Two.","authors":["A"],)"
      R"("id":1.50,"published":"soon","dateline":{"version":1,"date_origin":"header",)"
      R"("title_derived":true,"encoding_repaired":true}})");
  CHECK(dated.key == "k");
  CHECK(dated.date.origin == DateOrigin::header);
  CHECK(dated.title_derived);
  CHECK(dated.encoding_repaired);
  CHECK(dated.extra_json == R"({"id":1.50,"published":"soon"})");
  const Document apart = only_document(
      R"({"key":"k","text":"One. Two.","dateline":{"version":1,"extra":{"title":["x"]}}})");
  CHECK(apart.title.empty());
  CHECK(apart.extra_json == R"({"title":["x"]})");
}

TEST_CASE("what only an export may hold stays so through export and update", "[part1-13]") {
  Document document;
  document.key = "a b%20c é \"#1\"";
  document.text = "<p>x</p> caf&eacute; &amp; \u2028 y\n\n\n  z ";
  document.title = "A &lt; B <b>";
  document.authors = {"<b>A</b>", "&amp;"};
  for (const char* extra :
       {"", R"({"n":1e999,"m":12345678901234567890123,"dup":1,"dup":-0})",
        R"({"dateline":{"written_by":"dateline-index export","version":2}})",
        R"({"\u0064ateline":{"version":1},"te\u0078t":"x"})", R"({"html":"<p>x</p>"})",
        R"({"Text":"x","content":"y","id":"other","publishedAt":"2024"})"}) {
    INFO(extra);
    document.extra_json = extra;
    const auto line = document_line(document);
    REQUIRE(line);
    CHECK(only_document(*line) == document);
  }
}
