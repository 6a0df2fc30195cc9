// A fixed set of worker threads for tasks that can fail; the first failure stops the rest.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// Runs tasks on `threads` workers, each task knowing its worker's index. The destructor drops what
/// has not begun and joins.
class TaskPool {
 public:
  using Task = std::function<Status(std::size_t worker)>;

  /// At most `max_bytes` of tasks wait or run at once, or one task that is larger.
  TaskPool(std::size_t threads, std::size_t max_bytes);
  TaskPool(const TaskPool&) = delete;
  TaskPool& operator=(const TaskPool&) = delete;
  ~TaskPool();

  /// Blocks while too much is under way. Returns the first failure of any task so far. Not from
  /// inside a task.
  Status submit(std::size_t bytes, Task task);
  /// As submit, for tasks to submit further work: never blocks.
  void submit_from_task(Task task);
  /// Waits until nothing is left; returns the first failure.
  Status wait();

  [[nodiscard]] std::size_t threads() const noexcept { return workers_.size(); }

 private:
  struct Item {
    std::size_t bytes;
    Task task;
  };
  void stop();
  void work(std::size_t worker);
  void finish(const Item& item, Status status);
  [[nodiscard]] Status first_failure() const;

  std::mutex mutex_;
  std::condition_variable work_ready_;
  std::condition_variable progress_;
  std::deque<Item> queue_;
  std::optional<Error> failure_;
  std::size_t max_bytes_;
  std::size_t bytes_under_way_ = 0;
  std::size_t running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

/// Waits at the end of a scope for all tasks, whatever ends it: they use what the scope holds.
class WaitForTasks {
 public:
  explicit WaitForTasks(TaskPool& pool) : pool_(pool) {}
  WaitForTasks(const WaitForTasks&) = delete;
  WaitForTasks& operator=(const WaitForTasks&) = delete;
  ~WaitForTasks() { static_cast<void>(pool_.wait()); }

 private:
  TaskPool& pool_;
};

}  // namespace dateline
