// Workers: bounded, in the order of arrival, and stopped by the first failure.
#include "indexer/write/task_pool.hpp"

#include <atomic>
#include <catch2/catch.hpp>

namespace dateline {
namespace {

TEST_CASE("all tasks run, each with the index of its worker") {
  TaskPool pool(3, 100);
  std::atomic<int> sum = 0;
  std::atomic<bool> in_range = true;
  for (int i = 1; i <= 100; ++i)
    REQUIRE(pool.submit(10, [&, i](std::size_t worker) -> Status {
      if (worker >= 3) in_range = false;
      sum += i;
      return {};
    }));
  REQUIRE(pool.wait());
  CHECK(sum == 5050);
  CHECK(in_range);
}

TEST_CASE("no more bytes are under way than allowed, unless one task alone has more") {
  TaskPool pool(4, 100);
  std::atomic<int> bytes = 0, most = 0;
  const auto task = [&](int size) {
    return [&, size](std::size_t) -> Status {
      const int now = bytes += size;
      for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      bytes -= size;
      return {};
    };
  };
  for (int i = 0; i < 40; ++i) REQUIRE(pool.submit(40, task(40)));
  REQUIRE(pool.wait());
  CHECK(most <= 100);
  REQUIRE(pool.submit(500, task(500)));
  REQUIRE(pool.wait());
  CHECK(most == 500);
}

TEST_CASE("the first failure is what submit and wait return, and later tasks do not run") {
  TaskPool pool(1, 1000);
  bool ran = false;
  REQUIRE(pool.submit(1, [](std::size_t) -> Status { return failure(ErrorCode::io, "first"); }));
  REQUIRE_FALSE(pool.wait());
  const auto refused = pool.submit(1, [&](std::size_t) -> Status {
    ran = true;
    return {};
  });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "first");
  CHECK_FALSE(ran);
}

TEST_CASE("an exception in a task is a failure, not the end of the process") {
  TaskPool pool(2, 1000);
  REQUIRE(pool.submit(1, [](std::size_t) -> Status { throw std::bad_alloc(); }));
  const auto status = pool.wait();
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::internal);
}

TEST_CASE("a task may submit further tasks") {
  TaskPool pool(1, 10);
  std::atomic<int> ran = 0;
  REQUIRE(pool.submit(10, [&](std::size_t) -> Status {
    pool.submit_from_task([&](std::size_t) -> Status {
      ++ran;
      return {};
    });
    ++ran;
    return {};
  }));
  REQUIRE(pool.wait());
  CHECK(ran == 2);
}

TEST_CASE("a scope that ends by an exception waits for the tasks that use it") {
  TaskPool pool(2, 10);
  std::atomic<int> ran = 0;
  const auto work = [&] {
    const WaitForTasks wait(pool);
    for (int i = 0; i < 4; ++i)
      REQUIRE(pool.submit(1, [&](std::size_t) -> Status {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ++ran;
        return {};
      }));
    throw std::bad_alloc();
  };
  CHECK_THROWS_AS(work(), std::bad_alloc);
  CHECK(ran == 4);
}

}  // namespace
}  // namespace dateline
