#include "indexer/maintain/document_line.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"
#include "tests/support/read_bytes.hpp"

namespace dateline::fuzz {

namespace {

void require_reads_back(const Document& document) {
  const auto line = document_line(document);
  require(line.has_value(), "a document can be written");
  const auto again = test::read_bytes(Format::jsonl, *line);
  require(again.documents.size() == 1, "a written document is read");
  require(again.documents[0] == document, "and is the same");
}

}  // namespace

void run_jsonl(std::string_view bytes) {
  const auto sink = read_both_ways(Format::jsonl, bytes, 7);
  for (const auto& document : sink.documents) require_reads_back(document);
}

std::vector<std::string> jsonl_examples() {
  return {
      R"({"id":"k","date":"2024-05-14","title":"T","text":"one\n\ntwo","source":"S","url":"u","lang":"EN-gb","author":"A","tags":["x","y"]})",
      R"({"_id":1,"published_at":"Tue, 14 May 2024 10:00:00 +0300","headline":"H","body":["one","two"],"extra":{"a":[1,2.5,null,true]}})",
      R"({"url":"http://a/b","datetime":1715680000,"content":"text \u0000 \ud83d\ude00 \ud800","authors":["A","B"],"topics":"x"})",
      "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n\n{\"id\":\"c\"}\n",
      "\xef\xbb\xbf{\"id\":\"bom\",\"text\":\"caf\xe9\"}\r\n",
      R"({"id":"k","text":"t","n":123456789012345678901234567890})",
      R"({"id":"k","text":"t","id":"again","text":"twice"})",
      R"({"id":"k","text":{"deep":[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]}})",
      R"({"id":"k","text":"t","dateline":{"date_origin":"header","title_derived":true,"encoding_repaired":true}})",
      R"({"key":"","text":""})",
      R"({"key":"a\u0001b","text":"t"})",
      R"([{"id":"array"}])",
      R"("only a string")",
      R"({"id":"k","date":"9999-99-99","text":"t"})",
      R"({"id":"k","date":20240514,"text":"t","lang":null,"author":{"name":"A"}})",
      R"({"id":"k","text":"t","a":1e999,"b":-0.0,"c":1E-400})",
      "{\"id\":\"k\",\"text\":\"" + std::string(5000, 'x') + "\"}",
      std::string(3000, '['),
  };
}

}  // namespace dateline::fuzz
