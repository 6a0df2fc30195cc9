#include "dateline/error.hpp"

#include <cstring>

namespace dateline {

tl::unexpected<Error> failure(ErrorCode code, std::string message, std::string hint) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint), std::nullopt});
}

tl::unexpected<Error> io_failure(const std::string& what, const std::string& path,
                                 int error_number) {
  char buffer[256];
  // GNU strerror_r: thread-safe, and the returned text need not be in the buffer.
  const char* text = strerror_r(error_number, buffer, sizeof buffer);
  return failure(ErrorCode::io, what + " " + path + ": " + text);
}

ExitCode exit_code(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::bad_query:
    case ErrorCode::not_found:
    case ErrorCode::gone:
      return ExitCode::usage;
    case ErrorCode::bad_input:
      return ExitCode::some_rejected;
    case ErrorCode::refused:
      return ExitCode::refused;
    case ErrorCode::format_mismatch:
      return ExitCode::format_mismatch;
    case ErrorCode::io:
    case ErrorCode::corrupt:
      return ExitCode::io;
    case ErrorCode::locked:
      return ExitCode::locked;
    case ErrorCode::cancelled:
    case ErrorCode::internal:
      return ExitCode::internal;
  }
  return ExitCode::internal;
}

}  // namespace dateline
