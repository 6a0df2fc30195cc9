// The access log: one line for each request.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "common/base/file_descriptor.hpp"
#include "dateline/error.hpp"

namespace dateline::serve {

struct AccessEntry {
  std::string_view client;  ///< its address, or "unix"
  std::string_view method;
  std::string_view target;
  std::string_view user_agent;
  unsigned status = 0;
  std::size_t bytes = 0;  ///< of the body as it was sent
  std::chrono::microseconds took{};
};

/// `2026-11-24T10:49:31Z 127.0.0.1 "GET /api/v1/search?q=odesa" 200 1534 812us "curl/7.88.1"`, with
/// a line break. Quotes, backslashes, control characters and bytes that are not UTF-8 are escaped:
/// a request can neither break its line nor steer a terminal.
[[nodiscard]] std::string access_line(const AccessEntry& entry);

/// One thread only.
class AccessLog {
 public:
  /// Writes nothing.
  AccessLog() = default;
  /// Appends to the file, which is made readable by its owner and group; "-" is standard output.
  static Result<AccessLog> open(const std::string& path);
  void write(const AccessEntry& entry);
  /// Opens the file again, for programs that rotate logs by renaming. Goes on with the old one
  /// where that fails.
  Status reopen();

 private:
  std::string path_;
  FileDescriptor file_;
};

}  // namespace dateline::serve
