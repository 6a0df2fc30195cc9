#include "indexer/readers/text_reader.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "indexer/readers/text_header.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using test::read_bytes;

namespace {

struct HeaderCase {
  const char* line;
  const char* date;  ///< as to_string() has it; null where the line is not a header
  const char* rest;
};

constexpr HeaderCase header_cases[] = {
    {"date 2024-05-14", "2024-05-14", ""},
    {" \tdate 2024-05-14 The head of", "2024-05-14", "The head of"},
    {"DATE 2024-05-14 x", "2024-05-14", "x"},
    {"Date: 2024-05-14", "2024-05-14", ""},
    {"date : 2024-05-14 x", "2024-05-14", "x"},
    {"date:2024-05-14", "2024-05-14", ""},
    {"date 2024-05-14T10:00:00+03:00 x", "2024-05-14T07:00:00Z", "x"},
    {"date 2024-05-14\r", "2024-05-14", ""},
    {"date 9999-99-99 x", "", "x"},
    {"date 2023-02-29", "", ""},
    {"date", nullptr, ""},
    {"date 2024", nullptr, ""},
    {"date 2024-05-14, said the minister", nullptr, ""},
    {"date of 2024-05-14", nullptr, ""},
    {"dates 2024-05-14", nullptr, ""},
    {"date2024-05-14", nullptr, ""},
    {"update 2024-05-14", nullptr, ""},
    {"2024-05-14", nullptr, ""},
    {"Date: May 14, 2024", nullptr, ""},
    {"", nullptr, ""},
};

}  // namespace

TEST_CASE("a header is the word date and a day in figures") {
  for (const auto& example : header_cases) {
    INFO(example.line);
    const auto header = text_header::parse(example.line);
    REQUIRE(header.has_value() == (example.date != nullptr));
    if (!header) continue;
    CHECK(to_string(header->date.value_or(Date{})) == example.date);
    CHECK(header->rest == example.rest);
  }
}

TEST_CASE("each header begins a document, and the later keys are numbered") {
  const std::string bytes =
      " date 2024-05-14 First text. More.\r\n\r\n\r\nSecond paragraph.  \n"
      "date 2024-05-15\nSecond text\nin two lines.\n"
      "Date: 2024-05-16\n\nThird text.";
  const auto sink = read_bytes(Format::text, bytes);
  REQUIRE(sink.rejects.empty());
  REQUIRE(sink.keys() == std::vector<std::string>{"news", "news#2", "news#3"});
  CHECK(sink.documents[0].text == "First text. More.\n\nSecond paragraph.");
  CHECK(sink.documents[0].title == "First text.");
  CHECK(sink.documents[0].title_derived);
  CHECK(to_string(sink.documents[0].date) == "2024-05-14");
  CHECK(sink.documents[0].date.origin == DateOrigin::header);
  CHECK(sink.documents[1].text == "Second text\nin two lines.");
  CHECK(sink.documents[2].text == "Third text.");
  CHECK(sink.positions[0].line == 1);
  CHECK(sink.positions[1].line == 5);
  CHECK(sink.positions[1].offset == bytes.find("date 2024-05-15"));
  CHECK(sink.positions[2].line == 8);
}

TEST_CASE("lines end as they do on any system, wherever the input is cut", "[part1-08]") {
  const std::string text = "date 2024-05-14\n\nFirst.\nStill.\n\ndate 2024-05-15\n\nSecond.\n";
  for (const std::string_view end : {"\n", "\r", "\r\n"}) {
    std::string input;
    for (const char c : text)
      if (c == '\n')
        input += end;
      else
        input += c;
    CAPTURE(input);
    for (std::size_t chunk = 1; chunk < 40; ++chunk) {
      const auto sink = read_bytes(Format::text, input, {}, chunk);
      REQUIRE(sink.documents.size() == 2);
      CHECK(sink.documents[0].text == "First.\nStill.");
      CHECK(sink.documents[1].text == "Second.");
      CHECK(sink.positions[1].line == 6);
      CHECK(sink.positions[1].offset == input.find("date 2024-05-15"));
    }
  }
}

