// Bytes of a connection -> requests, and what of them is refused.
#include <catch2/catch.hpp>
#include <string>
#include <variant>
#include <vector>

#include "server/request/host_policy.hpp"
#include "server/request/parse_request.hpp"
#include "server/request/target.hpp"

using namespace dateline::serve;

namespace {

const std::string host_line = "Host: localhost\r\n";

std::string get(const std::string& target, const std::string& fields = host_line) {
  return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}

ParsedRequest request_of(const std::string& bytes) {
  INFO(bytes);
  auto parsed = parse_request(bytes);
  if (const auto* fault = std::get_if<RequestFault>(&parsed)) FAIL(fault->detail);
  REQUIRE(std::holds_alternative<ParsedRequest>(parsed));
  return std::get<ParsedRequest>(parsed);
}

/// The status of the fault; 0 for a request, 1 for "need more".
unsigned fault_of(const std::string& bytes) {
  const auto parsed = parse_request(bytes);
  if (const auto* fault = std::get_if<RequestFault>(&parsed)) return fault->status;
  return std::holds_alternative<NeedMore>(parsed) ? 1 : 0;
}

}  // namespace

TEST_CASE("a request is read with its path, its query and the fields that matter") {
  const ParsedRequest parsed =
      request_of(get("/api/v1/search?q=odesa%20grain&limit=3",
                     "host: News.Example:7700\r\nIf-None-Match: \"a\"\r\nif-none-match: W/\"b\"\r\n"
                     "Accept-Encoding: gzip\r\nUser-Agent: test\r\nOrigin: https://a.example\r\n"));
  const HttpRequest& request = parsed.request;
  CHECK(request.method == Method::get);
  CHECK(request.path == "/api/v1/search");
  CHECK(request.query_string == "q=odesa%20grain&limit=3");
  CHECK(request.host == "News.Example:7700");
  CHECK(request.if_none_match == "\"a\", W/\"b\"");
  CHECK(request.accept_encoding == "gzip");
  CHECK(request.user_agent == "test");
  CHECK(request.origin == "https://a.example");
  CHECK(request.version == 11);
  CHECK(request.keep_alive);
}

TEST_CASE("a pipelined request is left where it is") {
  const std::string first = get("/health");
  const ParsedRequest parsed = request_of(first + get("/metrics"));
  CHECK(parsed.consumed == first.size());
  CHECK(parsed.request.path == "/health");
}

TEST_CASE("a request that arrives byte by byte is complete with its last byte") {
  const std::string bytes = get("/health");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(fault_of(bytes.substr(0, size)) == 1);
  }
  CHECK(request_of(bytes).consumed == bytes.size());
}

TEST_CASE("keep-alive is the default of HTTP/1.1 and a wish in HTTP/1.0") {
  CHECK(request_of(get("/")).request.keep_alive);
  CHECK_FALSE(request_of(get("/", host_line + "Connection: close\r\n")).request.keep_alive);
  CHECK_FALSE(request_of("GET / HTTP/1.0\r\n\r\n").request.keep_alive);
  CHECK(request_of("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").request.keep_alive);
}

TEST_CASE("a target may be a whole URL, whose host counts") {
  const HttpRequest request =
      request_of(get("http://news.example:80/health?x=1", "Host: evil.example\r\n")).request;
  CHECK(request.host == "news.example:80");
  CHECK(request.path == "/health");
  CHECK(request.query_string == "x=1");
}

