// Tables: columns, delimiters, quotes, and rows that are wrong.
#include <catch2/catch.hpp>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace dateline::test;
using namespace std::literals;
using Catch::Matchers::Contains;

namespace {

CollectingSink read_table(const std::string& bytes, const ReaderOptions& options = {},
                          std::size_t chunk = 1u << 18) {
  return read_bytes(Format::table, bytes, options, chunk);
}

}  // namespace

TEST_CASE("rows of any delimiter become documents with the fields that their columns name") {
  struct Case {
    const char* what;
    std::string bytes;
  };
  const Case cases[] = {
      {"commas",
       "id,date,title,text,author,tags,section\n1,2024-05-14,Ferry,It sails.,Jane "
       "Doe,sea|port,World\n"},
      {"tabs",
       "id\tdate\ttitle\ttext\tauthor\ttags\tsection\n1\t2024-05-14\tFerry\tIt sails.\tJane "
       "Doe\tsea|port\tWorld\n"},
      {"semicolons, byte order mark, CR LF",
       "\xEF\xBB\xBFid;date;title;text;author;tags;section\r\n1;14.05.2024;Ferry;It sails.;Jane "
       "Doe;\"sea;port\";World\r\n"},
      {"bars",
       "id|date|title|text|author|tags|section\n1|2024-05-14|Ferry|It sails.|Jane "
       "Doe|\"sea|port\"|World\n"},
      {"sep=",
       "sep=;\nid;date;title;text;author;tags;section\n1;2024-05-14;Ferry;It sails.;Jane "
       "Doe;\"sea;port\";World\n"},
      {"quotes around all",
       "\"id\",\"date\",\"title\",\"text\",\"author\",\"tags\",\"section\"\n\"1\",\"2024-05-14\","
       "\"Ferry\",\"It sails.\",\"Jane Doe\",\"sea, port\",\"World\"\n"},
      {"other languages",
       "id;Datum;Titel;Text;Autor;Schlagwörter;section\n1;14.05.2024;Ferry;It sails.;Jane "
       "Doe;\"sea;port\";World\n"},
      {"a list as data frames print it",
       "id,date,title,text,author,tags,section\n1,2024-05-14,Ferry,It sails.,Jane Doe,\"['sea', "
       "'port']\",World\n"},
      {"a counter without a name, and empty fields at the end",
       ",id,date,title,text,author,tags,section\n0,1,2024-05-14,Ferry,It sails.,Jane "
       "Doe,sea|port,World,,\n"},
  };
  for (const auto& [what, bytes] : cases) {
    CAPTURE(what);
    const auto sink = read_table(bytes);
    CHECK(sink.rejects.empty());
    REQUIRE(sink.documents.size() == 1);
    const Document& document = sink.documents[0];
    CHECK(document.key == "1");
    CHECK(to_string(document.date) == "2024-05-14");
    CHECK(document.title == "Ferry");
    CHECK(document.text == "It sails.");
    CHECK(document.authors == std::vector<std::string>{"Jane Doe"});
    CHECK(document.tags == std::vector<std::string>{"sea", "port"});
    CHECK(document.extra_json == R"({"section":"World"})");
  }
}

TEST_CASE("quoted fields hold delimiters, quotation marks and line ends") {
  for (const std::size_t chunk : {std::size_t{1} << 18, std::size_t{3}}) {
    const auto sink = read_table(
        "title,text\n\"A, b\",\"Said \"\"yes\"\".\n\nAnd left.\"\nA 5\" disk,It spins.\n", {},
        chunk);
    CHECK(sink.rejects.empty());
    REQUIRE(sink.documents.size() == 2);
    CHECK(sink.documents[0].title == "A, b");
    CHECK(sink.documents[0].text == "Said \"yes\".\n\nAnd left.");
    CHECK(sink.documents[0].key == "news#2");
    CHECK(sink.documents[1].title == "A 5\" disk");
    CHECK(sink.documents[1].key == "news#5");
  }
}

