// What RocksDB says, as our errors.
#include "common/store/rocksdb_guard.hpp"

#include <rocksdb/status.h>

#include <catch2/catch.hpp>

namespace dateline {
namespace {

TEST_CASE("failures of reading and writing are I/O errors, also where RocksDB wraps them") {
  struct Case {
    rocksdb::Status status;
    ErrorCode code;
  };
  const Case cases[] = {
      {rocksdb::Status::IOError("a/CURRENT", "Input/output error"), ErrorCode::io},
      {rocksdb::Status::NoSpace("a/000007.sst"), ErrorCode::io},
      {rocksdb::Status::InvalidArgument(
           "Found options incompatible with filesystem",
           "IO error: No space left on device: While open a file: a/CURRENT"),
       ErrorCode::io},
      {rocksdb::Status::Corruption("bad block"), ErrorCode::corrupt},
      {rocksdb::Status::InvalidArgument("no such column family"), ErrorCode::internal},
  };
  for (const Case& c : cases) {
    CAPTURE(c.status.ToString());
    const auto status = check_rocksdb(c.status, "cannot open the store", "news.idx/store");
    REQUIRE_FALSE(status);
    CHECK(status.error().code == c.code);
    CHECK(status.error().message.rfind("cannot open the store news.idx/store: ", 0) == 0);
  }
}

}  // namespace
}  // namespace dateline
