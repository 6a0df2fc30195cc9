// A plain HTTP client for tests: sends exactly what it is given, and reads exactly what is sent.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/file_descriptor.hpp"

namespace dateline::test {

struct HttpReply {
  unsigned status = 0;                        ///< 0: the connection ended before an answer
  std::map<std::string, std::string> fields;  ///< names in lower case
  std::string body;
  [[nodiscard]] std::string field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  }
};

/// One connection. Throws std::system_error where none can be made.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  explicit HttpClient(const std::string& unix_path);

  /// False where the server has gone.
  bool send(std::string_view bytes);
  /// No more is sent.
  void finish_sending();
  /// The next answer; `has_body` is false for answers to HEAD.
  HttpReply read_reply(bool has_body = true);
  /// Whether the server closes the connection within the time.
  bool is_closed_within(std::chrono::milliseconds time);

  /// Sends a request with `Host: localhost` and these further lines, and reads its answer.
  HttpReply ask(const std::string& method, const std::string& target,
                const std::vector<std::string>& lines = {});
  HttpReply get(const std::string& target, const std::vector<std::string>& lines = {}) {
    return ask("GET", target, lines);
  }

 private:
  /// False at the end, or after ten seconds without a byte.
  bool receive();
  FileDescriptor socket_;
  std::string received_;
};

}  // namespace dateline::test
