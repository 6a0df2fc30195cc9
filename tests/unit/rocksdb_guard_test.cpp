// What RocksDB says, as our errors.
#include "common/format/store/rocksdb_guard.hpp"

#include <rocksdb/status.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

/// No file of this process grows beyond so many bytes, as on a disk that is full.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

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

TEST_CASE("a store that cannot be made is an error, wherever the disk is full") {
  const test::TemporaryFolder folder;
  constexpr rlim_t whole = 64 << 10, step = 2 << 10;
  for (rlim_t bytes = 0; bytes < whole; bytes += step) {
    CAPTURE(bytes);
    const auto path = folder / std::to_string(bytes);
    Result<RocksDatabase> opened = [&] {
      const FileSizeLimit limit(bytes);
      return RocksDatabase::open(path, RocksDatabase::Mode::create_or_write);
    }();
    if (bytes == 0) REQUIRE_FALSE(opened);
    if (!opened) CHECK(opened.error().code == ErrorCode::io);
    if (opened) CHECK(opened->close());
  }
}

}  // namespace
}  // namespace dateline
