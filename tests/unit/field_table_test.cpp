// The table of fields: what is on disk or published of a row never changes.
#include "common/fields/field_table.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "common/format/store/document_codec.hpp"
#include "common/format/store/entries.hpp"

namespace dateline {
namespace {

TEST_CASE("fields keep their numbers, names and prefixes") {
  struct Fixed {
    FieldId id;
    int number;
    int codec;
    const char* name;
    const char* query_name;
    const char* term_prefix;
  };
  const Fixed fixed[] = {
      {FieldId::key, 3, 1, "key", "key", ""},
      {FieldId::date, 5, 2, "date", "date", ""},
      {FieldId::title, 1, 3, "title", "title", ""},
      {FieldId::text, 6, 4, "text", "", ""},
      {FieldId::source, 2, 5, "source", "source", "P"},
      {FieldId::url, 7, 6, "url", "", ""},
      {FieldId::language, 4, 7, "language", "lang", "L"},
      {FieldId::authors, 8, 8, "authors", "author", ""},
      {FieldId::tags, 9, 9, "tags", "tag", ""},
      {FieldId::extra, 10, 10, "extra", "x", ""},
      {FieldId::modified, 11, 12, "modified", "modified", ""},
      {FieldId::date_origin, 12, 13, "date_origin", "origin", ""},
      {FieldId::date_precision, 13, 14, "date_precision", "precision", ""},
      {FieldId::kind, 14, 15, "kind", "kind", ""},
  };
  CHECK(std::size(fixed) == field_table.size());
  for (const Fixed& field : fixed) {
    CAPTURE(field.name);
    const FieldSpec& row = field_of(field.id);
    REQUIRE(row.id == field.id);
    CHECK(static_cast<int>(row.id) == field.number);
    CHECK(row.codec == field.codec);
    CHECK(row.name == field.name);
    CHECK(row.query.name == field.query_name);
    CHECK(row.query.term_prefix == field.term_prefix);
    if (row.queryable()) CHECK(queried_field(row.query.name) == &row);
    if (row.named_by_input()) CHECK(input_field(row.name) == &row);
  }
  CHECK(queried_field("section") == nullptr);
  CHECK(input_field("extra") == nullptr);
}

TEST_CASE("only numbers of rows are fields") {
  CHECK(is_field(3));
  CHECK_FALSE(is_field(0));
  CHECK_FALSE(is_field(200));
  CHECK_FALSE(is_field(256 + 3));
}

TEST_CASE("keys of names in the store keep their letters") {
  using namespace std::string_literals;
  CHECK(name_key(FieldId::source, 1) == "s\0\0\0\1"s);
  CHECK(name_key(FieldId::language, 2) == "l\0\0\0\2"s);
  CHECK(same_name_key(FieldId::source, "UNN", 3) == "Sunn\0\0\0\0\3"s);
  CHECK(same_name_key(FieldId::language, "en_GB", 3) == "Len-gb\0\0\0\0\3"s);
  CHECK(alias_key(FieldId::source, 1) == "t\0\0\0\1"s);
  CHECK(alias_key(FieldId::language, 1) == "m\0\0\0\1"s);
  CHECK(name_key(FieldId::tags, 1) == "v\x09\0\0\0\1"s);
  CHECK(same_name_key(FieldId::tags, "Grain", 1) == "V\x09grain\0\0\0\0\1"s);
  CHECK(alias_key(FieldId::tags, 1) == "w\x09\0\0\0\1"s);
}

TEST_CASE("values are read and set through the table") {
  Document document;
  for (const FieldSpec& field : field_table) CHECK(values_of(field, document).empty());
  document.source = "UNN";
  document.tags = {"grain", "wheat"};
  REQUIRE(values_of(field_of(FieldId::source), document).size() == 1);
  CHECK(values_of(field_of(FieldId::source), document)[0] == "UNN");
  CHECK(values_of(field_of(FieldId::tags), document).size() == 2);
  set_values(field_of(FieldId::source), document, {"a", "b"});
  CHECK(document.source == "a");
  set_values(field_of(FieldId::source), document, {});
  CHECK(document.source.empty());
  set_values(field_of(FieldId::tags), document, {"x"});
  CHECK(document.tags == std::vector<std::string>{"x"});
}

TEST_CASE("origin and precision follow from the date, and cannot be set") {
  Document document;
  const FieldSpec& origin = field_of(FieldId::date_origin);
  const FieldSpec& precision = field_of(FieldId::date_precision);
  CHECK(values_of(origin, document).empty());
  document.date.precision = DatePrecision::month;
  document.date.origin = DateOrigin::json_ld;
  REQUIRE(values_of(origin, document).size() == 1);
  CHECK(values_of(origin, document)[0] == "json_ld");
  CHECK(values_of(precision, document)[0] == "month");
  set_values(precision, document, {"day"});
  CHECK(values_of(precision, document)[0] == "month");
  CHECK(values_in(precision, document).empty());
}

TEST_CASE("a field without a member has its values in Document::fields, and is stored") {
  FieldSpec section = field_of(FieldId::tags);
  section.name = "section";
  section.several = nullptr;
  Document document;
  CHECK(values_of(section, document).empty());
  set_values(section, document, {"World", "Asia"});
  CHECK(document.fields.at("section") == std::vector<std::string>{"World", "Asia"});
  set_values(section, document, {});
  CHECK(document.fields.empty());
}

std::string whole_file(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("the manual's table of fields is this table") {
  std::string table;
  for (const FieldSpec* field : queryable_fields())
    table += std::string(table.empty() ? "[[ *" : "|  *") + std::string(field->query.example) +
             (table.empty() ? "*\n:[ " : "*\n:  ") + std::string(field->query.help) + "\n";
  const std::string manual =
      whole_file(std::string(DATELINE_SOURCE_DIR) + "/man/dateline-query.7.scd");
  INFO(table);
  CHECK(manual.find("\n" + table + "\n") != std::string::npos);
}

TEST_CASE("the list of fields is what hints say") {
  CHECK(input_field_list() ==
        "key, date, title, text, source, url, language, authors, tags, modified and kind");
}

}  // namespace
}  // namespace dateline
