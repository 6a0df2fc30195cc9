// The runner that the program tests stand on.
#include <catch2/catch.hpp>
#include <csignal>

#include "tests/support/run_process.hpp"

using dateline::test::Command;
using dateline::test::ProcessResult;
using dateline::test::run_process;
using dateline::test::RunningProcess;

namespace {

Command shell(const std::string& script) {
  return {.arguments = {"/bin/sh", "-c", script}};
}

}  // namespace

TEST_CASE("a program's exit code, output and errors come back apart") {
  const ProcessResult result = run_process(shell("echo out; echo talk >&2; exit 3"));
  CHECK(result.exit_code == 3);
  CHECK(result.output == "out\n");
  CHECK(result.errors == "talk\n");
}

TEST_CASE("input and output larger than a pipe pass through") {
  Command command = shell("cat");
  command.input = std::string(3'000'000, 'x');
  const ProcessResult result = run_process(command);
  CHECK(result.exit_code == 0);
  CHECK(result.output == command.input);
}

TEST_CASE("a program that ignores its input ends normally") {
  Command command = shell("exit 0");
  command.input = std::string(1'000'000, 'x');
  CHECK(run_process(command).exit_code == 0);
}

TEST_CASE("the environment is the given one, without settings of the person who runs the tests") {
  ::setenv("DATELINE_INDEX", "/somewhere", 1);
  Command command = shell("echo \"$DATELINE_INDEX|$GIVEN\"");
  command.environment["GIVEN"] = "yes";
  CHECK(run_process(command).output == "|yes\n");
  ::unsetenv("DATELINE_INDEX");
}

TEST_CASE("standard error can be a terminal") {
  Command command = shell("test -t 2 && echo terminal; test -t 1 || echo pipe; echo talk >&2");
  command.errors_to_terminal = true;
  const ProcessResult result = run_process(command);
  CHECK(result.output == "terminal\npipe\n");
  CHECK(result.errors == "talk\r\n");
}

TEST_CASE("a signal reaches a program that runs") {
  RunningProcess process(shell("trap 'exit 7' TERM; echo ready >&2; while :; do sleep 0.05; done"));
  REQUIRE(process.wait_for_error_text("ready"));
  process.send_signal(SIGTERM);
  CHECK(process.wait().exit_code == 7);
}

TEST_CASE("a program that hangs is killed at its time limit") {
  Command command{.arguments = {"/bin/sleep", "60"}};
  command.timeout = std::chrono::milliseconds(200);
  const ProcessResult result = run_process(command);
  CHECK(result.timed_out);
  CHECK(result.signal == SIGKILL);
}

TEST_CASE("a program that does not exist ends with 127") {
  CHECK(run_process({.arguments = {"/nonexistent/program"}}).exit_code == 127);
}

TEST_CASE("standard input can stay open after what is sent") {
  Command command = shell("read line; echo \"$line\" >&2; read line; echo ended >&2");
  command.input = "first\n";
  command.keep_input_open = true;
  RunningProcess process(command);
  REQUIRE(process.wait_for_error_text("first"));
  process.send_signal(SIGKILL);
  const ProcessResult result = process.wait();
  CHECK(result.signal == SIGKILL);
  CHECK(result.errors == "first\n");
}
