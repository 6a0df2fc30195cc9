// Threads that answer, fed by a queue of bounded length.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dateline::serve {

/// Runs jobs in the order in which they were added. Safe from many threads. Jobs throw nothing.
class WorkQueue {
 public:
  using Job = std::function<void()>;
  /// At most `capacity` jobs wait. `niceness` is added to that of the process, see nice(2).
  WorkQueue(std::size_t threads, std::size_t capacity, int niceness = 0);
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;
  /// Finishes the jobs that run, and drops those that wait.
  ~WorkQueue();

  /// False where the queue is full: the job was not taken.
  [[nodiscard]] bool submit(Job job);
  [[nodiscard]] std::size_t waiting() const;

 private:
  void work();

  const std::size_t capacity_;
  const int niceness_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace dateline::serve
