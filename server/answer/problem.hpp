// Failures as problem documents (RFC 9457): application/problem+json.
#pragma once

#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "server/answer/http_answer.hpp"

namespace dateline::serve {

inline constexpr std::string_view problem_content_type = "application/problem+json";

/// What is wrong with a request, in words for the one who wrote it.
struct Problem {
  unsigned status = 400;
  std::string code;                     ///< stable, for programs: `bad_query`
  std::string detail;                   ///< one sentence
  std::string hint{};                   ///< what to do about it; may be empty
  std::string parameter{};              ///< of the URL, where it is about one
  std::optional<std::size_t> offset{};  ///< bytes into the query
  std::string suggestion{};             ///< the whole query, corrected; may be empty
};

[[nodiscard]] HttpAnswer to_answer(const Problem& problem);

/// What a client may know of an error. Texts that name files of this machine, or that a library
/// wrote, stay here: for those kinds the detail says only that the server is at fault.
[[nodiscard]] Problem to_problem(const Error& error);

/// Whether the error is the server's, so that its text belongs into the log.
[[nodiscard]] bool is_server_fault(ErrorCode code) noexcept;

/// `Not Found` for 404.
[[nodiscard]] std::string_view reason_of(unsigned status) noexcept;

}  // namespace dateline::serve
