// How programs that measure begin and end.
#pragma once

#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace dateline::bench {

/// Calls `run` with the arguments and returns what main() returns: what it throws is printed after
/// the program's name, and the exit code is 1.
template <class Run>
int bench_main(const char* program, int argc, char** argv, Run run) {
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << program << ": " << error.what() << '\n';
    return 1;
  }
}

}  // namespace dateline::bench
