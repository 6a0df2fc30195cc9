#include "tests/support/run_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

extern char** environ;

namespace dateline::test {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

struct Channel {
  int ours = -1;
  int theirs = -1;
};

Channel make_pipe(bool we_read) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("pipe2");
  return we_read ? Channel{ends[0], ends[1]} : Channel{ends[1], ends[0]};
}

Channel make_terminal() {
  const int ours = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ours < 0 || ::grantpt(ours) != 0 || ::unlockpt(ours) != 0) throw_errno("posix_openpt");
  std::array<char, 128> name{};
  if (::ptsname_r(ours, name.data(), name.size()) != 0) throw_errno("ptsname_r");
  const int theirs = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (theirs < 0) throw_errno("open of the terminal");
  return {ours, theirs};
}

bool is_private(std::string_view variable) {
  const std::string_view name = variable.substr(0, variable.find('='));
  return name.substr(0, 9) == "DATELINE_" || name.substr(0, 4) == "XDG_" || name == "NO_COLOR";
}

std::vector<std::string> make_environment(const Command& command) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (is_private(text) || command.environment.count(std::string(text.substr(0, text.find('=')))))
      continue;
    variables.emplace_back(text);
  }
  for (const auto& [name, value] : command.environment) variables.push_back(name + "=" + value);
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& text : strings) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Runs in the child: only calls that are allowed between fork and exec.
[[noreturn]] void become(char* const* arguments, char* const* variables, const char* directory,
                         int input, int output, int error) {
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(error, STDERR_FILENO);
  ::signal(SIGPIPE, SIG_DFL);
  if (*directory == '\0' || ::chdir(directory) == 0) ::execve(arguments[0], arguments, variables);
  ::_exit(127);
}

void close_if_open(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

}  // namespace

RunningProcess::RunningProcess(const Command& command)
    : input_(command.input),
      keep_input_open_(command.keep_input_open),
      deadline_(Clock::now() + command.timeout) {
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> variables = make_environment(command);
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> variable_pointers = pointers(variables);
  const std::string directory = command.directory.string();
  const Channel input = make_pipe(false);
  const Channel output = make_pipe(true);
  const Channel error = command.errors_to_terminal ? make_terminal() : make_pipe(true);
  ::signal(SIGPIPE, SIG_IGN);  // a program that does not read its input must not end the tests
  pid_ = ::fork();
  if (pid_ < 0) throw_errno("fork");
  if (pid_ == 0)
    become(argument_pointers.data(), variable_pointers.data(), directory.c_str(), input.theirs,
           output.theirs, error.theirs);
  for (const Channel& channel : {input, output, error}) ::close(channel.theirs);
  input_fd_ = input.ours;
  output_fd_ = output.ours;
  error_fd_ = error.ours;
  ::fcntl(input_fd_, F_SETFL, O_NONBLOCK);
  close_sent_input();
}

RunningProcess::~RunningProcess() {
  for (int* descriptor : {&input_fd_, &output_fd_, &error_fd_}) close_if_open(*descriptor);
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void RunningProcess::send_signal(int number) const {
  ::kill(pid_, number);
}

bool RunningProcess::time_is_up() const {
  return Clock::now() >= deadline_;
}

void RunningProcess::feed_input() {
  const ssize_t sent = ::write(input_fd_, input_.data() + input_sent_, input_.size() - input_sent_);
  if (sent > 0) input_sent_ += static_cast<std::size_t>(sent);
  const bool broken = sent < 0 && errno != EAGAIN && errno != EINTR;
  if (broken) close_if_open(input_fd_);
  close_sent_input();
}

void RunningProcess::close_sent_input() {
  if (input_sent_ == input_.size() && !keep_input_open_) close_if_open(input_fd_);
}

void RunningProcess::collect(int& descriptor, std::string& into) {
  std::array<char, 16384> buffer;
  const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
  if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
  // A terminal whose other side is closed reads as EIO.
  if (got == 0 || (got < 0 && errno != EINTR)) close_if_open(descriptor);
}

bool RunningProcess::pump_once() {
  constexpr int poll_ms = 50;
  const int sending_fd = input_sent_ < input_.size() ? input_fd_ : -1;
  std::array<pollfd, 3> ready{
      {{sending_fd, POLLOUT, 0}, {output_fd_, POLLIN, 0}, {error_fd_, POLLIN, 0}}};
  if (::poll(ready.data(), ready.size(), poll_ms) > 0) {
    if (ready[0].revents != 0) feed_input();
    if (ready[1].revents != 0) collect(output_fd_, result_.output);
    if (ready[2].revents != 0) collect(error_fd_, result_.errors);
  }
  return output_fd_ >= 0 || error_fd_ >= 0;
}

bool RunningProcess::wait_for_error_text(std::string_view text) {
  while (result_.errors.find(text) == std::string::npos) {
    if (time_is_up() || !pump_once()) return false;
  }
  return true;
}

std::string RunningProcess::wait_for_error_line(std::string_view text) {
  if (!wait_for_error_text(text)) return {};
  const std::size_t at = result_.errors.find(text);
  while (result_.errors.find('\n', at) == std::string::npos)
    if (time_is_up() || !pump_once()) return {};
  const std::size_t before = result_.errors.rfind('\n', at);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return result_.errors.substr(begin, result_.errors.find('\n', at) - begin);
}

ProcessResult RunningProcess::wait() {
  while (pump_once()) {
    if (!time_is_up() || result_.timed_out) continue;
    result_.timed_out = true;
    send_signal(SIGKILL);
  }
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result_.signal = WTERMSIG(status);
  return result_;
}

ProcessResult run_process(const Command& command) {
  return RunningProcess(command).wait();
}

}  // namespace dateline::test
