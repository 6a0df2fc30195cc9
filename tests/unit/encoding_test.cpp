#include "indexer/readers/text/encoding.hpp"

#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>

using namespace dateline;

namespace {

struct Case {
  const char* what;
  std::string bytes;
  std::string expected;
  bool repaired;
};

const Case cases[] = {
    {"ASCII", "plain text", "plain text", false},
    {"nothing", "", "", false},
    {"UTF-8", "Özlem — Одеса 東京 🙂", "Özlem — Одеса 東京 🙂", false},
    {"windows-1252 quotation marks", "he said \x93yes\x94 and \x96 no", "he said “yes” and – no",
     true},
    {"windows-1252 letters", "caf\xE9 in Z\xFCrich", "café in Zürich", true},
    {"a byte that windows-1252 does not have", "so\x81me text", "so\uFFFDme text", true},
    {"UTF-8 that was cut", "Özlem, Müller, na\xC3", "Özlem, Müller, na\uFFFD", true},
    {"a run of stray bytes is one replacement", "Ö Ä Ü ß é à \x80\x80\x80 x",
     "Ö Ä Ü ß é à \uFFFD x", true},
    {"another code page is not windows-1252", "\xCE\xE4\xE5\xF1\xE0 \xEC\xEE\xF0\xE5",
     "\uFFFD \uFFFD", true},
    {"overlong form", "sla\xC0\xAFsh and more words", "slaÀ¯sh and more words", true},
    {"encoded surrogate", "Ö Ä Ü ß é a\xED\xA0\x80z", "Ö Ä Ü ß é a\uFFFDz", true},
    {"NUL", std::string("a\0b", 3), "ab", false},
    {"controls", "a\x01\x02\x7F z\x1B[0m", "a z[0m", false},
    {"tab and line feed stay", "a\tb\nc", "a\tb\nc", false},
    {"CR LF", "a\r\nb\r\n", "a\nb\n", false},
    {"lone CR", "a\rb", "a\nb", false},
    {"form feed", "page\fpage", "page\npage", false},
    {"latin-1 controls were windows-1252", "it\xC2\x92s \xC2\x96 so", "it’s – so", true},
    {"a latin-1 control without meaning", "a\xC2\x81z", "az", true},
    {"no-break space stays", "a\xC2\xA0z", "a\xC2\xA0z", false},
    {"byte order mark", "\xEF\xBB\xBFtext", "text", false},
    {"byte order marks behind a control", "\x01\xEF\xBB\xBF\xEF\xBB\xBFtext", "text", false},
    {"byte order marks within the text", "a\xEF\xBB\xBFz \xEF\xBB\xBF\n", "az \n", false},
    {"controls far behind clean text", std::string(100, 'x') + "\x03y", std::string(100, 'x') + "y",
     false},
};

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes;
  // Half of them ASCII, so that both ways through the repair are taken.
  for (std::size_t i = 0; i < size; ++i)
    bytes.push_back(static_cast<char>(random() % 2 == 0 ? random() % 128 : random() % 256));
  return bytes;
}

bool is_clean(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return false;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
  }
  return simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace

TEST_CASE("text of any origin becomes UTF-8 without control characters") {
  for (const auto& example : cases) {
    INFO(example.what);
    std::string text = example.bytes;
    CHECK(clean_text(text) == example.repaired);
    CHECK(text == example.expected);
  }
}

TEST_CASE("random bytes become clean text, and clean text stays what it is") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 5000; ++round) {
    std::string text = random_bytes(random, random() % 80);
    clean_text(text);
    REQUIRE(is_clean(text));
    std::string again = text;
    REQUIRE_FALSE(clean_text(again));
    REQUIRE(again == text);
  }
}

TEST_CASE("every byte of windows-1252 that is a character is found again in UTF-8") {
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    CAPTURE(byte);
    const auto character =
        byte < 0xA0 ? windows_1252(static_cast<unsigned char>(byte)) : char32_t{byte};
    std::string text = "a few plain words around " + std::string(1, static_cast<char>(byte));
    std::string expected = "a few plain words around ";
    append_utf8(expected, character == 0 ? char32_t{0xFFFD} : character);
    CHECK(clean_text(text));
    CHECK(text == expected);
  }
}

TEST_CASE("control characters are noticed wherever they are") {
  CHECK_FALSE(has_control_characters("a key of 20 characters: ä"));
  CHECK(has_control_characters("a\tkey"));
  CHECK(has_control_characters("key\n"));
  CHECK(has_control_characters(std::string(1, '\0')));
  CHECK(has_control_characters("a long enough key and then \x7F"));
  CHECK(has_control_characters("c1 \xC2\x85"));
}
