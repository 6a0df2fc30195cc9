#include "common/cli/report.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>

#include "common/base/terminal_text.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

/// Bytes of a long query that are shown on either side of the caret.
constexpr std::size_t caret_context_bytes = 60;
constexpr std::string_view ellipsis = "…";

/// errno of the first write to stdout that failed; programs write from one thread.
int stdout_error = 0;

/// Two lines: the query (its surroundings of the spot where it is long), and a caret under the
/// spot.
std::string caret_lines(std::string_view query, std::size_t offset) {
  const std::size_t spot = utf8_border(query, offset);
  const std::size_t begin =
      spot > caret_context_bytes ? utf8_border(query, spot - caret_context_bytes) : 0;
  const std::size_t end = utf8_border(query, spot + caret_context_bytes);
  std::string before(begin > 0 ? ellipsis : "");
  before += escape_controls(query.substr(begin, spot - begin));
  const std::string behind = escape_controls(query.substr(spot, end - spot));
  return fmt::format("  {}{}{}\n  {:{}}^\n", before, behind, end < query.size() ? ellipsis : "", "",
                     display_width(before));
}

/// Opens /dev/null the wrong way round, so that using the stream fails as it would have.
void open_if_closed(int fd) noexcept {
  if (fcntl(fd, F_GETFD) != -1) return;
  // The lowest free descriptor is `fd`, because those below are open.
  [[maybe_unused]] const int opened = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void prepare_streams() noexcept {
  std::signal(SIGPIPE, SIG_IGN);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) open_if_closed(fd);
}

}  // namespace

std::string describe_error(const Error& error, std::string_view program, std::string_view query) {
  std::string text = fmt::format("{}: {}\n", program, escape_controls(error.message));
  if (error.offset && !query.empty()) text += caret_lines(query, *error.offset);
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", escape_controls(error.hint));
  if (!error.suggestion.empty())
    text += fmt::format("did you mean: {}\n", escape_controls(error.suggestion));
  return text;
}

void print_error(const Error& error, std::string_view program, std::string_view query) {
  const std::string text = describe_error(error, program, query);
  std::fwrite(text.data(), 1, text.size(), stderr);  // nowhere is left to complain
}

bool write_stdout(std::string_view text) noexcept {
  if (stdout_error != 0) return false;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return true;
  stdout_error = errno != 0 ? errno : EIO;
  return false;
}

int finish(ExitCode code) {
  if (std::fflush(stdout) != 0 && stdout_error == 0) stdout_error = errno;
  if (std::ferror(stdout) != 0 && stdout_error == 0) stdout_error = EIO;
  if (stdout_error == EPIPE) return static_cast<int>(ExitCode::done);
  if (stdout_error == 0) return static_cast<int>(code);
  const Error error = io_failure("cannot write to", "standard output", stdout_error).value();
  print_error(error, "dateline");
  return static_cast<int>(ExitCode::io);
}

int run_program(const char* program, ProgramMain run, int argc, char** argv) {
  prepare_streams();
  try {
    return run(argc, argv);
  } catch (const std::exception& exception) {
    print_error({ErrorCode::internal, exception.what(), {}, {}}, program);
    return finish(exit_code(ErrorCode::internal));
  }
}

}  // namespace dateline
