#include "indexer/write/task_pool.hpp"

#include "common/base/exception_guard.hpp"

namespace dateline {
namespace {

/// Libraries that throw are guarded where they are called; what comes here is a lack of memory or a
/// bug.
Status run_guarded(const TaskPool::Task& task, std::size_t worker) {
  return guard_exceptions("a worker thread failed", [&] { return task(worker); });
}

}  // namespace

TaskPool::TaskPool(std::size_t threads, std::size_t max_bytes) : max_bytes_(max_bytes) {
  try {
    workers_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) workers_.emplace_back([this, i] { work(i); });
  } catch (...) {
    stop();  // a thread that is not joined would end the process
    throw;
  }
}

TaskPool::~TaskPool() {
  stop();
}

void TaskPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    queue_.clear();
  }
  work_ready_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

Status TaskPool::submit(std::size_t bytes, Task task) {
  std::unique_lock lock(mutex_);
  progress_.wait(lock, [&] {
    return failure_ || bytes_under_way_ == 0 || bytes_under_way_ + bytes <= max_bytes_;
  });
  if (failure_) return first_failure();
  queue_.push_back({bytes, std::move(task)});
  bytes_under_way_ += bytes;
  work_ready_.notify_one();
  return {};
}

void TaskPool::submit_from_task(Task task) {
  const std::lock_guard lock(mutex_);
  queue_.push_back({0, std::move(task)});
  work_ready_.notify_one();
}

Status TaskPool::wait() {
  std::unique_lock lock(mutex_);
  progress_.wait(lock, [&] { return queue_.empty() && running_ == 0; });
  return first_failure();
}

Status TaskPool::first_failure() const {
  if (failure_) return tl::unexpected(*failure_);
  return {};
}

void TaskPool::work(std::size_t worker) {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_ready_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    Item item = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    const bool skip = failure_.has_value();
    lock.unlock();
    Status status = skip ? Status() : run_guarded(item.task, worker);
    item.task = nullptr;  // what the task holds is freed before its bytes count as free
    lock.lock();
    finish(item, std::move(status));
  }
}

void TaskPool::finish(const Item& item, Status status) {
  --running_;
  bytes_under_way_ -= item.bytes;
  if (!status && !failure_) failure_ = std::move(status.error());
  progress_.notify_all();
}

}  // namespace dateline
