// Which values of a document can be looked up as a whole.
#include "common/fields/keyword_values.hpp"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

using Values = std::vector<std::string>;

Values extra_values(const std::string& json) {
  Document document;
  document.extra_json = json;
  return keyword_values(field_of(FieldId::extra), document);
}

TEST_CASE("members that nobody named have values: strings, numbers, truths, and lists of them") {
  CHECK(extra_values("").empty());
  CHECK(extra_values("{}").empty());
  CHECK(extra_values(R"({"section":"World"})") == Values{"section:World"});
  CHECK(extra_values(R"({"n":1.50 , "m" : -3,"big":12345678901234567890})") ==
        Values{"n:1.50", "m:-3", "big:12345678901234567890"});
  CHECK(extra_values(R"({"a":true,"b":false,"c":null})") == Values{"a:true", "b:false"});
  CHECK(extra_values(R"({"desk":["a",2,{"x":1},["b"],null,"c"],"z":"z"})") ==
        Values{"desk:a", "desk:2", "desk:c", "z:z"});
  CHECK(extra_values(R"({"obj":{"a":"b"},"after":"x"})") == Values{"after:x"});
  CHECK(extra_values(R"({"na\u006de":"caf\u00e9"})") == Values{"name:café"});
  CHECK(extra_values(R"({"empty":""})").empty());
  CHECK(extra_values("no json").empty());
}

TEST_CASE("long values are texts, and a document has a bounded number of values") {
  const std::string longest(max_extra_value_bytes, 'a');
  CHECK(extra_values("{\"a\":\"" + longest + "\"}").size() == 1);
  CHECK(extra_values("{\"a\":\"" + longest + "a\"}").empty());
  std::string list;
  for (std::size_t i = 0; i <= max_document_values; ++i)
    list += (i > 0 ? "," : "") + std::to_string(i);
  CHECK(extra_values("{\"a\":[" + list + "]}").size() == max_document_values);
  Document document;
  document.tags = Values(max_document_values + 1, "tag");
  CHECK(keyword_values(field_of(FieldId::tags), document).size() == max_document_values);
}

}  // namespace
}  // namespace dateline
