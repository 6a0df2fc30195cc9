// Input in other encodings, read as a user's files are: news in many languages and code pages.
#include "indexer/readers/encoding/text_source.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/cpu_clock.hpp"
#include "tests/support/encode.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::CollectingSink;
using test::encode;

namespace {

/// Sentences of our own.
constexpr const char* russian = "Совет порта решил, что паромы пойдут чаще. Её ждут давно.";
constexpr const char* ukrainian =
    "Рада порту вирішила, що пороми підуть частіше. Її чекають давно.";
constexpr const char* bulgarian =
    "Съветът на пристанището реши, че фериботите ще пътуват по-често.";
constexpr const char* turkish =
    "Liman kurulu, feribotların sıklaştırılacağını söyledi. Şehir İzmir'de bunu bekliyordu.";
constexpr const char* polish = "Rada portu zdecydowała, że promy będą pływać częściej. Łódź czeka.";
constexpr const char* czech = "Rada přístavu rozhodla, že trajekty budou jezdit častěji a později.";
constexpr const char* hungarian =
    "A kikötő tanácsa úgy döntött, hogy a kompok sűrűbben és később járnak.";
constexpr const char* greek =
    "Το συμβούλιο του λιμανιού αποφάσισε ότι τα πλοία θα πηγαίνουν συχνότερα.";
constexpr const char* hebrew = "מועצת הנמל החליטה כי המעבורות יפליגו לעתים קרובות יותר.";
constexpr const char* arabic = "قرر مجلس الميناء أن تبحر العبارات مرات أكثر كل يوم.";
constexpr const char* german =
    "Der Hafenrat beschloß, die Fähren öfter fahren zu lassen, sagte Jürgen.";
constexpr const char* french =
    "Le conseil du port a décidé que les bacs partiront plus souvent, à l’été.";
constexpr const char* japanese =
    "港の委員会はフェリーをもっと頻繁に運航すると決めた。表示は明日から。";
constexpr const char* korean =
    "항만위원회는 연락선을 더 자주 운항하기로 결정했다. 시민들은 기뻐했다.";
constexpr const char* chinese = "港口委员会决定增加渡轮班次。市民等待已久。";
constexpr const char* traditional = "港口委員會決定增加渡輪班次。市民等待已久,功能測試開始。";
constexpr const char* thai = "คณะกรรมการท่าเรือตัดสินใจเพิ่มเที่ยวเรือข้ามฟากทุกวัน";

struct Case {
  const char* text;
  const char* encoding;
};

constexpr Case cases[] = {
    {russian, "windows-1251"},   {russian, "koi8-r"},       {russian, "iso-8859-5"},
    {russian, "ibm866"},         {ukrainian, "koi8-u"},     {ukrainian, "windows-1251"},
    {bulgarian, "windows-1251"}, {turkish, "windows-1254"}, {turkish, "iso-8859-9"},
    {polish, "iso-8859-2"},      {polish, "windows-1250"},  {czech, "iso-8859-2"},
    {czech, "windows-1250"},     {hungarian, "iso-8859-2"}, {hungarian, "windows-1250"},
    {greek, "windows-1253"},     {greek, "iso-8859-7"},     {hebrew, "windows-1255"},
    {arabic, "windows-1256"},    {arabic, "iso-8859-6"},    {german, "windows-1252"},
    {german, "iso-8859-1"},      {french, "windows-1252"},  {japanese, "windows-31j"},
    {japanese, "euc-jp"},        {korean, "euc-kr"},        {chinese, "gb18030"},
    {traditional, "big5"},       {thai, "windows-874"},     {japanese, "iso-2022-jp"},
    {russian, "utf-16le"},       {russian, "utf-16be"},     {russian, "utf-16"},
    {chinese, "utf-16le"},       {german, "utf-16be"},      {german, "utf-32"},
};

CollectingSink read_file(const std::string& name, std::string_view bytes,
                         const ReaderOptions& options = {}) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, bytes);
  CollectingSink sink;
  REQUIRE(read_paths({(folder / name).string()}, options, sink));
  return sink;
}

void check_converted(const CollectingSink& sink, const std::string& text) {
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text == text);
  CHECK(to_string(sink.documents[0].date) == "2024-05-14");
  CHECK(sink.documents[0].encoding_repaired);
}

std::string json_of(const std::string& key, const std::string& text) {
  return R"({"id":")" + key + R"(","date":"2024-05-14","text":")" + text + "\"}\n";
}

}  // namespace