TEST_CASE("rows that are wrong are rejected with their line, and reading goes on") {
  struct Case {
    const char* what;
    std::string rows;
    std::uint64_t line;
    const char* detail;
  };
  const Case cases[] = {
      {"too many fields", "1,a,b,c\n", 2, "4 fields"},
      {"too few fields", "1,a\n", 2, "2 fields"},
      {"text after a quoted field", "1,\"a\"b,c\n", 2, "after its closing quotation mark"},
      {"a quotation mark that is not closed", "7,x,y\n1,\"a,c\n", 3, "no other one closes"},
  };
  for (const auto& [what, rows, line, detail] : cases) {
    CAPTURE(what);
    const auto sink = read_table("id,title,text\n" + rows + "9,Good,It sails.\n");
    REQUIRE(sink.rejects.size() == 1);
    CHECK(sink.rejects[0].position.line == line);
    CHECK_THAT(sink.rejects[0].detail, Contains(detail));
    REQUIRE_FALSE(sink.documents.empty());
    CHECK(sink.documents.back().key == "9");
  }
}

TEST_CASE("a quotation mark that is never closed costs its line, however long the table is") {
  ReaderOptions options;
  options.max_document_bytes = 10'000;
  std::string bytes = "id,title\n0,\"open\n";
  for (int i = 1; i <= 5000; ++i) bytes += std::to_string(i) + ",Title\n";
  const auto sink = read_table(bytes, options);
  CHECK(sink.rejects.size() == 1);
  CHECK(sink.documents.size() == 5000);
}

TEST_CASE("a table without a column for words is one reject that says what to do") {
  const auto sink = read_table("a,b\n1,2\n3,4\n");
  REQUIRE(sink.rejects.size() == 1);
  CHECK_THAT(sink.rejects[0].detail, Contains("--map"));
  ReaderOptions options;
  options.field_map = {{"b", "text"}};
  CHECK(read_table("a,b\n1,2\n3,4\n", options).documents.size() == 2);
}

TEST_CASE("days and months of a table are told by its other dates") {
  const auto sink = read_table("title,date\nA,03/04/2024\nB,25/04/2024\n");
  REQUIRE(sink.documents.size() == 2);
  CHECK(to_string(sink.documents[0].date) == "2024-04-03");
}

TEST_CASE("of several columns for a field, the first by its names that has a value is taken") {
  const auto sink = read_table("description,text,title\nShort.,NULL,A\nShort.,Long text.,B\n");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].text == "Short.");
  CHECK(sink.documents[1].text == "Long text.");
  CHECK(sink.documents[1].extra_json == R"({"description":"Short."})");
}

TEST_CASE("texts with commas are no tables") {
  for (const char* text :
       {"The ferry, an old one, sails again.\nIt left at noon, late.\n",
        "Title, date and place are unknown.\n", "title\nOne column.\n",
        "Text, title\n\nA story that only looks so begins here, with commas.\n"}) {
    CAPTURE(text);
    const bool two_names = std::string_view(text).starts_with("Text, title");
    CHECK((detect_format(text, "x.txt") == Format::text) == !two_names);
  }
  CHECK(detect_format("title,text\nA,B\n", "x") == Format::table);
  CHECK(detect_format("whatever,else\nA,B\n", "x.csv") == Format::table);
}

TEST_CASE("tables without a header are read where their shape is known") {
  const std::string mind =
      "N1\tnews\tworld\tFerry \"Odesa\" sails\t\"It left,\" he said\thttp://a.example/1\t[]\t[]\n"
      "N2\tnews\tworld\tRates fall\tBanks cut.\thttp://a.example/2\t[]\t[]\n";
  const auto sink = read_table(mind);
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].title == "Ferry \"Odesa\" sails");
  CHECK(sink.documents[0].text == "\"It left,\" he said");
  CHECK(sink.documents[1].url == "http://a.example/2");
}

TEST_CASE("tables in other encodings are read") {
  const TemporaryFolder folder;
  write_file(
      folder / "a.csv",
      "\xE7\xE0\xE3\xEE\xEB\xEE\xE2\xEE\xEA;\xF2\xE5\xEA\xF1\xF2\n"
      "\xCF\xEE\xF0\xF2 \xCE\xE4\xE5\xF1\xF1\xFB;\xCF\xE0\xF0\xEE\xEC \xE1\xF3\xE4\xE5\xF2 "
      "\xF5\xEE\xE4\xE8\xF2\xFC \xE4\xE2\xE0 \xF0\xE0\xE7\xE0 \xE2 \xED\xE5\xE4\xE5\xEB\xFE.\n");
  std::string wide = "\xFF\xFE";
  for (const char c : "title\ttext\r\nFerry\tIt sails.\r\n"s) wide.append(1, c).append(1, '\0');
  write_file(folder / "b.txt", wide);
  CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, {}, sink));
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].title == "Порт Одессы");
  CHECK(sink.documents[1].title == "Ferry");
}
