// torture_memory index INDEX SPARE INPUT N, torture_memory search INDEX QUERIES N: updates an index
// from INPUT, or asks it the queries (one a line), while the Nth operator new fails; N is 0 for
// none. SPARE is a copy of the index, on which the update is made undisturbed first: what libraries
// keep for good is there then, and not taken for a leak. Prints in one line
//   OUTCOME ALLOCATIONS LEAKED CULPRIT MESSAGE
// where OUTCOME is `error`, `success`, `thrown` (an exception crossed a public function) or
// `terminated` (one had nowhere to go, as in a library's own thread), LEAKED is how many
// allocations more are left than after an undisturbed run, and CULPRIT is the library whose
// allocation failed.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/searcher.hpp"
#include "dateline/update.hpp"
#include "tests/torture/failing_new.hpp"

namespace dateline::torture {
namespace {

struct Attempt {
  std::string outcome;
  std::string message;
  long allocations = 0;
  long left = 0;  ///< allocations that were not freed
};

/// Runs the work with the Nth allocation failing. What is left counts once all of the work is gone.
Attempt attempt(const std::function<Status()>& work, long number) {
  Attempt made;
  made.message.reserve(1000);
  const long before = live_allocations();
  fail_allocation(number);
  try {
    const Status status = work();
    made.allocations = allocations();
    fail_allocation(0);
    made.outcome = status ? "success" : "error";
    if (!status) made.message.assign(status.error().message, 0, 900);
  } catch (const std::exception& error) {
    made.allocations = allocations();
    fail_allocation(0);
    made.outcome = "thrown";
    made.message.assign(error.what(), 0, 900);
  }
  made.left = live_allocations() - before;
  return made;
}

// What the library is called with is made before an allocation may fail: making it is not its task.

std::function<Status()> update_of(const std::string& index, const std::string& input) {
  UpdateOptions options;
  options.indexer = {.index = index, .jobs = 2, .memory_mb = 64};
  options.paths = {input};
  options.prune = true;
  return [options = std::move(options)]() -> Status {
    DATELINE_TRY(update(options));
    return {};
  };
}

std::function<Status()> search_of(const std::filesystem::path& index,
                                  const std::vector<std::string>& queries) {
  std::vector<SearchRequest> requests;
  for (const std::string& query : queries) requests.push_back({.text = query});
  return [index, requests = std::move(requests)]() -> Status {
    DATELINE_ASSIGN(const Searcher searcher, Searcher::open(index));
    for (const SearchRequest& request : requests) DATELINE_TRY(searcher.search(request));
    return {};
  };
}

std::vector<std::string> read_lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void print(const Attempt& made, long undisturbed) {
  fmt::print("{} {} {} {} {}\n", made.outcome, made.allocations,
             std::max(0L, made.left - std::max(0L, undisturbed)), failed_in(), made.message);
}

[[noreturn]] void say_terminated() {
  const char* library = fragile_library();
  std::printf("terminated %ld 0 %s\n", allocations(), library != nullptr ? library : failed_in());
  std::fflush(stdout);
  std::_Exit(0);
}

int try_update(const std::vector<std::string>& arguments) {
  const auto undisturbed_work = update_of(arguments[2], arguments[3]);
  const auto work = update_of(arguments[1], arguments[3]);
  const Attempt undisturbed = attempt(undisturbed_work, 0);
  print(attempt(work, std::atol(arguments[4].c_str())), undisturbed.left);
  return 0;
}

int try_search(const std::vector<std::string>& arguments) {
  const auto work = search_of(arguments[1], read_lines(arguments[2]));
  static_cast<void>(attempt(work, 0));
  const Attempt undisturbed = attempt(work, 0);
  print(attempt(work, std::atol(arguments[3].c_str())), undisturbed.left);
  return 0;
}

}  // namespace
}  // namespace dateline::torture

int main(int argc, char** argv) {
  std::set_terminate(dateline::torture::say_terminated);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 5 && arguments[0] == "index")
    return dateline::torture::try_update(arguments);
  if (arguments.size() == 4 && arguments[0] == "search")
    return dateline::torture::try_search(arguments);
  std::cerr << "usage: torture_memory index INDEX SPARE INPUT N | search INDEX QUERIES N\n";
  return 2;
}
