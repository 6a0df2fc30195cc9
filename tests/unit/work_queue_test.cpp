// The threads that answer, and the bound on what waits for them.
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <vector>

#include "server/connection/work_queue.hpp"

using dateline::serve::WorkQueue;

TEST_CASE("jobs run in their order, and no more wait than the queue holds") {
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::promise<void> begun;
  std::vector<int> done;
  std::promise<void> last;
  {
    WorkQueue queue(1, 2);
    REQUIRE(queue.submit([&] {
      begun.set_value();
      opened.wait();
      done.push_back(0);
    }));
    begun.get_future().wait();  // the thread is busy: what follows waits
    REQUIRE(queue.submit([&] { done.push_back(1); }));
    REQUIRE(queue.submit([&] {
      done.push_back(2);
      last.set_value();
    }));
    CHECK(queue.waiting() == 2);
    CHECK_FALSE(queue.submit([&] { done.push_back(3); }));
    gate.set_value();
    last.get_future().wait();
  }
  CHECK(done == std::vector<int>{0, 1, 2});
}

TEST_CASE("the niceness is that of the queue's threads alone") {
  const int before = ::getpriority(PRIO_PROCESS, 0);
  std::promise<int> seen;
  WorkQueue queue(1, 1, 5);
  REQUIRE(queue.submit([&] { seen.set_value(::getpriority(PRIO_PROCESS, 0)); }));
  constexpr int nicest = 19;
  CHECK(seen.get_future().get() == std::min(before + 5, nicest));
  CHECK(::getpriority(PRIO_PROCESS, 0) == before);
}
