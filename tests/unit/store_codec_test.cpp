// What the store's bytes mean: round trips, and that damaged bytes are errors, never documents.
#include "common/format/store/document_codec.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "common/base/bytes.hpp"
#include "common/date/read_date.hpp"
#include "common/format/segment/word_code.hpp"
#include "common/format/store/entries.hpp"

namespace dateline {
namespace {

Document full_document() {
  Document document;
  document.key = "a/b.txt#2";
  document.date = *parse_date("2024-05-14T10:11:12Z");
  document.date.origin = DateOrigin::metadata;
  document.title = "Odesa and Istanbul";
  document.title_derived = true;
  document.text = "First paragraph.\n\nSecond: Özlem.";
  document.source = "Port News";
  document.url = "https://example.org/1";
  document.language = "en";
  document.authors = {"A", "B"};
  document.tags = {"shipping", "", "trade"};
  document.extra_json = R"({"section":3})";
  document.encoding_repaired = true;
  return document;
}

TEST_CASE("a date comes back with its clock and its origin") {
  Document document;
  document.key = "k";
  for (const char* text : {"2024-05-14T01:30:00+03:00", "2024-05-14T22:30:00-04:00",
                           "2024-05-14T10:00:00Z", "2024-05-14", "2024-05"}) {
    CAPTURE(text);
    document.date = *date_as_written(read_date(text));
    CHECK(to_string(document.date) == text);
    for (const DateOrigin origin : {DateOrigin::given, DateOrigin::json_ld, DateOrigin::feed}) {
      document.date.origin = origin;
      const auto decoded = decode_metadata(encode_metadata(document));
      REQUIRE(decoded);
      CHECK(decoded->date == document.date);
    }
  }
}

TEST_CASE("a document comes back as it was stored") {
  Document document = full_document();
  document.tags = {"shipping", "trade"};
  auto decoded = decode_metadata(encode_metadata(document));
  REQUIRE(decoded);
  CHECK(decoded->text.empty());
  const auto text = decode_text(encode_text(document.text));
  REQUIRE(text);
  decoded->text = *text;
  CHECK(*decoded == document);
  const auto empty = decode_metadata(encode_metadata(Document{}));
  REQUIRE(empty);
  CHECK(*empty == Document{});
  const auto no_text = decode_text(encode_text(""));
  REQUIRE(no_text);
  CHECK(no_text->empty());
}

TEST_CASE("metadata and texts are never taken for each other") {
  const Document document = full_document();
  CHECK_FALSE(decode_text(encode_metadata(document)));
  CHECK_FALSE(decode_metadata(encode_text(document.text)));
  CHECK(is_record(encode_text(""), RecordKind::text));
  CHECK_FALSE(is_record("", RecordKind::text));
}

TEST_CASE("bytes cut anywhere or changed are an error or a document, never a crash") {
  const std::string bytes = encode_metadata(full_document());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    static_cast<void>(decode_metadata(bytes.substr(0, length)));
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 5000; ++i) {
    std::string changed = bytes;
    changed[random() % changed.size()] = static_cast<char>(random());
    static_cast<void>(decode_metadata(changed));
  }
  CHECK_FALSE(decode_metadata(""));
  CHECK_FALSE(decode_metadata("\x02"));
}

TEST_CASE("the content hash covers every field but the key and what the clock says") {
  const Document document = full_document();
  const ContentHash hash = content_hash(document);
  const auto differs = [&](auto change) {
    Document other = document;
    change(other);
    return !(content_hash(other) == hash);
  };
  CHECK_FALSE(differs([](Document& d) { d.key = "other"; }));
  CHECK_FALSE(differs([](Document& d) { d.date.suspicious = true; }));
  CHECK(differs([](Document& d) { d.date.day += 1; }));
  CHECK(differs([](Document& d) { d.title += "."; }));
  CHECK(differs([](Document& d) { d.text += "."; }));
  CHECK(differs([](Document& d) { d.source = "x"; }));
  CHECK(differs([](Document& d) { d.url = "x"; }));
  CHECK(differs([](Document& d) { d.language = "de"; }));
  CHECK(differs([](Document& d) { d.authors.pop_back(); }));
  CHECK(differs([](Document& d) { d.tags.pop_back(); }));
  CHECK(differs([](Document& d) { d.extra_json = "{}"; }));
}

TEST_CASE("key entries and words come back as they were stored") {
  const KeyEntry entry{7, {1, 2}, {{3, 4}, {5, 6}}};
  const auto decoded = decode_key_entry(encode_key_entry(entry));
  REQUIRE(decoded);
  CHECK(decoded->number == 7);
  CHECK(decoded->hash == entry.hash);
  CHECK(decoded->superseded == entry.superseded);
  CHECK_FALSE(decode_key_entry("short"));
  const auto word = decode_word("odesa", encode_word_value(300, 70000));
  REQUIRE(word);
  CHECK(word->number == 300);
  CHECK(word->documents == 70000);
  CHECK_FALSE(decode_word("odesa", "\x80"));
}

TEST_CASE("numbers as keys sort as numbers do") {
  CHECK(big_endian(255) < big_endian(256));
  CHECK(read_big_endian(big_endian(0xdeadbeef)) == 0xdeadbeefu);
  CHECK_FALSE(read_big_endian("abc"));
}

TEST_CASE("word codes come back, and synchronise by their last byte") {
  const WordNumber numbers[] = {0,       1,       127,       128,       16383,      16384,
                                2097151, 2097152, 268435455, 268435456, 4294967295u};
  std::string stream;
  for (const WordNumber number : numbers) append_word_code(stream, number);
  const auto* position = reinterpret_cast<const unsigned char*>(stream.data());
  const auto* end = position + stream.size();
  for (const WordNumber number : numbers) {
    CHECK(read_word_code(position, end) == number);
    CHECK((position[-1] & 0x80) != 0);
  }
  CHECK(position == end);
}

}  // namespace
}  // namespace dateline
