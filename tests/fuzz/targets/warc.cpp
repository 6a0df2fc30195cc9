#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"
#include "tests/support/make_warc.hpp"

namespace dateline::fuzz {

void run_warc(std::string_view bytes) {
  read_both_ways(Format::warc, bytes, 11);
}

std::vector<std::string> warc_examples() {
  using namespace test;
  const std::string first = response("http://a.example/1", http(page("One.")));
  const std::string chunks = http("5\r\n<p>On\r\n6;x=y\r\ne.</p>\r\n0\r\n\r\n", "text/html",
                                  "Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n");
  const WarcFields revisit{{"WARC-Type", "revisit"}, {"WARC-Target-URI", "<http://a.example/1>"}};
  return {
      first,
      first + std::string(4, '\0') + response("http://a.example/1", http(page("Two."))),
      response("http://a.example/2", chunks) + warc_record(revisit, "HTTP/1.1 200 OK\r\n\r\n"),
      response("http://a.example/3", http(R"({"id":"1","text":"x"})", "application/json")),
      response("http://a.example/4", http("Text.", "text/plain; charset=latin1")),
      warc_record({{"WARC-Type", "resource"}, {"Content-Length", "9999"}}, "x") + first,
      "filedesc://x 0.0.0.0 20140216050221 text/plain 4\n1 0\n\nhttp://a.example/ 1.2.3.4 "
      "20140216050221 text/html 5\n<p>x\n",
  };
}

}  // namespace dateline::fuzz
