#include "server/request/host_policy.hpp"
#include "server/request/parse_request.hpp"
#include "server/request/target.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

namespace {

void take(const serve::HttpRequest& request) {
  (void)serve::HostPolicy().allows(request.host);
  (void)serve::percent_decode(request.path, false);
  (void)serve::parse_parameters(request.query_string);
  require(request.target.size() <= serve::max_header_bytes, "a target is within the header");
}

}  // namespace

/// All requests of a connection, as pipelining would bring them.
void run_http(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto outcome = serve::parse_request(bytes);
    if (const auto* fault = std::get_if<serve::RequestFault>(&outcome)) {
      require(fault->status >= 400 && fault->status < 600, "a fault has a status of faults");
      return;
    }
    const auto* parsed = std::get_if<serve::ParsedRequest>(&outcome);
    if (parsed == nullptr) return;
    require(parsed->consumed > 0 && parsed->consumed <= bytes.size(), "a request has bytes");
    take(parsed->request);
    bytes.remove_prefix(parsed->consumed);
  }
}

std::vector<std::string> http_examples() {
  const std::string host = "Host: localhost:7700\r\n";
  return {
      "GET / HTTP/1.1\r\n" + host + "\r\n",
      "GET /api/v1/search?q=Odesa+Turkey&limit=5&since=2024 HTTP/1.1\r\n" + host +
          "Accept-Encoding: gzip, br;q=0\r\nIf-None-Match: \"a\", W/\"b\"\r\n\r\n",
      "GET /api/v1/documents/a%2Fb%00c%C3%A9%zz HTTP/1.1\r\n" + host + "\r\n",
      "HEAD /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /metrics HTTP/1.1\r\n" + host +
          "\r\n",
      "OPTIONS * HTTP/1.1\r\n" + host + "Origin: http://evil\r\n\r\n",
      "GET http://localhost/x?y#z HTTP/1.1\r\n" + host + "\r\n",
      "POST /api/v1/search HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello",
      "GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "GET / HTTP/1.1\r\n" + host + "X: a\r\n folded\r\n\r\n",
      "GET / HTTP/1.1\n" + host + "\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET  /  HTTP/1.1\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\x16\x03\x01\x02",
      "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
      "GET / HTTP/1.1\r\n" + std::string(8100, 'h') + ": v\r\n\r\n",
      "GET /?" + std::string(300, '&') + "=%=%4 HTTP/1.1\r\n" + host + "\r\n",
      "GET / HTTP/1.1\r\nHost: [::1]:99999999\r\n\r\n",
  };
}

}  // namespace dateline::fuzz
