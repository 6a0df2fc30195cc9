#include "server/program/generation_watch.hpp"

#include <chrono>

#include "common/cli/report.hpp"
#include "server/program/options.hpp"
#include "server/program_name.hpp"

namespace dateline::serve {
namespace {

/// More often than a Searcher looks by itself: then no request is the one that opens.
constexpr auto interval = std::chrono::milliseconds(100);

}  // namespace

GenerationWatch::GenerationWatch(const Searcher& searcher) : searcher_(searcher) {
  thread_ = std::thread([this] { watch(); });
}

GenerationWatch::~GenerationWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void GenerationWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    look();
    lock.lock();
    stopped_.wait_for(lock, interval, [this] { return stopping_; });
  }
}

void GenerationWatch::look() {
  Status looked = searcher_.refresh();
  if (looked) looked = searcher_.prepare_suggestions();
  const std::string error = looked ? std::string() : looked.error().message;
  if (!error.empty() && error != last_error_) print_error(looked.error(), serve_program_name);
  last_error_ = error;
}

}  // namespace dateline::serve
