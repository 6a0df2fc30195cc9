// The one error type of the library, and the exit codes that programs derive from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace dateline {

/// What kind of failure it is; decides the exit code and, over HTTP, the status. Values are not
/// stored.
enum class ErrorCode {
  usage,            ///< the caller's arguments make no sense
  bad_query,        ///< the query cannot be understood; `offset` says where
  bad_input,        ///< a document or an input file cannot be read
  not_found,        ///< no such index, document or generation
  format_mismatch,  ///< the index was made by another version of format or analysis
  io,               ///< the operating system refused to read or write
  corrupt,          ///< stored data does not have the shape or checksum that it must have
  gone,             ///< the generation that a cursor pages through is no longer kept
  locked,           ///< another process is writing; try again later
  refused,          ///< it would do more harm than the caller allowed; nothing was done
  cancelled,        ///< the caller asked to stop
  internal,         ///< a bug, or a library failed in a way that it should not
};

/// A failure as a value: what happened, and what the user can do about it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  ///< one sentence, UTF-8, names the file or the word concerned
  std::string hint;     ///< what to do next; may be empty
  std::optional<std::size_t>
      offset;  ///< byte offset into the query or the input, where one is known
  /// For bad_query, if the intended query can be guessed: the whole query, corrected. It is a valid
  /// query. Otherwise empty.
  std::string suggestion{};
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// The failure to return from a function whose result is a Result<T>.
[[nodiscard]] tl::unexpected<Error> failure(ErrorCode code, std::string message,
                                            std::string hint = {});

/// As failure(ErrorCode::io, ...) followed by the path and strerror(error_number).
[[nodiscard]] tl::unexpected<Error> io_failure(const std::string& what, const std::string& path,
                                               int error_number);

/// Exit codes of all programs. Once published they do not change.
enum class ExitCode : int {
  done = 0,
  no_hit = 1,
  usage = 2,
  some_rejected = 3,
  refused = 5,
  format_mismatch = 11,
  internal = 70,
  io = 74,
  locked = 75,
};

/// The exit code for a failure; the only place that maps one to the other.
[[nodiscard]] ExitCode exit_code(ErrorCode code) noexcept;

}  // namespace dateline

/// Leaves the function with the error of a Result or Status expression, if it has one.
#define DATELINE_TRY(expression)                                                        \
  do {                                                                                  \
    if (auto dateline_try_result = (expression); !dateline_try_result)                  \
      return tl::unexpected<::dateline::Error>(std::move(dateline_try_result.error())); \
  } while (false)

#define DATELINE_CONCAT_INNER(a, b) a##b
#define DATELINE_CONCAT(a, b) DATELINE_CONCAT_INNER(a, b)

/// DATELINE_ASSIGN(auto x, f()): x is the value of the Result f(), or the function returns its
/// error.
#define DATELINE_ASSIGN(declaration, expression) \
  DATELINE_ASSIGN_INNER(DATELINE_CONCAT(dateline_result_, __LINE__), declaration, expression)
#define DATELINE_ASSIGN_INNER(name, declaration, expression)                    \
  auto name = (expression);                                                     \
  if (!name) return tl::unexpected<::dateline::Error>(std::move(name.error())); \
  declaration = std::move(*name)
