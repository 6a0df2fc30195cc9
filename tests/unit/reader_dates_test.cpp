// Dates as the readers find them: in JSON of many makers, in need of a language, of a country or of
// the other dates of their file.
#include <catch2/catch.hpp>
#include <chrono>

#include "indexer/readers/base/zone_rules.hpp"
#include "indexer/readers/date_settler.hpp"
#include "tests/support/read_bytes.hpp"

namespace dateline {
namespace {

using test::read_bytes;

/// The documents' dates as text; "ambiguous", or "none".
std::vector<std::string> dates_of(const std::vector<Document>& documents) {
  std::vector<std::string> dates;
  for (const Document& document : documents) {
    CHECK(document.date_text.empty());
    if (document.date.known()) CHECK_FALSE(document.date.ambiguous);
    dates.push_back(document.date.known()     ? to_string(document.date)
                    : document.date.ambiguous ? "ambiguous"
                                              : "none");
  }
  return dates;
}

/// The date of a line of JSON with these members.
std::string date_of(const std::string& members, const ReaderOptions& options = {}) {
  const auto sink = read_bytes(Format::jsonl, R"({"text":"t",)" + members + "}", options);
  REQUIRE(sink.documents.size() == 1);
  return dates_of(sink.documents).front();
}

std::vector<std::string> dates_of_file(const std::vector<std::string>& written) {
  std::string lines;
  for (const std::string& date : written) lines += R"({"text":"t","date":")" + date + "\"}\n";
  return dates_of(read_bytes(Format::jsonl, lines).documents);
}

using Dates = std::vector<std::string>;

}  // namespace

TEST_CASE("JSON writes dates as text, numbers, objects and lists", "[part1-18]") {
  const std::pair<const char*, const char*> cases[] = {
      {R"("2024-05-14")", "2024-05-14"},
      {R"("1715680800")", "2024-05-14T10:00:00Z"},
      {"1715680800", "2024-05-14T10:00:00Z"},
      {"1715680800.5", "2024-05-14T10:00:00Z"},
      {"1715680800000", "2024-05-14T10:00:00Z"},
      {"1715680800000000", "2024-05-14T10:00:00Z"},
      {"1715680800000000000", "2024-05-14T10:00:00Z"},
      {"1.7156808e9", "2024-05-14T10:00:00Z"},
      {"50000000", "1971-08-02T16:53:20Z"},
      {"-86400", "1969-12-31T00:00:00Z"},
      {"0", "1970-01-01T00:00:00Z"},
      {"20240514", "2024-05-14"},
      {"2024", "2024"},
      {R"(["2024-05-14T10:00:00Z"])", "2024-05-14T10:00:00Z"},
      {R"([1715680800])", "2024-05-14T10:00:00Z"},
      {R"([["2024-05-14"]])", "2024-05-14"},
      {R"([2024,5,14])", "2024-05-14"},
      {R"([2024,5,14,10,30,0,1,135,0])", "2024-05-14T10:30:00Z"},
      {R"({"$date":"2024-05-14T10:00:00Z"})", "2024-05-14T10:00:00Z"},
      {R"({"$date":1715680800000})", "2024-05-14T10:00:00Z"},
      // Small numbers are milliseconds here, too.
      {R"({"$date":86400000})", "1970-01-02T00:00:00Z"},
      {R"({"$date":{"$numberLong":"-86400000"}})", "1969-12-31T00:00:00Z"},
      {R"({"$numberLong":"1715680800000"})", "2024-05-14T10:00:00Z"},
      {R"({"$timestamp":{"t":1715680800,"i":1}})", "2024-05-14T10:00:00Z"},
      {R"({"_seconds":1715680800,"_nanoseconds":5})", "2024-05-14T10:00:00Z"},
      {R"({"date":"2024-05-14 10:00:00.000000","timezone_type":3,"timezone":"Europe/Kyiv"})",
       "2024-05-14T07:00:00Z"},
      {R"({"@type":"DateTime","@value":"2024-05-14"})", "2024-05-14"},
      {R"({"__type":"Date","iso":"2024-05-14T10:00:00.000Z"})", "2024-05-14T10:00:00Z"},
      // Not dates
      {"null", "none"},
      {"true", "none"},
      {"-1", "none"},
      {"45426", "none"},
      {"2024.5", "none"},
      {"[]", "none"},
      {R"(["2024-05-14","2024-05-15"])", "none"},
      {"[2024,13,14]", "none"},
      {"[10,20,30]", "none"},
      {R"({"$date":true})", "none"},
      {R"({"$date":{"$numberLong":"soon"}})", "none"},
      {R"([[[[["2024-05-14"]]]]])", "none"},
      {R"({"year":"2024"})", "none"},
  };
  for (const auto& [value, expected] : cases) {
    CAPTURE(value);
    CHECK(date_of(std::string(R"("date":)") + value) == expected);
  }
}

