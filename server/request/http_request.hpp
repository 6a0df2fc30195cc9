// A request as the routes see it: what was asked, without how it was sent.
#pragma once

#include <string>

namespace dateline::serve {

enum class Method { get, head, options, other };

struct HttpRequest {
  Method method = Method::get;
  std::string method_name;    ///< as sent, for the log and for `other`
  std::string target;         ///< as sent, for the log
  std::string path;           ///< raw: still in percent-encoding; `*` for OPTIONS *
  std::string query_string;   ///< raw, what follows "?"
  std::string host;           ///< of the target where that is a whole URL, else of the field Host
  unsigned version = 11;      ///< 10 or 11
  bool keep_alive = true;     ///< what the client wants
  std::string if_none_match;  ///< all fields of this name, joined by ", "; so are those below
  std::string accept_encoding;
  std::string origin;
  std::string user_agent;
};

/// Why a request is not answered as asked. The connection is closed after the answer, as what
/// follows on it cannot be trusted.
struct RequestFault {
  unsigned status = 400;
  std::string detail;  ///< one sentence for the client
};

}  // namespace dateline::serve
