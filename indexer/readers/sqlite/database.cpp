#include "indexer/readers/sqlite/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "indexer/readers/sqlite/read_only_vfs.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

void limit(sqlite3* database, std::size_t max_value_bytes) noexcept {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, static_cast<int>(std::min(max_value_bytes, most)));
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

}  // namespace

void SqliteQuery::Close::operator()(sqlite3* database) const noexcept {
  sqlite3_close_v2(database);
}

void SqliteQuery::Close::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Result<SqliteQuery> SqliteQuery::open(RandomAccess& bytes, const std::string& sql,
                                      std::size_t max_value_bytes) {
  const ReadOnlyFile file(bytes);
  SqliteQuery query;
  sqlite3* database = nullptr;
  const int status = sqlite3_open_v2("input", &database, SQLITE_OPEN_READONLY, read_only_vfs_name);
  query.database_.reset(database);
  if (status != SQLITE_OK) return query.fault("the database cannot be opened");
  DATELINE_TRY(query.prepare(sql, max_value_bytes));
  return query;
}

Status SqliteQuery::prepare(const std::string& sql, std::size_t max_value_bytes) {
  limit(database_.get(), max_value_bytes);
  // Sorts stay in memory: there are no temporary files.
  sqlite3_exec(database_.get(), "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=1", nullptr,
               nullptr, nullptr);
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int status = sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()),
                                        &statement, &rest);
  statement_.reset(statement);
  if (status != SQLITE_OK) return fault("the query cannot be run");
  const bool one_query =
      statement != nullptr && trim(rest).find_first_not_of(';') == std::string_view::npos;
  if (!one_query || sqlite3_stmt_readonly(statement) == 0 || sqlite3_column_count(statement) == 0)
    return failure(ErrorCode::bad_input, "--query must be one SELECT");
  return {};
}

std::vector<std::string> SqliteQuery::columns() const {
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
    const char* const name = sqlite3_column_name(statement_.get(), i);
    names.emplace_back(name != nullptr ? name : "");
  }
  return names;
}

Result<bool> SqliteQuery::next(std::vector<std::string>& values) {
  const int status = sqlite3_step(statement_.get());
  if (status == SQLITE_DONE) return false;
  if (status != SQLITE_ROW) return fault("the database cannot be read any further");
  values.clear();
  for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
    const auto* const text = sqlite3_column_text(statement_.get(), i);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), i));
    values.emplace_back(text != nullptr ? reinterpret_cast<const char*>(text) : "",
                        text != nullptr ? size : 0);
  }
  return true;
}

tl::unexpected<Error> SqliteQuery::fault(const char* what) const {
  return failure(ErrorCode::bad_input,
                 fmt::format("{}: {}", what, sqlite3_errmsg(database_.get())));
}

}  // namespace dateline
