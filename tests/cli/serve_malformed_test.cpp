// Two hundred malformed requests over real connections: each is answered or its connection closed,
// and the server goes on.
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <string>
#include <vector>

#include "tests/cli/serve_fixture.hpp"

using namespace dateline;
using namespace dateline::test;
using namespace std::chrono_literals;

namespace {

constexpr int wanted_requests = 200;

std::string get(const std::string& target, const std::string& lines = "Host: localhost\r\n") {
  return "GET " + target + " HTTP/1.1\r\n" + lines + "\r\n";
}

/// Requests that are wrong in a way of their own.
std::vector<std::string> written_requests() {
  const std::string host = "Host: localhost\r\n";
  const std::string deep(2000, '(');
  return {
      "",
      "\r\n",
      "\r\n\r\n\r\n\r\n",
      std::string(20'000, '\0'),
      std::string(20'000, '\r'),
      std::string(20'000, '\n'),
      std::string(100'000, 'A'),
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "GET\r\n\r\n",
      "GET / HTTP/1.1",
      "GET / HTTP/1.1\r\nHost: localhost\r\n",
      "GET / HTTP/1.1\nHost: localhost\n\n",
      "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
      "GET / http/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      "SSH-2.0-OpenSSH_9.2\r\n",
      "CONNECT evil.example:25 HTTP/1.1\r\nHost: evil.example:25\r\n\r\n",
      "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello",
      "POST / HTTP/1.1\r\n" + host + "Content-Length: 70000\r\n\r\n" + std::string(70'000, 'x'),
      "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
      get("/", host + "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n") + "abc",
      get("/", host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
      get("/", host + "Content-Length: 99999999999999999999\r\n"),
      get("/", host + "Content-Length: 0x10\r\n"),
      get("/", host + "Host: other\r\n"),
      get("/", ""),
      get("/", "Host:\r\n"),
      get("/", "Host: a b\r\n"),
      get("/", "Host: [::1\r\n"),
      get("/", host + "X: a\r\n folded\r\n"),
      get("/", host + ": nameless\r\n"),
      get("/", host + "na me: x\r\n"),
      get("/", host + std::string("X: \0\r\n", 6)),
      get("/", host + "X: \x7f\r\n"),
      get("/", host + "X: " + std::string(9'000, 'a') + "\r\n"),
      get("/",
          [&] {
            std::string many = host;
            for (int i = 0; i < 2'000; ++i) many += "a:b\r\n";
            return many;
          }()),
      get("/" + std::string(9'000, '/')),
      get("/../../../etc/passwd"),
      get("/%2e%2e/%2e%2e/etc/passwd"),
      get("/api/v1/documents/%00"),
      get("/api/v1/documents/../../../../etc/passwd"),
      get("/api/v1/documents/" + std::string(7'000, 'k')),
      get("/api/v1/documents/"),
      get("/api/v1/search?q=%"),
      get("/api/v1/search?q=%E4"),
      get("/api/v1/search?q=" + std::string(5'000, 'q')),
      get("/api/v1/search?q=" + deep),
      get("/api/v1/search?" + std::string(3'000, '&')),
      get("/api/v1/search?q=a*b*c*d*e*"),
      get("/api/v1/search?q=a&limit=1e3"),
      get("/api/v1/search?q=a&cursor=" + std::string(4'000, 'A')),
      get("/api/v1/suggest?q=" + std::string(3'000, 'a')),
      get("http://"),
      get("http://localhost:99999999/health"),
      get("http://user:word@localhost/health"),
      get("//localhost/health"),
      get("\\health"),
  };
}

std::string mutated(std::string request, std::mt19937& random) {
  static const std::array<std::string, 10> inserts{
      "\r\n", "\n", "\r", std::string(1, '\0'), ":", " ", "%", "\xff", "HTTP/1.1", "Host: x\r\n"};
  const auto place = [&] { return random() % (request.size() + 1); };
  for (auto changes = 1 + random() % 4; changes > 0; --changes) {
    switch (random() % 4) {
      case 0:
        request.insert(place(), inserts[random() % inserts.size()]);
        break;
      case 1:
        if (!request.empty()) request.erase(random() % request.size(), 1 + random() % 8);
        break;
      case 2:
        if (!request.empty()) request[random() % request.size()] = static_cast<char>(random());
        break;
      default:
        request.insert(place(), request.substr(0, place()));
        break;
    }
  }
  return request;
}

/// The requests above, and valid ones with a few random changes.
std::vector<std::string> malformed_requests(std::mt19937& random) {
  const std::array<std::string, 4> valid{
      get("/api/v1/search?q=harbour+%22black+sea%22&facet=source&timeline=month"),
      get("/api/v1/documents/text/1987/last-night-boat.txt",
          "Host: localhost\r\nIf-None-Match: \"a\", W/\"b\"\r\nAccept-Encoding: gzip;q=0.5\r\n"),
      get("/api/v1/suggest?q=ode"), get("http://localhost:80/health?") + get("/metrics")};
  std::vector<std::string> requests = written_requests();
  while (requests.size() < wanted_requests)
    requests.push_back(mutated(valid[random() % valid.size()], random));
  return requests;
}

}  // namespace

TEST_CASE("two hundred malformed requests do no harm") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  RunningServer server;
  std::size_t refused = 0;
  for (const std::string& request : malformed_requests(random)) {
    INFO("request: " << request.substr(0, 200));
    HttpClient client(server.port());
    client.send(request);
    client.finish_sending();
    for (HttpReply reply = client.read_reply(); reply.status != 0; reply = client.read_reply()) {
      CHECK(reply.status >= 200);
      CHECK(reply.status <= 505);
      CHECK(reply.status != 500);
      CHECK(reply.body.find("root:") == std::string::npos);
      if (reply.status >= 400) ++refused;
    }
    CHECK(client.is_closed_within(6s));
  }
  CHECK(refused > wanted_requests / 2);
  CHECK(server.get("/health").status == 200);
  server.send_signal(SIGTERM);
  const ProcessResult result = server.wait();
  CHECK(result.exit_code == 0);
  CHECK(result.errors.find("hint") == std::string::npos);  // nothing of it was our own fault
}
