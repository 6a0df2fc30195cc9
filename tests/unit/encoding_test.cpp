#include "indexer/readers/text/encoding.hpp"

#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/damaged_utf8.hpp"
#include "indexer/readers/encoding/guess.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/encode.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace std::literals;
using test::CollectingSink;
using test::encode;

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
    {"a character as two surrogates", "a\xED\xA0\xBD\xED\xB8\x80z", "a😀z", true},
    {"a dash that was cut", "plain words \xE2\x80", "plain words \uFFFD", true},
    {"a letter and an apostrophe are no cut character", "Beyonc\xE9\x92s", "Beyoncé’s", true},
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

CollectingSink read_file(const std::string& name, std::string_view bytes) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, {}, sink));
  return sink;
}

/// The text of a file of one document; what it was rejected for where it was.
std::string text_of(std::string_view bytes) {
  const auto sink = read_file("a.txt", "date 2024-05-14\n\n" + std::string(bytes) + "\n");
  REQUIRE(sink.documents.size() + sink.rejects.size() == 1);
  return sink.documents.empty() ? std::string(to_string(sink.rejects[0].reason))
                                : sink.documents[0].text;
}

std::string json_line(std::string_view text) {
  return R"({"date":"2024-05-14","text":")" + std::string(text) + "\"}\n";
}

struct Encoded {
  const char* text;
  const char* encoding;
};

/// Lines of JSON, all but the last in the first's encoding.
CollectingSink read_lines(const std::vector<const char*>& most, const char* encoding,
                          const Encoded& last) {
  std::string lines;
  for (const char* const text : most) lines += encode(json_line(text), encoding);
  return read_file("a.jsonl", lines + encode(json_line(last.text), last.encoding));
}

/// Lines of files in one encoding.
const std::vector<const char*> russian = {
    "Совет порта решил, что паромы пойдут чаще.", "Её ждут давно, говорит мэр.",
    "Погода завтра будет тёплой.", "Новый мост открыли вчера вечером.",
    "Рыбаки вернулись с уловом."};
const std::vector<const char*> german = {
    "Der Hafenrat beschloß, die Fähren öfter fahren zu lassen.", "Jürgen wünscht schöne Grüße.",
    "Am Dienstag hört das Gespräch früher auf.", "Die Bürger müssen länger warten.",
    "Über die Brücke führt kein Weg zurück."};

constexpr const char* unknown = "unknown_encoding";

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

TEST_CASE("bytes that are no Japanese are counted, and never vanish", "[part1-11]") {
  for (const char* const name : {"shift_jis", "euc-jp"}) {
    INFO(name);
    auto converter = EncodingConverter::open(name);
    REQUIRE(converter);
    std::string out;
    CHECK_FALSE(converter->convert("a\xFF z", out));
    CHECK(out == "a\uFFFD z");
    out.clear();
    CHECK(converter->convert("a\x1A z", out));
  }
  CHECK(text_of("\xBCuvre \xE0 co\xFBts") == unknown);
  CHECK(text_of("L'\x9Cuvre \xE0 co\xFBts") == "L'œuvre à coûts");
}

TEST_CASE("a zero byte does not make UTF-16 of a text", "[part1-11]") {
  CHECK(read_file("a.txt", "date 2024-01-01\n\nShort.\0"sv).documents[0].text == "Short.");
  const auto lines = read_file("a.jsonl", "{\"id\":\"n\",\"text\":\"one \0 two\"}\n"sv);
  REQUIRE(lines.documents.size() == 1);
  CHECK(lines.documents[0].text == "one   two");
  struct Plain {
    const char* what;
    std::string bytes;
  };
  const std::string russian = "Совет порта решил, что паромы пойдут чаще.";
  const Plain plain[] = {
      {"ASCII", "plain text\0\n"s},
      {"names separated by zero bytes", "one\0two\0three\0four\0"s},
      {"UTF-8", "Özlem — Одеса\0\n"s},
      {"cut UTF-8", "Özlem — Оде\0са \xD0"s},
      {"windows-1251", encode(russian, "windows-1251") + "\0\n"s},
      {"koi8-r", encode(russian, "koi8-r") + "\0 1"s},
      {"Shift_JIS",
       encode("港の委員会はフェリーをもっと頻繁に運航すると決めた", "windows-31j") + "\0\n"s},
      {"GB18030", encode("港口委员会决定增加渡轮班次", "gb18030") + "\0\n"s},
      {"padding", "plain text" + std::string(500, '\0')},
  };
  for (const auto& [what, bytes] : plain) {
    INFO(what);
    CHECK(wide_encoding_of(bytes).empty());
    CHECK(wide_encoding_of("x" + bytes).empty());
  }
}