TEST_CASE("news of many languages is read in the encodings that it comes in", "[part1-11]") {
  for (const auto& [text, encoding] : cases) {
    INFO(encoding << ": " << text);
    const std::string words = text;
    check_converted(read_file("a.txt", encode("date 2024-05-14\n" + words + "\n", encoding)),
                    words);
    check_converted(read_file("a.jsonl", encode(json_of("k", words), encoding)), words);
    check_converted(
        read_file("a.trec", encode("<DOC><DOCNO>K</DOCNO><DATE>2024-05-14</DATE><TEXT>" + words +
                                       "</TEXT></DOC>\n",
                                   encoding)),
        words);
  }
}

TEST_CASE("members of archives and compressed files are converted as well", "[part1-11]") {
  const std::string bytes = encode(std::string("date 2024-05-14\n") + japanese, "windows-31j");
  check_converted(read_file("a.zip", test::make_zip({{"news.txt", bytes}})), japanese);
  check_converted(read_file("a.txt.gz", test::compress(test::Packing::gzip, bytes)), japanese);
  const std::string wide = encode(std::string("date 2024-05-14\n") + russian, "utf-16");
  check_converted(read_file("a.zip", test::make_zip({{"news.txt", wide}})), russian);
}

TEST_CASE("a second byte that looks like a sign of JSON is none", "[part1-11]") {
  // In Shift_JIS these end with the bytes of \ and of {.
  const auto sink = read_file(
      "a.jsonl", encode(json_of("k", "表示能力の公表") + json_of("l", "運転"), "windows-31j"));
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].text == "表示能力の公表");
}

TEST_CASE("lines that are UTF-8 stay what they are beside others", "[part1-11]") {
  const auto sink = read_file("a.jsonl", json_of("u", "Özlem у порту") + json_of("a", "plain") +
                                             encode(json_of("r", russian), "windows-1251"));
  REQUIRE(sink.documents.size() == 3);
  CHECK(sink.documents[0].text == "Özlem у порту");
  CHECK_FALSE(sink.documents[0].encoding_repaired);
  CHECK_FALSE(sink.documents[1].encoding_repaired);
  CHECK(sink.documents[2].text == russian);
  CHECK(sink.documents[2].encoding_repaired);
}

TEST_CASE("a line in another encoding than most of its file is judged by itself", "[part1-11]") {
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += encode(json_of(std::to_string(i), german), "windows-1252");
  lines += encode(json_of("r", russian), "koi8-r");
  lines += encode(json_of("j", japanese), "euc-jp");
  const auto sink = read_file("a.jsonl", lines);
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 22);
  CHECK(sink.documents[0].text == german);
  CHECK(sink.documents[20].text == russian);
  CHECK(sink.documents[21].text == japanese);
}

TEST_CASE("garbage of many lines takes no longer than it may", "[part1-11]") {
  std::string lines;
  for (int i = 0; lines.size() < 4'000'000; ++i)
    lines += "\x81\x8D" + std::to_string(i) + "\xFF\x9D\n";
  const auto start = test::CpuClock::now();
  const auto sink = read_file("a.txt", lines);
  CHECK(test::CpuClock::now() - start < std::chrono::seconds(60));
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::unknown_encoding);
}

TEST_CASE("a short document is read by what the rest of its file shows", "[part1-11]") {
  std::string lines = encode(json_of("short", "Ёж"), "koi8-r");
  CHECK(read_file("a.jsonl", lines).documents.empty());
  for (int i = 0; i < 20; ++i) lines += encode(json_of(std::to_string(i), russian), "koi8-r");
  const auto sink = read_file("a.jsonl", lines);
  REQUIRE(sink.documents.size() == 21);
  CHECK(sink.documents[0].text == "Ёж");
}

TEST_CASE("what comes after more plain text than is looked at is converted too", "[part1-11]") {
  std::string lines;
  for (int i = 0; lines.size() < 3'000'000; ++i)
    lines += json_of("p" + std::to_string(i), "plain words of a harbour " + std::to_string(i));
  lines += encode(json_of("r", russian), "koi8-r");
  const auto sink = read_file("a.jsonl", lines);
  CHECK(sink.rejects.empty());
  CHECK(sink.documents.back().text == russian);
  CHECK_FALSE(sink.documents.front().encoding_repaired);
}

TEST_CASE("an encoding that is uncertain is a reject with a hint", "[part1-11]") {
  const auto sink = read_file("a.txt", "date 2024-05-14\nso\x81me t\x8d\x9fxt\n");
  CHECK(sink.documents.empty());
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::unknown_encoding);
  CHECK(sink.rejects[0].position.line == 1);
  CHECK_THAT(sink.rejects[0].detail, Catch::Contains("--encoding NAME"));
}

