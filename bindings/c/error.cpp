// Errors and texts that cross into C.
#include <cstdlib>

#include "bindings/c/handles.hpp"

namespace dateline {
namespace {

dateline_code code_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return DATELINE_USAGE;
    case ErrorCode::bad_query:
      return DATELINE_BAD_QUERY;
    case ErrorCode::bad_input:
      return DATELINE_BAD_INPUT;
    case ErrorCode::not_found:
      return DATELINE_NOT_FOUND;
    case ErrorCode::format_mismatch:
      return DATELINE_FORMAT_MISMATCH;
    case ErrorCode::io:
      return DATELINE_IO;
    case ErrorCode::corrupt:
      return DATELINE_CORRUPT;
    case ErrorCode::locked:
      return DATELINE_LOCKED;
    case ErrorCode::cancelled:
      return DATELINE_CANCELLED;
    case ErrorCode::internal:
      return DATELINE_INTERNAL;
    case ErrorCode::refused:
      return DATELINE_REFUSED;
    case ErrorCode::gone:
      return DATELINE_GONE;
  }
  return DATELINE_INTERNAL;
}

}  // namespace

void give_error(dateline_error** to, Error&& error) noexcept {
  if (to == nullptr) return;
  *to = new (std::nothrow) dateline_error{std::move(error)};
}

Status require_argument(const void* pointer, const char* name) {
  if (pointer != nullptr) return {};
  return failure(ErrorCode::usage, std::string(name) + " is NULL",
                 "check what the previous call returned");
}

}  // namespace dateline

const char* dateline_version(void) {
  return DATELINE_VERSION;
}

// An error that could not even be allocated is NULL: then memory is short.
dateline_code dateline_error_code(const dateline_error* error) {
  return error == nullptr ? DATELINE_INTERNAL : dateline::code_of(error->error.code);
}

const char* dateline_error_message(const dateline_error* error) {
  return error == nullptr ? "out of memory" : error->error.message.c_str();
}

const char* dateline_error_hint(const dateline_error* error) {
  return error == nullptr ? "" : error->error.hint.c_str();
}

const char* dateline_error_suggestion(const dateline_error* error) {
  return error == nullptr ? "" : error->error.suggestion.c_str();
}

std::int64_t dateline_error_offset(const dateline_error* error) {
  if (error == nullptr || !error->error.offset) return -1;
  return static_cast<std::int64_t>(*error->error.offset);
}

void dateline_error_free(dateline_error* error) {
  delete error;
}

void dateline_text_free(char* text) {
  std::free(text);
}