TEST_CASE("UTF-16 without a mark is found where zero bytes are few", "[part1-11]") {
  const char* const texts[] = {
      "港口委员会决定增加渡轮班次。\n市民等待已久。\n",
      "一港口委员会决定增加渡轮班次。　市民等待已久。一\n",
      "港の委員会はフェリーをもっと頻繁に運航すると決めた。\n表示は明日から。\n",
      "항만위원회는 연락선을 더 자주 운항하기로 결정했다.",
      "Совет порта решил, что паромы пойдут чаще.",
      "مجلس الميناء أن تبحر العبارات مرات أكثر كل يوم",
      "बंदरगाह परिषद ने निर्णय लिया",
      "The harbour board met.",
  };
  for (const char* const text : texts) {
    INFO(text);
    CHECK(wide_encoding_of(encode(text, "utf-16le")) == "utf-16le");
    CHECK(wide_encoding_of(encode(text, "utf-16be")) == "utf-16be");
  }
}

TEST_CASE("UTF-8 with a little damage stays UTF-8", "[part1-11]") {
  struct Damaged {
    const char* bytes;
    const char* text;
  };
  const Damaged damaged[] = {
      {"Un caf\xC3\xA9 \xED\xA0\xBD\xED\xB8\x80 et th\xC3\xA9.", "Un café 😀 et thé."},
      {"plain \xED\xA0\xBD\xED\xB8\x80 words", "plain 😀 words"},
      {"gr\xC3\xB6\xC3\x9F\xC3", "größ\uFFFD"},
      {"gr\xC3\xB6\xC3", "grö\uFFFD"},
      {"The ferry board met \xF0\x9F\x98", "The ferry board met \uFFFD"},
      {"The ferry board met\xE2\x80", "The ferry board met\uFFFD"},
      {"na\xC3\xAFve caf\xE9 \x93quoted\x94 r\xC3\xA9sum\xC3\xA9", "naïve café “quoted” résumé"},
      {"r\xC3\xA9sum\xC3\xA9, th\xC3\xA9, M\xC3\xBCll\xC3 und so\x81me",
       "résumé, thé, Müll\uFFFD und so\uFFFDme"},
      {"港口委员会\xE5\x86 决定", "港口委员会\uFFFD 决定"},
      {"Одеса \xE0 порт", "Одеса \uFFFD порт"},
  };
  for (const auto& [bytes, text] : damaged) {
    INFO(text);
    CHECK(is_damaged_utf8(bytes));
    CHECK(mend_utf8(bytes) == text);
    CHECK(text_of(bytes) == text);
  }
}

TEST_CASE("other encodings are not taken for damaged UTF-8", "[part1-11]") {
  constexpr Encoded others[] = {
      {"Der Bär macht „Spaß“ im Hafen", "windows-1252"},
      {"Beyoncé’s concert in the café…", "windows-1252"},
      {"Il a dit: «été», puis «olé»", "windows-1252"},
      {"Рік", "windows-1251"},
      {"Съвет", "windows-1251"},
      {"港の委員会", "euc-jp"},
      {"서울 시민들은 기뻐했다", "euc-kr"},
  };
  for (const auto& [text, encoding] : others) {
    INFO(text);
    CHECK_FALSE(is_damaged_utf8(encode(text, encoding)));
  }
  CHECK_FALSE(is_damaged_utf8("Özlem"));
  CHECK_FALSE(is_damaged_utf8("plain"));
}

TEST_CASE("a line that is not in the encoding of its file is judged by itself", "[part1-11]") {
  struct Mixed {
    std::vector<const char*> most;
    const char* encoding;
    Encoded last;
  };
  const Mixed files[] = {
      {russian, "windows-1251", {"Die Regierung kündigte", "windows-1252"}},
      {russian, "koi8-r", {"правительство объявило о новых выборах", "windows-1251"}},
      {russian, "windows-1251", {"правительство объявило о новых выборах", "koi8-r"}},
      {russian, "windows-1251", {"Вчера Правительство объявило о выборах", "koi8-r"}},
      {german, "windows-1252", {"Vláda oznámila změny v rozpočtu příštího roku.", "windows-1250"}},
      {german, "windows-1252", {"правительство объявило о новых выборах", "windows-1251"}},
  };
  for (const auto& [most, encoding, last] : files) {
    INFO(last.text << " in " << last.encoding << " beside " << encoding);
    const auto sink = read_lines(most, encoding, last);
    REQUIRE(sink.documents.size() == most.size() + 1);
    CHECK(sink.documents[0].text == most[0]);
    CHECK(sink.documents.back().text == last.text);
  }
}

