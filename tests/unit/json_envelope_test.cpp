// Objects that hold documents instead of being one: answers of interfaces, dumps of databases,
// files for bulk interfaces.
#include "indexer/readers/json/json_envelope.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

using Strings = std::vector<std::string>;

const std::string a = R"({"id":"a","title":"A","text":"one","date":"2024-05-14"})";
const std::string b = R"({"id":"b","title":"B","text":"two","date":"2024-05-15"})";

struct Envelope {
  const char* name;
  std::string before;
  std::string after;
};

const Envelope envelopes[] = {
    {"articles", R"({"status":"ok","totalResults":2,"articles":[)", "]}"},
    {"items of a feed", R"({"title":"Feed","description":"About it","items":[)",
     R"(],"next":null})"},
    {"Solr", R"({"responseHeader":{"status":0},"response":{"numFound":2,"start":0,"docs":[)",
     R"(]},"facet_counts":{"facet_fields":{"a":["x",1]}}})"},
    {"hits", R"({"took":3,"hits":{"total":{"value":2},"hits":[)",
     R"(]},"aggregations":{"x":{"buckets":[{"key":"k","doc_count":1}]}}})"},
    {"an unknown name", R"({"neuigkeiten":[)", "]}"},
    {"a page", R"({"content":[)", R"(],"pageable":{"sort":{}},"totalElements":2})"},
    {"four levels", R"({"a":{"b":{"c":{"docs":[)", "]}}}}"},
    {"beside lists of other things", R"({"sources":[{"name":"x"}],"tags":[],"list":[)",
     R"(],"more":{"images":[{"title":"no","url":"u","date":"2024-01-01"}]}})"},
};

Strings keys_of(const std::string& bytes, std::size_t chunk = 1u << 18,
                const ReaderOptions& options = {}) {
  const auto sink = read_bytes(Format::jsonl, bytes, options, chunk);
  INFO(bytes.substr(0, 200));
  CHECK(sink.rejects.empty());
  return sink.keys();
}

}  // namespace

TEST_CASE("envelopes are opened by the shape of what is in them", "[part3-7]") {
  for (const Envelope& envelope : envelopes) {
    for (const char* comma : {",", " , ", ",\n", ",\n  "}) {
      for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{1u << 18}}) {
        CAPTURE(envelope.name, comma, chunk);
        // Such lines look cut off, and only a known name says that they are not.
        if (std::string_view(envelope.name) == "an unknown name" && comma[1] == '\n' &&
            comma[2] == 0)
          continue;
        const std::string one = envelope.before + a + comma + b + envelope.after;
        CHECK(keys_of(one, chunk) == Strings{"a", "b"});
        CHECK(keys_of(one + "\n" + envelope.before + a + envelope.after, chunk) ==
              Strings{"a", "b", "a"});
        CHECK(keys_of("[" + one + "," + b + "]", chunk) == Strings{"a", "b", "b"});
      }
    }
  }
}

TEST_CASE("all lists of documents of an envelope are read", "[part3-7]") {
  CHECK(keys_of(R"({"news":[)" + a + R"(],"n":2,"sport":[)" + b + "," + a + "]}") ==
        Strings{"a", "b", "a"});
}

TEST_CASE("documents by their ids are documents with these keys", "[part3-7]") {
  const std::string one = R"({"title":"A","text":"one","date":"2024-05-14"})";
  const std::string two = R"({"title":"B","text":"{\"two\"}","date":"2024-05-15"})";
  for (const char* comma : {",", " ,\n", "\n, "}) {
    const std::string both = "{\"-M1\":" + one + comma + "\"-M2\" : " + two + "}";
    CHECK(keys_of(both) == Strings{"-M1", "-M2"});
    CHECK(keys_of(R"({"rev":7,"articles":)" + both + R"(,"n":1})" + a) ==
          Strings{"-M1", "-M2", "a"});
    CHECK(keys_of(R"({"db":{"news":)" + both + "," + R"("old":)" + both + "}}", 1) ==
          Strings{"-M1", "-M2", "-M1", "-M2"});
  }
  CHECK(keys_of(R"({"articles":{"-M1":)" + a + "}}") == Strings{"a"});
  CHECK(keys_of(R"({"x":)" + a + R"(,"y":)" + b + "}") == Strings{"a", "b"});
  CHECK(keys_of(R"({"id":"k","title":"T","parts":{"x":)" + one + R"(,"y":)" + two + "}}") ==
        Strings{"k"});
}

