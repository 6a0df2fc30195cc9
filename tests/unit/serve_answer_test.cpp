// Answers: fields, tags, compression, problems, the access log.
#include <zlib.h>

#include <catch2/catch.hpp>
#include <string>

#include "server/answer/access_log.hpp"
#include "server/answer/answer_bytes.hpp"
#include "server/answer/etag.hpp"
#include "server/answer/gzip.hpp"
#include "server/answer/problem.hpp"

using namespace dateline;
using namespace dateline::serve;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string inflated(const std::string& gzip) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string text(1 << 20, '\0');
  std::string input = gzip;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

}  // namespace

TEST_CASE("every answer forbids what pages of others could do with it") {
  HttpAnswer answer;
  answer.content_type = "application/json";
  answer.body = "{}";
  const std::string header = header_of(answer, {});
  CHECK(contains(header, "HTTP/1.1 200 OK\r\n"));
  CHECK(contains(header, "Content-Length: 2\r\n"));
  CHECK(
      contains(header, "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"));
  CHECK(contains(header, "X-Content-Type-Options: nosniff\r\n"));
  CHECK(contains(header, "Referrer-Policy: no-referrer\r\n"));
  CHECK(contains(header, "Cross-Origin-Resource-Policy: same-origin\r\n"));
  CHECK_FALSE(contains(header, "Access-Control"));
  CHECK_FALSE(contains(header, "unsafe"));
  answer.content_policy = ContentPolicy::page;
  CHECK(contains(header_of(answer, {}), "frame-ancestors 'none'"));
  CHECK_FALSE(contains(header_of(answer, {}), "unsafe"));
}

TEST_CASE("no value of a field breaks out of its line") {
  HttpAnswer answer;
  answer.fields.emplace_back("Location", "/a\r\nSet-Cookie: evil=1\r\n\r\n<html>");
  const std::string header = header_of(answer, {});
  CHECK(header.find("\r\n\r\n") == header.size() - 4);
  CHECK_FALSE(contains(header, "\r\nSet-Cookie"));
}

TEST_CASE("answers without a body say nothing of its length") {
  HttpAnswer answer;
  for (const unsigned status : {204u, 304u}) {
    answer.status = status;
    CHECK_FALSE(contains(header_of(answer, {}), "Content-Length"));
  }
}

TEST_CASE("the connection's fate is stated where the client would not expect it") {
  const HttpAnswer answer;
  CHECK_FALSE(contains(header_of(answer, {}), "Connection:"));
  CHECK(contains(header_of(answer, {.keep_alive = false}), "Connection: close\r\n"));
  CHECK(contains(header_of(answer, {.version = 10}), "Connection: keep-alive\r\n"));
}

TEST_CASE("entity tags differ by generation and target, and are found in lists") {
  const std::string tag = etag_for("7", "/api/v1/search?q=a");
  CHECK(tag == etag_for("7", "/api/v1/search?q=a"));
  CHECK(tag != etag_for("8", "/api/v1/search?q=a"));
  CHECK(tag != etag_for("7", "/api/v1/search?q=b"));
  CHECK(matches_etag(tag, tag));
  CHECK(matches_etag("*", tag));
  CHECK(matches_etag("\"x\", " + tag + ", \"y\"", tag));
  CHECK(matches_etag(tag.substr(2), tag));  // weak comparison
  CHECK_FALSE(matches_etag("", tag));
  CHECK_FALSE(matches_etag("\"x\"", tag));
  CHECK_FALSE(matches_etag("\"", tag));
  CHECK_FALSE(matches_etag(tag + "x", etag_for("8", "x")));
  CHECK_FALSE(matches_etag("*", ""));
}

TEST_CASE("gzip is used where the client takes it") {
  for (const char* good : {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5", "*", "br;q=1, *;q=0.1",
                           "identity, x-gzip"}) {
    CAPTURE(good);
    CHECK(accepts_gzip(good));
  }
  for (const char* bad : {"", "identity", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzipped",
                          "gzip;q=0, *", ",,,", ";q=1"}) {
    CAPTURE(bad);
    CHECK_FALSE(accepts_gzip(bad));
  }
}

TEST_CASE("a long body is compressed, and comes back; a short one stays") {
  HttpAnswer answer;
  for (int i = 0; i < 500; ++i) answer.body += "news of " + std::to_string(i) + " ";
  const std::string text = answer.body;
  compress(answer);
  CHECK(answer.gzipped);
  CHECK(answer.body.size() < text.size() / 2);
  CHECK(inflated(answer.body) == text);
  CHECK(contains(header_of(answer, {}), "Content-Encoding: gzip\r\n"));
  HttpAnswer small;
  small.body = "{}";
  compress(small);
  CHECK_FALSE(small.gzipped);
}

TEST_CASE("an error of the server keeps its text to itself") {
  for (const ErrorCode code :
       {ErrorCode::io, ErrorCode::corrupt, ErrorCode::internal, ErrorCode::format_mismatch}) {
    const HttpAnswer answer = to_answer(to_problem({code, "cannot read /secret", "hint", 3}));
    CHECK(answer.status == 500);
    CHECK(is_server_fault(code));
    CHECK_FALSE(contains(answer.body, "secret"));
    CHECK_FALSE(contains(answer.body, "hint"));
  }
}

TEST_CASE("a problem says what is wrong, where, and what to do") {
  const HttpAnswer answer =
      to_answer(to_problem({ErrorCode::bad_query, "a quote is open", "close it", 5}));
  CHECK(answer.status == 400);
  CHECK(answer.content_type == "application/problem+json");
  CHECK(answer.body ==
        R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"a quote is open",)"
        R"("code":"bad_query","hint":"close it","parameter":"q","offset":5})"
        "\n");
  CHECK(contains(
      to_answer(to_problem({ErrorCode::bad_query, "a quote is open", "", 5, "\"b c\""})).body,
      R"("suggestion":"\"b c\"")"));
  CHECK(to_answer(to_problem({ErrorCode::not_found, "no", "", {}})).status == 404);
  CHECK(to_answer(to_problem({ErrorCode::gone, "no", "", {}})).status == 410);
  CHECK(to_answer(to_problem({ErrorCode::usage, "no", "", {}})).status == 400);
  CHECK(to_answer(to_problem({ErrorCode::cancelled, "no", "", {}})).status == 503);
}

TEST_CASE("a line of the access log cannot be broken") {
  const std::string line = access_line({"127.0.0.1", "GET", "/a\"b\\c\n\x1b[31m\xff",
                                        "evil\r\nagent", 200, 12, std::chrono::microseconds(34)});
  CHECK(line.find('\n') == line.size() - 1);
  CHECK_FALSE(contains(line, "\x1b"));
  CHECK(contains(line, R"("GET /a\"b\\c\n\x1b[31m)"));
  CHECK(contains(line, "200 12 34us"));
}