TEST_CASE("a line that is in neither its file's encoding nor surely another is a reject",
          "[part1-11]") {
  const CollectingSink files[] = {
      read_lines(russian, "windows-1251", {"Ёж", "koi8-r"}),
      read_lines(german, "windows-1252", {"北京", "gb18030"}),
      read_lines(german, "windows-1252", {"서울", "euc-kr"}),
  };
  for (const auto& sink : files) {
    CAPTURE(sink.documents.back().text);
    CHECK(sink.documents.size() == 5);
    REQUIRE(sink.rejects.size() == 1);
    CHECK(sink.rejects[0].reason == RejectReason::unknown_encoding);
    CHECK(sink.rejects[0].position.line == 6);
  }
}

TEST_CASE("a line of its file's encoding stays in it, whatever its words", "[part1-11]") {
  constexpr const char* cyrillic[] = {"МОСКВА", "ПОРТ ОДЕССЫ ОТКРЫТ", "Ёж", "№ 5", "я"};
  constexpr const char* western[] = {"Muñoz", "12 km² Fläche", "3 m³",     "à l'été",
                                     "Café",  "5 µm",          "Nº 5",     "d´Ivoire",
                                     "´word", "‹Wort›",        "Ångström", "½ ¾"};
  for (const char* const text : cyrillic) {
    INFO(text);
    for (const char* const encoding : {"windows-1251", "koi8-r"}) {
      if (encoding == "koi8-r"sv && text == "№ 5"sv) continue;
      const auto sink = read_lines(russian, encoding, {text, encoding});
      REQUIRE(sink.documents.size() == 6);
      CHECK(sink.documents[5].text == text);
    }
  }
  for (const char* const text : western) {
    INFO(text);
    const auto sink = read_lines(german, "windows-1252", {text, "windows-1252"});
    REQUIRE(sink.documents.size() == 6);
    CHECK(sink.documents[5].text == text);
  }
}

TEST_CASE("a few letters of any encoding are a reject", "[part1-11]") {
  constexpr Encoded few[] = {
      {"北京", "gb18030"},
      {"서울", "euc-kr"},
      {"東京", "big5"},
      {"שלום", "windows-1255"},
      {"ﾆｭｰｽ", "windows-31j"},
      {"ﾄｳｷｮｳ ﾆｭｰｽ", "windows-31j"},
      {"ﾄｳｷｮｳﾉﾐﾅﾄﾃﾞﾌﾈｶﾞﾃﾞﾀ ｱｼﾀﾓﾃﾞﾙ", "windows-31j"},
      {"東京", "euc-jp"},
      {"Ёж", "koi8-r"},
      {"Рік", "windows-1251"},
      {"ไทย", "windows-874"},
  };
  for (const auto& [text, encoding] : few) {
    INFO(text << " in " << encoding);
    CHECK(text_of(encode(text, encoding)) == unknown);
  }
  const auto sink = read_file("a.txt", encode("北京", "gb18030"));
  REQUIRE(sink.rejects.size() == 1);
  CHECK_THAT(sink.rejects[0].detail, Catch::Contains("--encoding NAME"));
}

TEST_CASE("few letters are enough beside others, or with a declaration", "[part1-11]") {
  CHECK(text_of("caf\xE9") == "café");
  CHECK(text_of("he said \x93yes\x94 and \x96 no") == "he said “yes” and – no");
  CHECK(text_of("le th\xE9 \xE0 Paris") == "le thé à Paris");
  CHECK(text_of("charset=gb2312 " + encode("北京", "gb18030")) == "charset=gb2312 北京");
  CHECK(text_of("charset=euc-kr " + encode("서울", "euc-kr")) == "charset=euc-kr 서울");
  CHECK(text_of("charset=windows-1255 " + encode("שלום", "windows-1255")) ==
        "charset=windows-1255 שלום");
  const auto lines = read_lines({"항만위원회는 연락선을 더 자주 운항하기로 결정했다."}, "euc-kr",
                                {"서울", "euc-kr"});
  REQUIRE(lines.documents.size() == 2);
  CHECK(lines.documents[1].text == "서울");
}