TEST_CASE("whatever is damaged in envelopes, the pieces that bytes come in change nothing",
          "[part3-7]") {
  const std::string bytes = R"({"ok":1,"articles":[)" + a + ",\n" + b + "]}\n" + a + "\n" +
                            R"({"hits":{"hits":[{"_id":"x","_source":)" + b + "}]},\"n\":{}}\n" +
                            R"({"x":)" + a + R"(,"y":)" + b + "}\n" + R"({"index":{"_id":"i"}})" +
                            "\n" + a;
  std::mt19937 random(20240514);
  for (int round = 0; round < 1500; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i <= round % 3; ++i)
      damaged[random() % damaged.size()] = R"({}[]",:x)"[random() % 8];
    CAPTURE(damaged);
    const auto whole = read_bytes(Format::jsonl, damaged);
    CHECK(whole.documents.size() + whole.rejects.size() > 0);
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{13}}) {
      const auto pieces = read_bytes(Format::jsonl, damaged, {}, chunk);
      CHECK(pieces.keys() == whole.keys());
      CHECK(pieces.reject_counts() == whole.reject_counts());
    }
  }
}

TEST_CASE("documents in an envelope have their own position, and keys if they have no id",
          "[part3-7]") {
  const std::string head = R"({"articles":[{"text":"one"},{"text":"two"},)";
  const auto sink = read_bytes(Format::jsonl, head + "\n {\"text\":\"three\"}]}\n");
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == Strings{"news#1", "news#1.2", "news#2"});
  REQUIRE(sink.positions.size() == 3);
  CHECK(sink.positions[0].offset == 13);
  CHECK(sink.positions[2].line == 2);
  CHECK(sink.positions[2].offset == head.size() + 2);
}

TEST_CASE("documents that have lists of documents are documents", "[part3-7]") {
  const char* const documents[] = {
      R"("title":"T","text":"t","items":[{"title":"x","text":"y","date":"2024-05-14"}])",
      R"("title":"T","text":["t"],"items":[{"title":"x","text":"y","date":"2024-05-14"}])",
      R"("title":"T","date":"2024-05-14","related":[{"title":"x","text":"y","date":"2024-05-14"}])",
      R"("title":"T","images":[{"title":"x","url":"u","date":"2024-05-14"}])",
      R"("title":"T","text":[{"title":"Heading","text":"a part"}])",
      R"("title":"T","text":{"value":[{"text":"one"},"two"]})",
      R"("title":"T","authors":[{"name":"J. Doe","title":"Editor"}])",
      R"("title":"T","products":[{"title":"x","text":"y","date":"2024-05-14"}])",
  };
  for (const char* document : documents) {
    CAPTURE(document);
    CHECK(keys_of(R"({"id":"k",)" + std::string(document) + "}") == Strings{"k"});
  }
}

TEST_CASE("an envelope without documents is none, and anything else that is empty is a reject",
          "[part3-7]") {
  for (const char* empty :
       {R"({"status":"ok","totalResults":0,"articles":[]})",
        R"({"response":{"numFound":0,"docs":[ ]}})", R"({"hits":{"total":0,"hits":[]}})"})
    CHECK(keys_of(empty).empty());
  for (const char* document :
       {R"({"id":"a","content":[]})", R"({"date":"2024-05-14","items":[]})", R"({"tags":[]})",
        R"({"status":"error","message":"no key"})", R"({"articles":null})"}) {
    CAPTURE(document);
    const auto sink = read_bytes(Format::jsonl, document);
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.size() == 1);
  }
}

TEST_CASE("an envelope over the limit is read item by item, in memory for one", "[part3-7]") {
  ReaderOptions options;
  options.max_document_bytes = 300;
  for (const Envelope& envelope : envelopes) {
    if (std::string_view(envelope.name) == "an unknown name") continue;
    CAPTURE(envelope.name);
    std::string bytes = envelope.before + a;
    for (int i = 0; i < 50; ++i) bytes += "," + b;
    bytes += envelope.after + "\n" + a;
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{64}, std::size_t{1u << 18}})
      CHECK(keys_of(bytes, chunk, options).size() == 52);
  }
}