TEST_CASE("text without a header is one document, undated or with the default date") {
  const auto undated = read_bytes(Format::text, "No header here.\n\nReally.");
  REQUIRE(undated.documents.size() == 1);
  CHECK_FALSE(undated.documents[0].date.known());
  CHECK(undated.documents[0].date.origin == DateOrigin::none);

  ReaderOptions options;
  options.default_date = parse_date("2024-05-14");
  const auto dated = read_bytes(Format::text, "No header here.", options);
  CHECK(to_string(dated.documents[0].date) == "2024-05-14");
  CHECK(dated.documents[0].date.origin == DateOrigin::given);
}

TEST_CASE("text before the first header is a document of its own") {
  const auto sink = read_bytes(Format::text, "A preamble.\ndate 2024-05-14 The text.");
  REQUIRE(sink.keys() == std::vector<std::string>{"news", "news#2"});
  CHECK(sink.documents[0].text == "A preamble.");
  CHECK_FALSE(sink.documents[0].date.known());
}

TEST_CASE("a header whose date is not in the calendar is a reject, and the next document is read") {
  const auto sink = read_bytes(Format::text, "date 9999-99-99 Bad.\nMore.\ndate 2024-05-14 Good.");
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].reason == RejectReason::malformed);
  CHECK(sink.rejects[0].position.line == 1);
  CHECK(sink.rejects[0].detail.find("9999-99-99") != std::string::npos);
  REQUIRE(sink.keys() == std::vector<std::string>{"news#2"});
}

TEST_CASE("a header without a text is a reject") {
  const auto sink = read_bytes(Format::text, "date 2024-05-14\n\n \n");
  CHECK(sink.documents.empty());
  CHECK(sink.reject_counts() ==
        std::map<RejectReason, std::size_t>{{RejectReason::missing_text, 1}});
}

TEST_CASE("an empty text file has no document, one of spaces has none with text") {
  CHECK(read_bytes(Format::text, "").rejects.empty());
  const auto blank = read_bytes(Format::text, " \n\n");
  CHECK(blank.documents.empty());
  CHECK(blank.rejects.size() == 1);
}

TEST_CASE("a document over the limit is a reject, and the next one is read") {
  ReaderOptions options;
  options.max_document_bytes = 1000;
  const std::string many_lines(600, 'x');
  const auto sink = read_bytes(Format::text,
                               "date 2024-05-14 " + std::string(5000, 'x') +
                                   "\ndate 2024-05-15 small\ndate 2024-05-16 " + many_lines + "\n" +
                                   many_lines + "\ndate 2024-05-17 small too",
                               options, 100);
  CHECK(sink.reject_counts() == std::map<RejectReason, std::size_t>{{RejectReason::too_large, 2}});
  CHECK(sink.keys() == std::vector<std::string>{"news#2", "news#4"});
}

TEST_CASE("text is the same in chunks of any size") {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "date 2024-05-14 Café one.\n\nTwo.\ndate 2024-05-15\r\nThree caf\xE9.\n";
  const auto whole = read_bytes(Format::text, bytes);
  REQUIRE(whole.documents.size() == 2);
  CHECK_FALSE(whole.documents[0].encoding_repaired);
  CHECK(whole.documents[1].encoding_repaired);
  CHECK(whole.documents[1].text == "Three café.");
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(read_bytes(Format::text, bytes, {}, size).documents == whole.documents);
  }
}

TEST_CASE("an error of the sink stops the reader and comes back unchanged") {
  test::CollectingSink sink;
  sink.stop_after = 1;
  test::ChunkedSource source("date 2024-05-14 a\ndate 2024-05-14 b\ndate 2024-05-14 c", 1000);
  const auto status = make_reader(Format::text, {})->read(source, {"news", 0, 0}, "news", sink);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::cancelled);
  CHECK(sink.documents.size() == 1);
}

TEST_CASE("the founding document is read as one dated item of several paragraphs") {
  const std::string path = DATELINE_SHARED_DATA "/seed/odesa-istanbul-2024.txt";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: there is no " << path);
    return;
  }
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  const auto sink = read_bytes(Format::text, bytes.str());
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(to_string(document.date) == "2024-05-14");
  CHECK(document.title_derived);
  CHECK(document.title.size() <= 120);
  CHECK(document.text.starts_with(document.title));
  CHECK(document.text.find("\n\n") != std::string::npos);
  CHECK(document.text.find("2002") != std::string::npos);
}
