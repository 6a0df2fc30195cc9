#include "server/answer/problem.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace dateline::serve {
namespace {

using Json = nlohmann::ordered_json;

struct Kind {
  unsigned status;
  const char* code;
};

/// The only place where errors and status codes meet.
Kind kind_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return {400, "bad_request"};
    case ErrorCode::bad_query:
      return {400, "bad_query"};
    case ErrorCode::bad_input:
      return {400, "bad_request"};
    case ErrorCode::not_found:
      return {404, "not_found"};
    case ErrorCode::gone:
      return {410, "gone"};
    case ErrorCode::locked:
    case ErrorCode::cancelled:
      return {503, "unavailable"};
    case ErrorCode::format_mismatch:
    case ErrorCode::io:
    case ErrorCode::corrupt:
    case ErrorCode::refused:
    case ErrorCode::internal:
      return {500, "internal"};
  }
  return {500, "internal"};
}

}  // namespace

std::string_view reason_of(unsigned status) noexcept {
  static constexpr std::pair<unsigned, std::string_view> reasons[] = {
      {200, "OK"},
      {204, "No Content"},
      {303, "See Other"},
      {304, "Not Modified"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {410, "Gone"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {421, "Misdirected Request"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [code, reason] : reasons)
    if (code == status) return reason;
  return "Unknown";
}

HttpAnswer to_answer(const Problem& problem) {
  Json json{{"type", "about:blank"},
            {"title", reason_of(problem.status)},
            {"status", problem.status},
            {"detail", problem.detail},
            {"code", problem.code}};
  if (!problem.hint.empty()) json["hint"] = problem.hint;
  if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
  if (problem.offset) json["offset"] = *problem.offset;
  if (!problem.suggestion.empty()) json["suggestion"] = problem.suggestion;
  HttpAnswer answer;
  answer.status = problem.status;
  answer.content_type = problem_content_type;
  answer.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  if (problem.status == 503) answer.fields.emplace_back("Retry-After", "1");
  return answer;
}

bool is_server_fault(ErrorCode code) noexcept {
  return kind_of(code).status == 500;
}

Problem to_problem(const Error& error) {
  const Kind kind = kind_of(error.code);
  if (kind.status == 500) return {kind.status, kind.code, "the server could not answer"};
  Problem problem{kind.status, kind.code, error.message, error.hint};
  if (error.code == ErrorCode::bad_query) {
    problem.parameter = "q";
    problem.offset = error.offset;
    problem.suggestion = error.suggestion;
  }
  return problem;
}

}  // namespace dateline::serve
