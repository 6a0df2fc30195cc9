// Exceptions become errors.
#include "common/base/exception_guard.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace dateline {
namespace {

TEST_CASE("what the work returns is returned") {
  CHECK(*guard_exceptions("x", []() -> Result<int> { return 5; }) == 5);
  const auto failed =
      guard_exceptions("x", []() -> Status { return failure(ErrorCode::io, "cannot read y"); });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "cannot read y");
}

TEST_CASE("a lack of memory and other exceptions are internal errors that say what failed") {
  const auto starved =
      guard_exceptions("cannot update x.idx", []() -> Status { throw std::bad_alloc(); });
  REQUIRE_FALSE(starved);
  CHECK(starved.error().code == ErrorCode::internal);
  CHECK(starved.error().message == "cannot update x.idx: not enough memory");
  const auto other = guard_exceptions("cannot update x.idx",
                                      []() -> Result<int> { throw std::length_error("too long"); });
  REQUIRE_FALSE(other);
  CHECK(other.error().message == "cannot update x.idx: too long");
}

}  // namespace
}  // namespace dateline