TEST_CASE("further lists of an envelope over the limit are reported", "[part3-7]") {
  ReaderOptions options;
  options.max_document_bytes = 100;
  const auto sink = read_bytes(
      Format::jsonl, R"({"articles":[)" + a + "," + a + R"(],"news":[)" + b + "]}\n" + b, options);
  CHECK(sink.keys() == Strings{"a", "a", "b"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::too_large);
}

TEST_CASE("a damaged item costs an envelope no more than a list", "[part3-7]") {
  const std::string bad = R"({"id":"x","text" "y"})";
  const auto lines = read_bytes(
      Format::jsonl, "{\"ok\":1,\"articles\":[\n " + a + ",\n " + bad + ",\n " + b + "\n]}\n" + a);
  CHECK(lines.keys() == Strings{"a", "b", "a"});
  CHECK(lines.rejects.size() == 1);
  const auto large = read_bytes(Format::jsonl, R"({"articles":[)" + a + R"(,5,"s",)" + b + "]}");
  CHECK(large.keys() == Strings{"a", "b"});
  CHECK(large.rejects.size() == 1);
}

TEST_CASE("what is missing of an envelope that was cut off is reported once", "[part3-7]") {
  for (const std::string& cut :
       {R"({"articles":[)" + a + "," + b, R"({"articles":[)" + a + "," + b + "]",
        R"({"response":{"docs":[)" + a + "," + b + "]",
        R"({"articles":[)" + a + "," + b + "],\"n"}) {
    CAPTURE(cut);
    const auto sink = read_bytes(Format::jsonl, cut);
    CHECK(sink.keys() == Strings{"a", "b"});
    REQUIRE(sink.rejects.size() == 1);
    CHECK(sink.rejects[0].reason == RejectReason::truncated);
  }
  const auto inside = read_bytes(Format::jsonl, R"({"articles":[)" + a + "," + b.substr(0, 20));
  CHECK(inside.keys() == Strings{"a"});
  CHECK(inside.rejects.size() == 1);
}

TEST_CASE("envelopes in envelopes are opened, and not without end", "[part3-7]") {
  CHECK(keys_of(R"({"responses":[{"hits":{"hits":[)" + a + R"(]}},{"hits":{"hits":[)" + b +
                "]}}]}") == Strings{"a", "b"});
  std::string deep = a;
  for (int i = 0; i < 200; ++i) deep = R"({"items":[)" + deep + "]}";
  const auto sink = read_bytes(Format::jsonl, deep + "\n" + b);
  CHECK(sink.documents.size() + sink.rejects.size() == 2);
  CHECK(sink.keys().back() == "b");
}

TEST_CASE("hostile envelopes take linear time", "[part3-7]") {
  std::string empty;
  for (int i = 0; i < 100'000; ++i) empty += R"({"articles":[]})";
  CHECK(keys_of(empty).empty());
  for (const char* line : {R"({"items":[)", "{\"items\":[\n{\"a\":\n", R"({"items":[{"text":"x)",
                           R"({"data":{"data":{"data":)"}) {
    std::string bytes;
    for (int i = 0; i < 20'000; ++i) bytes += std::string(line) + "\n";
    CAPTURE(line);
    const auto sink = read_bytes(Format::jsonl, bytes);
    CHECK(sink.documents.empty());
    CHECK_FALSE(sink.rejects.empty());
  }
  std::string open = R"({"items":[)";
  for (int i = 0; i < 100'000; ++i) open += R"({"items":[)";
  CHECK_FALSE(read_bytes(Format::jsonl, open).rejects.empty());
}

TEST_CASE("documents of a file for a bulk interface have the ids of the lines before them",
          "[part3-7]") {
  const auto sink =
      read_bytes(Format::jsonl, R"({"index":{"_index":"n","_id":"1"}})"
                                "\n"
                                R"({"title":"T","text":"one","url":"https://m.example/1"})"
                                "\n"
                                R"({"create":{}})"
                                "\n"
                                R"({"id":"own","text":"two"})"
                                "\n"
                                R"({"delete":{"_id":"9"}})"
                                "\n"
                                R"({"update":{"_id":4}})"
                                "\n"
                                R"({"doc":{"text":"three"},"doc_as_upsert":true})"
                                "\n");
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == Strings{"1", "own", "4"});
  for (const char* alone : {"", R"({"delete":{"_id":"9"}})", R"({"index":{"_id":"1"}})"}) {
    const auto cut =
        read_bytes(Format::jsonl, std::string(R"({"index":{"_id":"8"}})") + "\n" + alone);
    CHECK(cut.documents.empty());
    REQUIRE_FALSE(cut.rejects.empty());
    CHECK(cut.rejects[0].reason == RejectReason::truncated);
    CHECK(cut.rejects[0].position.line == 1);
  }
  CHECK(keys_of(R"({"index":{"title":"T","text":"a market index"}})") == Strings{"news#1"});
}

TEST_CASE("mapped names find documents in envelopes", "[part3-7]") {
  ReaderOptions options;
  options.field_map = {{"erzaehlung", "text"}, {"wann", "date"}};
  CHECK(keys_of(R"({"liste":[{"id":"m","erzaehlung":"t","wann":"2024-05-14"}]})", 64, options) ==
        Strings{"m"});
}
