// The rows that a query selects from an SQLite database.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dateline/error.hpp"
#include "indexer/readers/source/random_access.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace dateline {

/// A database that is only read, as it lies: what a write-ahead log beside it holds is not seen.
/// Its schema is not trusted, and no other database can be attached. Not thread-safe; `bytes` must
/// outlive it.
class SqliteQuery {
 public:
  /// Errors: bad_input, with SQLite's message.
  static Result<SqliteQuery> open(RandomAccess& bytes, const std::string& sql,
                                  std::size_t max_value_bytes);

  [[nodiscard]] std::vector<std::string> columns() const;
  /// The next row, as text; false at the end. NULL is empty. Errors: bad_input.
  Result<bool> next(std::vector<std::string>& values);

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  SqliteQuery() = default;
  Status prepare(const std::string& sql, std::size_t max_value_bytes);
  [[nodiscard]] tl::unexpected<Error> fault(const char* what) const;

  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<sqlite3_stmt, Close> statement_;
};

}  // namespace dateline