TEST_CASE("requests that are refused") {
  struct Case {
    const char* why;
    std::string bytes;
    unsigned status;
  };
  const std::string ok = host_line;
  const std::vector<Case> cases{
      {"TLS", std::string("\x16\x03\x01\x02\x00", 5), 400},
      {"a NUL first", std::string("\0GET / HTTP/1.1\r\n\r\n", 19), 400},
      {"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
      {"HTTP/2.0", "PRI * HTTP/2.0\r\n\r\n", 505},
      {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
      {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\r\n\r\n", 400},
      {"a bare carriage return", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400},
      {"a NUL in a value", std::string("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30), 400},
      {"two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a tab", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a blank before the colon", get("/", "Host : a\r\n"), 400},
      {"a line without a colon", get("/", ok + "nonsense\r\n"), 400},
      {"a field without a name", get("/", ok + ": x\r\n"), 400},
      {"a folded line", get("/", ok + "X: a\r\n b\r\n"), 400},
      {"a line folded by a tab", get("/", ok + "X: a\r\n\tb\r\n"), 400},
      {"no Host", get("/", ""), 400},
      {"two Hosts", get("/", ok + "Host: evil\r\n"), 400},
      {"two Hosts that agree", get("/", ok + ok), 400},
      {"chunked", get("/", ok + "Transfer-Encoding: chunked\r\n"), 501},
      {"chunked, oddly written", get("/", ok + "tRANSFER-ENCODING:\tchunked\r\n"), 501},
      {"another coding", get("/", ok + "Transfer-Encoding: gzip\r\n"), 501},
      {"identity", get("/", ok + "Transfer-Encoding: identity\r\n"), 501},
      {"a body", get("/", ok + "Content-Length: 1\r\n") + "x", 400},
      {"a body of no form", get("/", ok + "Content-Length: x\r\n"), 400},
      {"a negative body", get("/", ok + "Content-Length: -1\r\n"), 400},
      {"a length with a plus", get("/", ok + "Content-Length: +0\r\n"), 400},
      {"lengths in a list", get("/", ok + "Content-Length: 0, 0\r\n"), 400},
      {"two lengths", get("/", ok + "Content-Length: 0\r\nContent-Length: 5\r\n"), 400},
      {"two lengths that agree", get("/", ok + "Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
      {"a body past 64 KiB", get("/", ok + "Content-Length: 65537\r\n"), 413},
      {"a length past 64 bits", get("/", ok + "Content-Length: 18446744073709551616\r\n"), 400},
      {"a relative target", get("health"), 400},
      {"another scheme", get("ftp://a/"), 400},
      {"a URL without a host", get("http:///health"), 400},
      {"a fragment", get("/health#top"), 400},
      {"an asterisk without OPTIONS", get("*"), 400},
      {"CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400},
      {"a long target", get("/" + std::string(9000, 'a')), 414},
      {"a long field", get("/", ok + "X: " + std::string(9000, 'a') + "\r\n"), 431},
      {"a header without end", "GET / HTTP/1.1\r\n" + std::string(9000, 'a'), 431},
  };
  for (const Case& c : cases) {
    CAPTURE(c.why);
    CHECK(fault_of(c.bytes) == c.status);
  }
}

TEST_CASE("a header of both Transfer-Encoding and Content-Length is refused in either order") {
  for (const char* coding : {"chunked", "gzip", "identity", "x"}) {
    const std::string field = std::string("Transfer-Encoding: ") + coding + "\r\n";
    const std::string length = "Content-Length: 5\r\n";
    CHECK(fault_of(get("/", host_line + field + length)) >= 400);
    CHECK(fault_of(get("/", host_line + length + field)) >= 400);
  }
}

TEST_CASE("a header of exactly 8 KiB is taken, one byte more is not") {
  const std::string frame = get("/", host_line + "X: \r\n");
  const auto padded = [&](std::size_t bytes) {
    return get("/", host_line + "X: " + std::string(bytes - frame.size(), 'a') + "\r\n");
  };
  REQUIRE(padded(max_header_bytes).size() == max_header_bytes);
  CHECK(fault_of(padded(max_header_bytes)) == 0);
  CHECK(fault_of(padded(max_header_bytes + 1)) == 431);
}

TEST_CASE("an empty line in front of a request and a length of zero are forgiven") {
  CHECK(fault_of("\r\n" + get("/")) == 0);
  CHECK(request_of("\r\n" + get("/")).consumed == get("/").size() + 2);
  CHECK(fault_of(get("/", host_line + "Content-Length: 0\r\n")) == 0);
}

TEST_CASE("percent-encoding is undone, or refused") {
  CHECK(percent_decode("a%2Fb%20c", false) == "a/b c");
  CHECK(percent_decode("a+b", false) == "a+b");
  CHECK(percent_decode("a+b%2B", true) == "a b+");
  CHECK(percent_decode("K%C3%B6ln", false) == "Köln");
  for (const char* bad : {"%", "%1", "%zz", "a%2", "%G0", "%00", "%FF", "%C3", "%ED%A0%80"}) {
    CAPTURE(bad);
    CHECK_FALSE(percent_decode(bad, false));
  }
}

TEST_CASE("parameters are decoded in their order, up to a limit") {
  const auto parameters = parse_parameters("q=a%26b&&flag&x=1=2&q=");
  REQUIRE(parameters);
  CHECK(*parameters == Parameters{{"q", "a&b"}, {"flag", ""}, {"x", "1=2"}, {"q", ""}});
  CHECK(parse_parameters("")->empty());
  CHECK_FALSE(parse_parameters("q=%"));
  std::string many;
  for (std::size_t i = 0; i <= max_parameters; ++i) many += "a&";
  CHECK_FALSE(parse_parameters(many));
}

TEST_CASE("only names that are allowed are answered to") {
  HostPolicy policy;
  policy.allow("News.Example");
  for (const char* good : {"localhost", "LOCALHOST:7700", "127.0.0.1", "127.0.0.1:1", "[::1]",
                           "[::1]:7700", "news.example", "news.example.:80"}) {
    CAPTURE(good);
    CHECK(policy.allows(good));
  }
  for (const char* bad :
       {"", "evil.example", "localhost.evil.example", "news.example@evil", "127.0.0.1.evil",
        "localhost:x", "localhost:7700:1", "[::1", "::1", "[::2]", "10.0.0.1", "localhost:123456",
        "news.example..", " localhost", "localhost "}) {
    CAPTURE(bad);
    CHECK_FALSE(policy.allows(bad));
  }
}

TEST_CASE("a server on all addresses answers to addresses, not to names") {
  HostPolicy policy;
  policy.allow_addresses();
  CHECK(policy.allows("192.168.1.5:7700"));
  CHECK(policy.allows("[fe80::1]:7700"));
  CHECK_FALSE(policy.allows("evil.example"));
  CHECK_FALSE(policy.allows("192.168.1.5.evil.example"));
  policy.allow("*");
  CHECK(policy.allows("evil.example"));
  CHECK_FALSE(policy.allows("evil.example:x"));
}
