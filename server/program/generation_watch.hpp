// Keeps the server on the live generation: opening one, and reading its vocabulary, is done here
// and not by a request.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "dateline/searcher.hpp"

namespace dateline::serve {

/// Looks ten times a second, on a thread of its own, which ends with the object. What keeps it from
/// following is printed once.
class GenerationWatch {
 public:
  explicit GenerationWatch(const Searcher& searcher);
  GenerationWatch(const GenerationWatch&) = delete;
  GenerationWatch& operator=(const GenerationWatch&) = delete;
  ~GenerationWatch();

 private:
  void watch();
  void look();

  const Searcher& searcher_;
  std::string last_error_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace dateline::serve
