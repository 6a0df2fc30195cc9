// Times whole processes, from start to end, and notes the peak of their memory.
//   process_timer RUNS RESULTS -- COMMAND [ARGUMENT]... [-- COMMAND [ARGUMENT]...]...
// The commands take turns, so that all meet the same state of the machine; their output is thrown
// away. It is a program of its own because Linux counts what the parent had in memory into the peak
// of a child: this one is small.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "bench/bench_main.hpp"

namespace {

struct Run {
  double wall_us;
  long peak_kb;
  int exit_code;
};

struct Measured {
  std::vector<std::string> command;
  std::vector<Run> runs;
};

pid_t start(const std::vector<std::string>& command, const posix_spawn_file_actions_t& actions) {
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  if (error != 0) throw std::system_error(error, std::generic_category(), command[0]);
  return pid;
}

Run run_once(const std::vector<std::string>& command, const posix_spawn_file_actions_t& actions) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t pid = start(command, actions);
  int status = 0;
  rusage usage{};
  if (wait4(pid, &status, 0, &usage) != pid)
    throw std::system_error(errno, std::generic_category(), "wait4");
  const std::chrono::duration<double, std::micro> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

std::vector<Measured> split_commands(const std::vector<std::string>& arguments) {
  std::vector<Measured> commands;
  for (const auto& argument : arguments) {
    if (argument == "--")
      commands.emplace_back();
    else if (commands.empty())
      throw std::runtime_error("a command begins behind --");
    else
      commands.back().command.push_back(argument);
  }
  for (const auto& command : commands)
    if (command.command.empty()) throw std::runtime_error("a command is empty");
  return commands;
}

void write(const std::string& file, const std::vector<Measured>& commands) {
  auto all = nlohmann::json::array();
  for (const auto& measured : commands) {
    auto runs = nlohmann::json::array();
    for (const auto& run : measured.runs)
      runs.push_back({{"wall_us", run.wall_us}, {"peak_kb", run.peak_kb}, {"exit", run.exit_code}});
    all.push_back({{"command", measured.command}, {"runs", std::move(runs)}});
  }
  std::ofstream output(file);
  output << all.dump() << '\n';
  output.close();
  if (!output) throw std::runtime_error("cannot write " + file);
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4) throw std::runtime_error("usage: RUNS RESULTS -- COMMAND...");
  const auto rounds = std::stoul(arguments[0]);
  auto commands = split_commands({arguments.begin() + 2, arguments.end()});
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  for (unsigned long round = 0; round < rounds; ++round)
    for (auto& measured : commands) measured.runs.push_back(run_once(measured.command, actions));
  posix_spawn_file_actions_destroy(&actions);
  write(arguments[1], commands);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("process_timer", argc, argv, run);
}