TEST_CASE("a zone that several countries have is that of the document's language or address",
          "[part1-18]") {
  const std::string ist = R"("date":"Tue, 14 May 2024 23:57:00 IST")";
  CHECK(date_of(ist) == "2024-05-14");
  CHECK(date_of(ist + R"(,"language":"en")") == "2024-05-14");
  CHECK(date_of(ist + R"(,"language":"hi")") == "2024-05-14T18:27:00Z");
  CHECK(date_of(R"("language":"hi",)" + ist) == "2024-05-14T18:27:00Z");
  CHECK(date_of(ist + R"(,"lang":"en-IL")") == "2024-05-14T21:57:00Z");
  CHECK(date_of(ist + R"(,"url":"https://news.example.in/a?b=c.ie")") == "2024-05-14T18:27:00Z");
  CHECK(date_of(ist + R"(,"source":"www.example.co.il")") == "2024-05-14T21:57:00Z");
  CHECK(date_of(ist + R"(,"source":"The Dublin Post Co.")") == "2024-05-14");
  const std::string bst = R"("date":"14 May 2024 10:00 BST")";
  CHECK(date_of(bst + R"(,"url":"http://example.co.uk/")") == "2024-05-14T09:00:00Z");
  ReaderOptions options;
  options.default_language = "bn";
  CHECK(date_of(bst, options) == "2024-05-14T04:00:00Z");
  CHECK(date_of(bst + R"(,"language":"en-GB")", options) == "2024-05-14T09:00:00Z");
}

TEST_CASE("where the date decides about the offset, the IANA rules are asked", "[part1-18]") {
  CHECK(date_of(R"("date":"May 14, 2024 at 10:00 a.m. ET")") == "2024-05-14T14:00:00Z");
  CHECK(date_of(R"("date":"Jan. 14, 2024 at 10:00 a.m. ET")") == "2024-01-14T15:00:00Z");
  CHECK(date_of(R"("date":"Jan. 14, 2024 10 PM PT")") == "2024-01-15T06:00:00Z");
  CHECK(date_of(R"("date":"14 May 2024 10:00 CT")") == "2024-05-14T15:00:00Z");
  // The rule was another one before 2007.
  CHECK(date_of(R"("date":"April 2, 2006 1:00 PM ET")") == "2006-04-02T17:00:00Z");
  CHECK(date_of(R"("date":"March 30, 2006 1:00 PM ET")") == "2006-03-30T18:00:00Z");
  CHECK(date_of(R"("date":"2013-05-14 10:00 MSK")") == "2013-05-14T06:00:00Z");
  CHECK(date_of(R"("date":"2024-05-14 10:00 MSK")") == "2024-05-14T07:00:00Z");
  CHECK(date_of(R"("date":"2024-05-14T10:00:00 America/New_York")") == "2024-05-14T14:00:00Z");
  CHECK(date_of(R"("date":"2024-05-14T10:00:00[Asia/Kolkata]")") == "2024-05-14T04:30:00Z");
  CHECK(date_of(R"("date":"2024-05-14T10:00:00 Nowhere/Land")") == "2024-05-14");
  CHECK_FALSE(zone_offset("Nowhere/Land", 0, 0));
  CHECK(zone_offset("Asia/Kathmandu", 19000, 0) == 345);
}

TEST_CASE("a month's name that two languages share is that of the document's language",
          "[part1-18]") {
  const std::string written = R"("date":"14. listopad 2024")";
  CHECK(date_of(written) == "ambiguous");
  CHECK(date_of(written + R"(,"language":"cs")") == "2024-11-14");
  CHECK(date_of(R"("lang":"hr",)" + written) == "2024-10-14");
}

TEST_CASE("other dates of the file decide whether the day is first", "[part1-18]") {
  CHECK(dates_of_file({"03/04/2024"}) == Dates{"ambiguous"});
  CHECK(dates_of_file({"03/04/2024", "14/05/2024", "05/06/2024"}) ==
        Dates{"2024-04-03", "2024-05-14", "2024-06-05"});
  CHECK(dates_of_file({"03/04/2024", "05/14/2024"}) == Dates{"2024-03-04", "2024-05-14"});
  CHECK(dates_of_file({"14/05/2024", "03/04/2024 10:00"}) ==
        Dates{"2024-05-14", "2024-04-03T10:00:00Z"});
  // Both orders in one file: neither is certain, wherever they stand.
  CHECK(dates_of_file({"03/04/2024", "14/05/2024", "05/14/2024", "01/02/2024"}) ==
        Dates{"ambiguous", "2024-05-14", "2024-05-14", "ambiguous"});
  // Other forms show nothing.
  CHECK(dates_of_file({"03/04/2024", "2024-05-14", "14.05.2024", "05/05/2024"}) ==
        Dates{"ambiguous", "2024-05-14", "2024-05-14", "2024-05-05"});
  CHECK(dates_of_file({"14/05/24", "31/05/24"}) == Dates{"2024-05-14", "2024-05-31"});
}

TEST_CASE("documents whose dates wait for others keep their order and their fields", "[part1-18]") {
  const auto sink = read_bytes(Format::jsonl,
                               "{\"id\":\"a\",\"text\":\"t\",\"date\":\"2024-01-01\"}\n"
                               "{\"id\":\"b\",\"text\":\"t\",\"date\":\"03/04/2024\"}\n"
                               "{\"id\":\"c\",\"text\":\"t\"}\n"
                               "not JSON\n"
                               "{\"id\":\"d\",\"text\":\"t\",\"date\":\"31/01/2024\"}\n");
  CHECK(sink.keys() == Dates{"a", "b", "c", "d"});
  CHECK(dates_of(sink.documents) == Dates{"2024-01-01", "2024-04-03", "none", "2024-01-31"});
  CHECK(sink.rejects.size() == 1);
  REQUIRE(sink.positions.size() == 4);
  CHECK(sink.positions[1].line == 2);
  // As it was written, for whoever must decide.
  CHECK(sink.documents[1].extra_json == R"({"date":"03/04/2024"})");
  CHECK(sink.documents[1].date.origin == DateOrigin::metadata);
  CHECK(sink.documents[3].extra_json.empty());
}

TEST_CASE("a certain date is better than an ambiguous one of a better name", "[part1-18]") {
  CHECK(date_of(R"("date":"03/04/2024","published_at":"2024-04-03T10:00:00Z")") ==
        "2024-04-03T10:00:00Z");
  CHECK(date_of(R"("published_at":"2024-04-03","date":"03/04/2024")") == "2024-04-03");
}

TEST_CASE("an ambiguous date takes the default of the run", "[part1-18]") {
  ReaderOptions options;
  options.default_date = parse_date("2020");
  CHECK(date_of(R"("date":"03/04/2024")", options) == "2020");
}

TEST_CASE("a sink that wants no more gets no more, though documents wait", "[part1-18]") {
  int taken = 0;
  DateSettler settler([&](Document&&, const InputPosition&) -> Status {
    ++taken;
    return failure(ErrorCode::cancelled, "enough");
  });
  Document waits;
  waits.date_text = "03/04/2024";
  CHECK(settler.take(Document(waits), {}));
  CHECK(settler.take(Document(waits), {}));
  CHECK_FALSE(settler.finish());
  CHECK(taken == 1);
}

TEST_CASE("what waits for a date is bounded in number and in bytes", "[part1-18]") {
  std::size_t taken = 0, ambiguous = 0;
  DateSettler settler([&](Document&& document, const InputPosition&) -> Status {
    ++taken;
    ambiguous += document.date.ambiguous;
    return {};
  });
  Document document;
  document.date_text = "03/04/2024";
  for (std::size_t i = 0; i < DateSettler::max_waiting_documents; ++i)
    REQUIRE(settler.take(Document(document), {}));
  CHECK(taken == DateSettler::max_waiting_documents);
  CHECK(ambiguous == taken);
  document.text = std::string(DateSettler::max_waiting_bytes / 4, 'x');
  for (int i = 0; i < 4; ++i) REQUIRE(settler.take(Document(document), {}));
  CHECK(taken == DateSettler::max_waiting_documents + 4);
  // A date that decides later still counts for those after it.
  document.text.clear();
  document.date_text = "31/01/2024";
  REQUIRE(settler.take(Document(document), {}));
  document.date_text = "03/04/2024";
  REQUIRE(settler.take(Document(document), {}));
  REQUIRE(settler.finish());
  CHECK(ambiguous == DateSettler::max_waiting_documents + 4);
}

TEST_CASE("TREC's dates wait for others as well, but not where the number has the date",
          "[part1-18]") {
  const auto record = [](const std::string& number, const std::string& date) {
    return "<DOC>\n<DOCNO>" + number + "</DOCNO>\n<DATE>" + date +
           "</DATE>\n<TEXT>\nferry\n</TEXT>\n</DOC>\n";
  };
  const auto sink =
      read_bytes(Format::trec, record("N-1", "03/04/2024") + record("AP880212-0001", "03/04/2024") +
                                   record("N-2", "14 mai 2024") + record("N-3", "31/01/2024"));
  CHECK(dates_of(sink.documents) == Dates{"2024-04-03", "1988-02-12", "2024-05-14", "2024-01-31"});
}

}  // namespace dateline
