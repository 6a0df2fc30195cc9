// Peer: SQLite FTS5, contentless (ids only), stemmed by its porter tokenizer, ranked by its bm25.
//   fts5_bench index DOCUMENTS DATABASE
//   fts5_bench query DATABASE QUERIES RESULTS WARM_ROUNDS TIMED_ROUNDS QUERIES_PER_CLASS
#include <sqlite3.h>

#include <iostream>
#include <memory>

#include "bench/bench_main.hpp"
#include "bench/peers/document_file.hpp"
#include "bench/query_timing.hpp"

namespace {

using namespace dateline::bench;

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

void require(bool good, sqlite3* db) {
  if (!good) throw std::runtime_error(sqlite3_errmsg(db));
}

Database open(const std::string& file) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open(file.c_str(), &db);
  Database owner(db);
  require(code == SQLITE_OK, db);
  return owner;
}

void execute(sqlite3* db, const char* sql) {
  require(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, db);
}

Statement prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  require(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK, db);
  return Statement(statement);
}

void bind(sqlite3_stmt* statement, int place, std::string_view text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

int index_documents(const std::string& documents, const std::string& database) {
  DocumentFile file(documents);
  const auto db = open(database);
  execute(db.get(),
          "PRAGMA journal_mode = OFF;"
          "CREATE VIRTUAL TABLE news USING fts5"
          "(title, text, content = '', tokenize = 'porter unicode61'); BEGIN");
  const auto insert = prepare(db.get(), "INSERT INTO news(title, text) VALUES(?, ?)");
  for (PeerDocument source; file.next(source);) {
    bind(insert.get(), 1, source.title);
    bind(insert.get(), 2, source.text);
    require(sqlite3_step(insert.get()) == SQLITE_DONE, db.get());
    sqlite3_reset(insert.get());
  }
  execute(db.get(), "COMMIT");
  execute(db.get(), "INSERT INTO news(news) VALUES('optimize')");
  return 0;
}

std::string join(const std::string& line, const std::string& between) {
  std::string all;
  for (const auto& word : split_words(line)) all += (all.empty() ? "" : between) + word;
  return all;
}

// In quotation marks each word is a string to FTS5, whatever its keywords are.
std::string translate(const std::string& name, const std::string& line) {
  const std::string between = name == "or" ? "\" OR \"" : name == "and" ? "\" AND \"" : " ";
  return '"' + join(line, between) + '"';
}

std::uint64_t run_to_end(sqlite3* db, sqlite3_stmt* statement, const std::string& match) {
  bind(statement, 1, match);
  std::uint64_t last = 0;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    last = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 0));
  require(code == SQLITE_DONE, db);
  sqlite3_reset(statement);
  return last;
}

ClassResult measure_class(sqlite3* db, const QueryClass& queries, Rounds rounds) {
  const auto top = prepare(db, "SELECT rowid FROM news WHERE news MATCH ? ORDER BY rank LIMIT 10");
  const auto count = prepare(db, "SELECT count(*) FROM news WHERE news MATCH ?");
  return measure(
      queries, rounds,
      [&](const std::string& line) { run_to_end(db, top.get(), translate(queries.name, line)); },
      [&](const std::string& line) {
        return run_to_end(db, count.get(), translate(queries.name, line));
      });
}

int query_database(const std::string& database, const std::string& queries,
                   const std::string& results, Rounds rounds, std::size_t limit) {
  const auto db = open(database);
  execute(db.get(), "PRAGMA mmap_size = 4000000000; PRAGMA cache_size = -200000");
  std::vector<ClassResult> classes;
  for (const char* name : {"or", "and", "phrase", "stop_phrase"})
    classes.push_back(measure_class(db.get(), read_queries(queries, name, limit), rounds));
  write_results(results, "fts5", sqlite3_libversion(), rounds, classes);
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  const auto verb = arguments.empty() ? std::string() : arguments[0];
  if (verb == "index" && arguments.size() == 3) return index_documents(arguments[1], arguments[2]);
  if (verb == "query" && arguments.size() == 7)
    return query_database(arguments[1], arguments[2], arguments[3],
                          {static_cast<unsigned>(std::stoul(arguments[4])),
                           static_cast<unsigned>(std::stoul(arguments[5]))},
                          std::stoul(arguments[6]));
  std::cerr << "usage: fts5_bench index|query ..., see the head of the source\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("fts5_bench", argc, argv, run);
}
