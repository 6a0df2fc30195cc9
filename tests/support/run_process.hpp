// Runs a program as a user would: arguments, standard input and environment in; exit code, output
// and talk out.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::test {

/// What to run. The environment is this process's own without DATELINE_*, NO_COLOR and the XDG
/// folders, plus `environment`.
struct Command {
  std::vector<std::string> arguments;  ///< the program first, by its path
  std::string input = {};              ///< standard input, through a pipe
  bool keep_input_open = false;        ///< the program never meets the end of its input
  std::map<std::string, std::string> environment = {};
  std::filesystem::path directory = {};  ///< working directory; default: this process's own
  bool errors_to_terminal = false;       ///< standard error is a (pseudo) terminal
  std::chrono::milliseconds timeout{
      120'000};  ///< after it the program is killed and `timed_out` set
};

struct ProcessResult {
  int exit_code = -1;  ///< -1 where a signal ended it
  int signal = 0;      ///< that signal
  bool timed_out = false;
  std::string output;  ///< standard output
  std::string errors;  ///< standard error
};

/// A program that runs. Not thread-safe. One that is not waited for is killed.
class RunningProcess {
 public:
  /// Throws std::system_error where no process can be made; a program that does not exist ends with
  /// code 127.
  explicit RunningProcess(const Command& command);
  RunningProcess(const RunningProcess&) = delete;
  RunningProcess& operator=(const RunningProcess&) = delete;
  ~RunningProcess();

  void send_signal(int number) const;
  /// Moves bytes to and from the program until its standard error holds `text`; false when it ends
  /// or time is up first.
  bool wait_for_error_text(std::string_view text);
  /// As above, and gives the whole line that holds the text; empty if there is none.
  std::string wait_for_error_line(std::string_view text);
  /// Moves bytes until the program ends.
  ProcessResult wait();

 private:
  void close_sent_input();
  /// Waits a little for bytes and moves them; false once both outputs are closed.
  bool pump_once();
  void feed_input();
  void collect(int& descriptor, std::string& into);
  [[nodiscard]] bool time_is_up() const;

  pid_t pid_ = -1;
  int input_fd_ = -1;
  int output_fd_ = -1;
  int error_fd_ = -1;
  std::string input_;
  std::size_t input_sent_ = 0;
  bool keep_input_open_;
  std::chrono::steady_clock::time_point deadline_;
  ProcessResult result_;
};

/// Starts the program and waits for it.
ProcessResult run_process(const Command& command);

}  // namespace dateline::test
