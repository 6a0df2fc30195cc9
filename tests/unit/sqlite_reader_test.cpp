// SQLite databases: the rows of a query, and what cannot be read.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sqlite3.h>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/collecting_sink.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace dateline::test;
using Catch::Matchers::Contains;

namespace {

void make_database(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

constexpr const char* news =
    "CREATE TABLE news(nr INTEGER, headline TEXT, body TEXT, day TEXT);"
    "INSERT INTO news VALUES (1,'Ferry','It sails.','2024-05-14'),(2,'Rates',NULL,'2024-05-15')";

CollectingSink read_database(const std::string& path, const std::string& query) {
  CollectingSink sink;
  ReaderOptions options;
  options.query = query;
  REQUIRE(read_paths({path}, options, sink));
  return sink;
}

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("rows that a query selects become documents") {
  const TemporaryFolder folder;
  const std::string path = (folder / "news.db").string();
  make_database(path, news);
  const auto sink = read_database(
      path, "SELECT nr AS id, headline, body AS text, day AS date FROM news ORDER BY nr");
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"1", "2"});
  CHECK(sink.documents[0].text == "It sails.");
  CHECK(to_string(sink.documents[1].date) == "2024-05-15");
  CHECK(std::filesystem::file_size(path) == slurp(path).size());
}

TEST_CASE("a database is recognised, and asks for a query") {
  const TemporaryFolder folder;
  const std::string path = (folder / "news.db").string();
  make_database(path, news);
  const auto sink = read_database(path, "");
  REQUIRE(sink.rejects.size() == 1);
  CHECK_THAT(sink.rejects[0].detail, Contains("--query"));
}

TEST_CASE("queries that write, are wrong, or are several are rejects") {
  const TemporaryFolder folder;
  const std::string path = (folder / "news.db").string();
  make_database(path, news);
  const std::string before = slurp(path);
  for (const char* query : {"DELETE FROM news", "SELECT nonsense FROM news",
                            "SELECT headline FROM news; DROP TABLE news",
                            "ATTACH 'other.db' AS other", "PRAGMA journal_mode=WAL", "", " ; ",
                            "SELECT nr FROM news", "SELECT load_extension('x') AS text"}) {
    CAPTURE(query);
    const auto sink = read_database(path, query);
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.size() == 1);
  }
  CHECK(slurp(path) == before);
  CHECK_FALSE(std::filesystem::exists(folder / "other.db"));
}

TEST_CASE("a database that is damaged or cut off is a reject") {
  const TemporaryFolder folder;
  const std::string path = (folder / "news.db").string();
  make_database(path, news);
  std::string bytes = slurp(path);
  for (const std::size_t size : {std::size_t{20}, std::size_t{100}, bytes.size() / 2}) {
    write_file(folder / "cut.db", bytes.substr(0, size));
    const auto sink = read_database((folder / "cut.db").string(), "SELECT headline FROM news");
    CHECK(sink.documents.empty());
    CHECK_FALSE(sink.rejects.empty());
  }
  for (std::size_t i = 100; i < bytes.size(); i += 3) bytes[i] = static_cast<char>(~bytes[i]);
  write_file(folder / "bad.db", bytes);
  CHECK_FALSE(
      read_database((folder / "bad.db").string(), "SELECT headline FROM news").rejects.empty());
}