TEST_CASE("one broken byte of a long text costs a character, and is reported", "[part1-11]") {
  std::string text = "date 2024-05-14\n";
  for (int i = 0; i < 60; ++i) text += "The harbour board met again.\n";
  const auto ascii = read_file("a.txt", text + "so\x81me\n");
  REQUIRE(ascii.documents.size() == 1);
  CHECK(ascii.documents[0].text.ends_with("so\uFFFDme"));
  CHECK(ascii.documents[0].encoding_repaired);
  const auto utf8 = read_file("a.txt", text + "Одеса чекає на пор\xD0 и\n");
  REQUIRE(utf8.documents.size() == 1);
  CHECK(utf8.documents[0].text.ends_with("Одеса чекає на пор\uFFFD и"));
  CHECK(utf8.documents[0].encoding_repaired);
}

TEST_CASE("an encoding that is given is believed, except for what is UTF-8", "[part1-11]") {
  ReaderOptions options;
  options.encoding = "CP1250";
  const auto short_text = read_file("a.txt", "date 2024-05-14\n\x9A\xE8", options);
  REQUIRE(short_text.documents.size() == 1);
  CHECK(short_text.documents[0].text == "šč");
  CHECK(read_file("a.txt", "Özlem", options).documents[0].text == "Özlem");
  options.encoding = "utf-16le";
  check_converted(
      read_file("a.txt", encode(std::string("date 2024-05-14\n") + chinese, "utf-16le"), options),
      chinese);
  CHECK(read_file("a.txt", "Özlem", options).documents[0].text == "Özlem");
  options.encoding = "utf-8";
  const auto not_utf8 = read_file("a.txt", encode(russian, "koi8-r"), options);
  REQUIRE(not_utf8.rejects.size() == 1);
  CHECK(not_utf8.rejects[0].reason == RejectReason::unknown_encoding);
  CHECK_THAT(not_utf8.rejects[0].detail, Catch::Contains("not utf-8"));
}

TEST_CASE("names of encodings mean what browsers take them for", "[part1-11]") {
  struct Named {
    const char* label;
    std::string bytes;
    const char* text;
  };
  const Named named[] = {
      {"latin1", "\x93x\x94", "“x”"}, {" ISO-8859-1 ", "\x80", "€"},
      {"iso-8859-9", "\xFE", "ş"},    {"gb2312", "\xB8\xDB", "港"},
      {"x-sjis", "\x8D\x60", "港"},   {"ks_c_5601-1987", "\xC7\xD7", "항"},
      {"x-cp1251", "\xEF", "п"},      {"UTF-16", std::string("\x3F\x04", 2), "п"},
      {"windows_1251", "\xEF", "п"},
  };
  for (const auto& [label, bytes, text] : named) {
    INFO(label);
    auto converter = EncodingConverter::open(label);
    REQUIRE(converter);
    std::string out;
    CHECK(converter->convert(bytes, out));
    CHECK(out == text);
  }
  const auto unknown = EncodingConverter::open("nonsense");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::usage);
  CHECK_FALSE(EncodingConverter::open(""));
}

TEST_CASE("characters and lines that lie across pieces of the input are whole", "[part1-11]") {
  // In every size of pieces, UTF-8 stays and Shift_JIS is converted.
  class Pieces : public InputSource {
   public:
    Pieces(std::string bytes, std::size_t size) : bytes_(std::move(bytes)), size_(size) {}
    Result<std::string_view> next() override {
      piece_ = bytes_.substr(std::min(at_, bytes_.size()), size_);
      at_ += piece_.size();
      return std::string_view(piece_);
    }
    [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return at_; }

   private:
    std::string bytes_;
    std::size_t size_;
    std::size_t at_ = 0;
    std::string piece_;
  };
  const std::string first = "Özlem 港 🙂\nплан\n";
  const std::string second = std::string(japanese) + "\nascii\n" + japanese;
  const std::string wide = encode("Özlem 港 🙂 план", "utf-16le");
  for (std::size_t size = 1; size < 40; ++size) {
    CAPTURE(size);
    const auto all_of = [&](const std::string& bytes) {
      Pieces pieces(bytes, size);
      TextSource source(pieces, bytes, "");
      std::string all;
      for (;;) {
        const auto piece = source.next();
        REQUIRE(piece);
        if (piece->empty()) break;
        all.append(*piece);
      }
      return all;
    };
    CHECK(all_of(first + encode(second, "windows-31j")) == first + second);
    CHECK(all_of(wide) == "Özlem 港 🙂 план");
  }
}
