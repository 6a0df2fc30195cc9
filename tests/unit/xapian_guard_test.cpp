// What Xapian throws, as our errors.
#include "common/format/xapian_guard.hpp"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

TEST_CASE("a failed write is an I/O error, also where Xapian hides it in one of its own") {
  const auto plain = guard_xapian("cannot build x", []() -> Status {
    throw Xapian::DatabaseError("Error writing block", std::string(), 28);
  });
  REQUIRE_FALSE(plain);
  CHECK(plain.error().code == ErrorCode::io);
  const auto hidden = guard_xapian("cannot build x", []() -> Status {
    throw Xapian::InvalidOperationError("cancel() not supported under Xapian::DB_DANGEROUS");
  });
  REQUIRE_FALSE(hidden);
  CHECK(hidden.error().code == ErrorCode::io);
  CHECK(hidden.error().message == "cannot build x: writing failed, and Xapian does not say why");
}

TEST_CASE("damage that our own loops meet is corrupt, with a hint") {
  const auto damaged = guard_xapian(
      "cannot search x", []() -> Status { throw DamagedData("postings do not ascend"); });
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::corrupt);
  CHECK(damaged.error().message == "cannot search x: postings do not ascend");
  CHECK_FALSE(damaged.error().hint.empty());
}

TEST_CASE("what Xapian says of damage is corrupt, and of our mistakes internal") {
  const auto damaged = guard_xapian(
      "cannot search x", []() -> Status { throw Xapian::DatabaseCorruptError("bad block"); });
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::corrupt);
  const auto mistake = guard_xapian(
      "cannot search x", []() -> Status { throw Xapian::InvalidOperationError("not a subquery"); });
  REQUIRE_FALSE(mistake);
  CHECK(mistake.error().code == ErrorCode::internal);
}

}  // namespace
}  // namespace dateline
