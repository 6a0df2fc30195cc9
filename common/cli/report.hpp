// The streams of a program: errors for people on stderr, results on stdout, and how it all ends.
#pragma once

#include <string>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// `program: message`, the query with a caret under error.offset, and `hint: ...`; ends with a line
/// break. With an empty `query` (or no offset) there is no caret. Safe to print whatever the error
/// quotes.
[[nodiscard]] std::string describe_error(const Error& error, std::string_view program,
                                         std::string_view query = {});

/// describe_error() to stderr.
void print_error(const Error& error, std::string_view program, std::string_view query = {});

/// Writes to stdout, buffered. False where stdout cannot be written any more: stop producing, and
/// call finish().
bool write_stdout(std::string_view text) noexcept;

/// Flushes stdout and gives what main() returns: `code`; 0 where the reader of stdout has gone (as
/// in `| head`); 74 with a message where stdout could not be written.
int finish(ExitCode code);

using ProgramMain = int (*)(int argc, char** argv);
/// All of main(): calls `run`, and returns what main() returns; what it throws is an internal
/// error. A reader that goes away becomes a write error instead of SIGPIPE, and closed standard
/// streams are opened on /dev/null, so that no file of an index is ever mistaken for stdout.
int run_program(const char* program, ProgramMain run, int argc, char** argv);

}  // namespace dateline
