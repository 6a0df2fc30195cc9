// dateline-serve as clients meet it.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/serve_fixture.hpp"

using namespace dateline;
using namespace dateline::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

/// What dateline-search prints for the arguments, without the time that it took.
Json searched(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(),
                   {DATELINE_SEARCH_PROGRAM, "--index", shared_index().path(), "--format", "json"});
  const ProcessResult result = run_process({arguments});
  INFO(result.errors);
  Json json = Json::parse(result.output);
  json.erase("took_us");
  return json;
}

Json served(const HttpReply& reply) {
  INFO(reply.body);
  REQUIRE(reply.status == 200);
  CHECK(reply.field("content-type") == "application/json");
  Json json = Json::parse(reply.body);
  json.erase("took_us");
  return json;
}

Json problem_of(const HttpReply& reply) {
  CHECK(reply.field("content-type") == "application/problem+json");
  Json json = Json::parse(reply.body);
  CHECK(json["status"] == reply.status);
  return json;
}

/// The server that tests share which do not end it.
const RunningServer& shared_server() {
  static const RunningServer server;
  return server;
}

/// A character of text as the page's HTML has it.
std::string escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return std::string(1, c);
  }
}

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return content.str();
}

}  // namespace

TEST_CASE("a search over HTTP is the search of the command line") {
  struct Case {
    const char* parameters;
    std::vector<std::string> arguments;
  };
  const std::vector<Case> cases{
      {"q=odesa+turkey", {"odesa", "turkey"}},
      {"q=%22black+sea%22&limit=3&offset=1", {"\"black sea\"", "--limit", "3", "--offset", "1"}},
      {"q=harbour&sort=newest&since=2020", {"harbour", "--sort", "newest", "--since", "2020"}},
      {"q=grain&timeline=auto", {"grain", "--timeline", "auto"}},
      {"q=%22black+sea%22&limit=2&count=exact",
       {"\"black sea\"", "--limit", "2", "--count", "exact"}},
      {"q=title%3Aodesa&limit=0", {"title:odesa", "--limit", "0"}},
      {"q=grain&timeline=year&facet=source,lang&facet=year",
       {"grain", "--timeline", "year", "--facet", "source,lang,year"}},
      {"q=turkey&explain=true&limit=2", {"turkey", "--explain", "--limit", "2"}},
      {"q=nosuchwordatall", {"nosuchwordatall"}},
      {"q=ferry&feedback=true&snippet_bytes=40", {"ferry", "--feedback", "--snippet-bytes", "40"}},
      {"q=ferry&recency=half-life%3D1y,weight%3D2",
       {"ferry", "--recency", "half-life=1y,weight=2"}},
      {"q=not+(ferry&plain=1", {"--plain", "not (ferry"}},
      {"related=text/1987/last-night-boat.txt&when=after",
       {"--related", "text/1987/last-night-boat.txt", "--when", "after"}},
      {"lang=en&lang=de&facet=source&facet_values=2",
       {"--lang", "en", "--lang", "de", "--facet", "source", "--facet-values", "2"}},
      {"q=the&source=Northlight+Wire&after_document=3",
       {"the", "--source", "northlight wire", "--after-document", "3"}},
      {"q=%C3%96zlem+harbor*&until=2024-06", {"Özlem", "harbor*", "--until", "2024-06"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.parameters);
    CHECK(served(shared_server().get(std::string("/api/v1/search?") + c.parameters)) ==
          searched(c.arguments));
  }
}

TEST_CASE("a document is found under its key, slashes as they are or encoded") {
  const Json hit = served(shared_server().get("/api/v1/search?q=esbjerg&limit=1"))["hits"][0];
  const std::string key = hit["key"];
  REQUIRE(key.find('/') != std::string::npos);
  const Json document = served(shared_server().get("/api/v1/documents/" + key));
  CHECK(document["key"] == key);
  CHECK(document["title"] == hit["title"]);
  std::string encoded;
  for (const char c : key) encoded += c == '/' ? "%2F" : std::string(1, c);
  CHECK(served(shared_server().get("/api/v1/documents/" + encoded)) == document);
  CHECK(problem_of(shared_server().get("/api/v1/documents/no/such/key"))["code"] == "not_found");
  CHECK(problem_of(shared_server().get("/api/v1/documents/%zz"))["code"] == "bad_url");
  CHECK(problem_of(shared_server().get("/api/v1/documents/a?b=c"))["parameter"] == "b");
}

TEST_CASE("the href of a hit opens this document and no other, whatever its key", "[part1-27]") {
  const std::string keys[] = {"a.txt", "a.txt#2", "b&c d.txt", "50%.txt", "50%25.txt", "a?b=c",
                              "ü/ö",   "../x",    "a/../b",    "a//b",    "./.",       "a+b",
                              "a b",   "q=1;2",   "\"'<>",     "日本#1",  "%2e%2e"};
  const ServedIndex index;
  const std::filesystem::path input = index.folder() / "keys.jsonl";
  std::ofstream lines(input);
  for (const std::string& key : keys)
    lines << Json{{"id", key}, {"title", "Title of <" + key + ">"}, {"text", "zzkeys"}} << "\n";
  lines.close();
  index.update({input.string()});
  const RunningServer server({}, index);
  const Json hits = served(server.get("/api/v1/search?q=zzkeys&limit=50"))["hits"];
  CHECK(hits.size() == std::size(keys));
  const std::string page = server.get("/?q=zzkeys").body;
  for (const Json& hit : hits) {
    const std::string href = hit["href"];
    CAPTURE(hit["key"], href);
    CHECK(page.find("href=\"" + href + "&amp;q=zzkeys\"") != std::string::npos);
    const HttpReply read = server.get(href);
    CHECK(read.status == 200);
    std::string heading = "Title of &lt;";
    for (const char c : hit["key"].get<std::string>()) heading += escaped(c);
    CHECK(read.body.find("<h1>" + heading + "&gt;") != std::string::npos);
    const std::string document = "/api/v1/documents" + href.substr(href.find('?'));
    CHECK(served(server.get(document))["key"] == hit["key"]);
    CHECK(served(server.get(document))["href"] == href);
  }
  CHECK(problem_of(server.get("/api/v1/documents?key="))["code"] == "not_found");
  CHECK(problem_of(server.get("/api/v1/documents"))["parameter"] == "key");
  CHECK(problem_of(server.get("/api/v1/documents?id=x"))["parameter"] == "id");
}

TEST_CASE("each facet of the page leads to as many documents as it counts", "[part1-16]") {
  const ServedIndex index;
  const std::filesystem::path input = index.folder() / "names.jsonl";
  std::ofstream lines(input);
  int number = 0;
  for (const char* source : {"C++", "C#", "C", "★", "☆", "The \"Daily\"", "„Abend“", "AT&T", "ATT",
                             "back\\", "REUTERS", "Reuters", "a) OR (b", "RÚV"})
    lines << Json{{"id", "n" + std::to_string(++number)},
                  {"source", source},
                  {"language", number % 2 == 0   ? "en_US"
                               : number % 3 == 0 ? "Kölsch (neu)"
                                                 : "pt-br"},
                  {"text", "zzfacet"}}
          << "\n";
  lines.close();
  index.update({input.string()});
  const RunningServer server({}, index);
  const std::string page = server.get("/?q=zzfacet").body;
  static const std::regex facet(
      "<a class=\"value\" href=\"([^\"]*)\">[^<]*</a><span class=\"count\">([0-9]+)</span>");
  int followed = 0;
  for (std::sregex_iterator i(page.begin(), page.end(), facet), end; i != end; ++i, ++followed) {
    const std::string href = std::regex_replace((*i)[1].str(), std::regex("&amp;"), "&");
    const std::string count = (*i)[2];
    CAPTURE(href);
    const HttpReply narrowed = server.get(href);
    CHECK(narrowed.status == 200);
    CHECK(narrowed.body.find("<h1>" + count + (count == "1" ? " document<" : " documents<")) !=
          std::string::npos);
  }
  CHECK(followed == 13 + 3);
  CHECK(server.get("/?q=zzfacet&source=%E2%80%8B").status == 400);
  CHECK(server.get("/?q=zzfacet&source=C&source=ATT").status == 400);
}

TEST_CASE("what is wrong with a request is said, with its parameter and offset") {
  struct Case {
    const char* parameters;
    const char* code;
    const char* parameter;
  };
  const std::vector<Case> cases{
      {"", "bad_parameter", "q"},
      {"q=", "bad_parameter", "q"},
      {"q=a&q=b", "bad_parameter", "q"},
      {"q=a&lmit=3", "bad_parameter", "lmit"},
      {"q=a&limit=x", "bad_parameter", "limit"},
      {"q=a&limit=-1", "bad_parameter", "limit"},
      {"q=a&limit=1001", "bad_parameter", "limit"},
      {"q=a&limit=", "bad_parameter", "limit"},
      {"q=a&offset=99999999999999999999", "bad_parameter", "offset"},
      {"q=a&sort=best", "bad_parameter", "sort"},
      {"q=a&timeline=hour", "bad_parameter", "timeline"},
      {"q=a&count=all", "bad_parameter", "count"},
      {"q=a&facet=colour", "bad_parameter", "facet"},
      {"q=a&facet=source,", "bad_parameter", "facet"},
      {"q=a&explain=maybe", "bad_parameter", "explain"},
      {"q=a&since=someday", "bad_parameter", "since"},
      {"q=a&since=2024&until=2023", "bad_parameter", "until"},
      {"q=a&since=2024&until=soon", "bad_parameter", "until"},
      {"q=a&feedback=often", "bad_parameter", "feedback"},
      {"q=a&recency=soon", "bad_parameter", "recency"},
      {"q=a&recency=weight=11", "bad_parameter", "recency"},
      {"q=a&when=before", "bad_parameter", "when"},
      {"related=a&sort=newest", "bad_parameter", "related"},
      {"q=a&source=+", "bad_parameter", "source"},
      {"q=a&snippet_bytes=2001", "bad_parameter", "snippet_bytes"},
      {"q=a&limit=1000&offset=9001", "bad_parameter", "offset"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.parameters);
    const HttpReply reply = shared_server().get(std::string("/api/v1/search?") + c.parameters);
    CHECK(reply.status == 400);
    const Json problem = problem_of(reply);
    CHECK(problem["code"] == c.code);
    CHECK(problem["parameter"] == c.parameter);
  }
  CHECK(problem_of(shared_server().get("/api/v1/search?q=%ff"))["code"] == "bad_url");
  const Json query = problem_of(shared_server().get("/api/v1/search?q=harbour+(grain"));
  CHECK(query["code"] == "bad_query");
  CHECK(query["offset"] == 8);
  CHECK(query["suggestion"] == "harbour grain");
  CHECK(shared_server().get("/api/v1/search?q=a&cursor=zzz").status == 400);
  CHECK(problem_of(shared_server().get("/nothing/here"))["code"] == "not_found");
}

TEST_CASE("a timeline over HTTP has at most 5,000 counts, one in the unit auto 400", "[part1-17]") {
  const std::string all = "/api/v1/search?q=date%3A1600..&limit=0&timeline=";
  for (const char* unit : {"day", "week"}) {
    const HttpReply refused = shared_server().get(all + unit);
    CHECK(refused.status == 400);
    CHECK(problem_of(refused)["hint"].get<std::string>().find("auto") != std::string::npos);
  }
  const Json months = served(shared_server().get(all + "month"));
  CHECK(months["timeline"].size() > 400);
  CHECK(months["timeline_unit"] == "month");
  const Json fitting = served(shared_server().get(all + "auto"));
  CHECK(fitting["timeline_unit"] == "year");
  CHECK(fitting["timeline"].size() > 200);
  CHECK(fitting["timeline"].size() <= 400);
  CHECK(fitting["suspicious"] == 0);
  // No filter names the days of the article of 1688.
  const Json usual = served(shared_server().get("/api/v1/search?q=-qqqq&limit=0&timeline=auto"));
  CHECK(usual["suspicious"] == 1);
}

TEST_CASE("pages follow each other by cursor") {
  const std::string first = "/api/v1/search?q=harbour+grain&limit=2";
  const Json page = served(shared_server().get(first));
  REQUIRE(page.contains("next_cursor"));
  const Json next =
      served(shared_server().get(first + "&cursor=" + std::string(page["next_cursor"])));
  CHECK(next["hits"][0]["rank"] == 3);
  CHECK(next["hits"] == served(shared_server().get(first + "&offset=2"))["hits"]);
}

TEST_CASE("HEAD is GET without the body; other methods are refused, and OPTIONS says so") {
  HttpClient client(shared_server().port());
  const HttpReply got = client.get("/openapi.json");
  const HttpReply head = client.ask("HEAD", "/openapi.json");
  CHECK(head.status == 200);
  CHECK(head.field("content-length") == std::to_string(got.body.size()));
  const HttpReply options = client.ask("OPTIONS", "/api/v1/search");
  CHECK(options.status == 204);
  CHECK(options.field("allow") == "GET, HEAD, OPTIONS");
  CHECK(client.ask("OPTIONS", "*").status == 204);
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"}) {
    CAPTURE(method);
    const HttpReply refused = client.ask(method, "/api/v1/search");
    CHECK(refused.status == 405);
    CHECK(refused.field("allow") == "GET, HEAD, OPTIONS");
  }
  CHECK(client.get("/health").status == 200);  // still the same connection
}

TEST_CASE("requests that are sent at once are answered in their order") {
  HttpClient client(shared_server().port());
  const auto request = [](const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  };
  client.send(request("/api/v1/search?q=harbour&limit=1") + request("/health") +
              request("/api/v1/search?q=grain&limit=0") + request("/nothing"));
  CHECK(served(client.read_reply())["query"] == "harbour");
  CHECK(served(client.read_reply())["status"] == "ok");
  CHECK(served(client.read_reply())["query"] == "grain");
  CHECK(client.read_reply().status == 404);
}

TEST_CASE("a connection ends when the client or its fault wants it to") {
  HttpClient polite(shared_server().port());
  CHECK(polite.get("/health", {"Connection: close"}).field("connection") == "close");
  CHECK(polite.is_closed_within(2s));
  HttpClient faulty(shared_server().port());
  faulty.send(
      "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(faulty.read_reply().status == 501);
  CHECK(faulty.read_reply().status == 0);  // what was smuggled after it is not answered
  HttpClient leaving(shared_server().port());
  leaving.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  leaving.finish_sending();
  CHECK(leaving.read_reply().status == 200);
  CHECK(leaving.is_closed_within(2s));
}

TEST_CASE("answers are compressed for clients that take it, and are the same inside") {
  const std::string target = "/api/v1/search?q=harbour&limit=20";
  const HttpReply reply = shared_server().get(target, {"Accept-Encoding: gzip"});
  CHECK(reply.field("content-encoding") == "gzip");
  CHECK(reply.body.substr(0, 2) == "\x1f\x8b");
  CHECK(reply.field("vary") == "Accept-Encoding");
  CHECK(shared_server().get(target).field("content-encoding").empty());
  for (int i = 0; i < 2; ++i) {  // files are compressed once
    const HttpReply file = shared_server().get("/openapi.json", {"Accept-Encoding: gzip"});
    CHECK(file.field("content-encoding") == "gzip");
    CHECK(file.body.size() < shared_server().get("/openapi.json").body.size() / 2);
  }
}

TEST_CASE("names that are not this server's are refused, whatever the path") {
  HttpClient client(shared_server().port());
  client.send("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  CHECK(client.read_reply().status == 421);
  client.send("GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.read_reply().status == 421);
  const RunningServer open({"--allow-host", "news.example"});
  HttpClient other(open.port());
  other.send("GET /health HTTP/1.1\r\nHost: News.example\r\n\r\n");
  CHECK(other.read_reply().status == 200);
}

TEST_CASE("pages of other origins may read nothing unless allowed to") {
  const std::vector<std::string> from{"Origin: https://a.example"};
  CHECK(shared_server().get("/health", from).field("access-control-allow-origin").empty());
  const RunningServer server({"--cors-origin", "https://a.example"});
  HttpClient client(server.port());
  CHECK(client.get("/health", from).field("access-control-allow-origin") == "https://a.example");
  CHECK(client.get("/health", {"Origin: https://b.example"})
            .field("access-control-allow-origin")
            .empty());
  CHECK(client.get("/health").field("vary") == "Accept-Encoding, Origin");
  const HttpReply preflight = client.ask("OPTIONS", "/api/v1/search", from);
  CHECK(preflight.field("access-control-allow-methods") == "GET, HEAD, OPTIONS");
}

TEST_CASE("what did not change is not sent again, and a publish changes it within a second") {
  const ServedIndex index;
  const RunningServer server({}, index);
  const std::string target = "/api/v1/search?q=zzfresh";
  const HttpReply first = server.get(target);
  const std::string tag = first.field("etag");
  REQUIRE_FALSE(tag.empty());
  const HttpReply same = server.get(target, {"If-None-Match: " + tag});
  CHECK(same.status == 304);
  CHECK(same.field("etag") == tag);
  CHECK(server.get("/api/v1/search?q=other", {"If-None-Match: " + tag}).status == 200);

  std::atomic<bool> stop{false};
  std::atomic<int> failures{0};
  std::thread reader([&] {
    HttpClient client(server.port());
    while (!stop)
      if (client.get("/api/v1/search?q=harbour&limit=5").status != 200) ++failures;
  });
  const std::string more = (index.folder() / "more.jsonl").string();
  std::ofstream(more) << R"({"id":"fresh","date":"2024-05-14","title":"t","text":"zzfresh"})"
                         "\n";
  index.update({more});
  const auto published = std::chrono::steady_clock::now();
  HttpReply changed;
  do {
    changed = server.get(target, {"If-None-Match: " + tag});
  } while (changed.status == 304 && std::chrono::steady_clock::now() - published < 1s);
  stop = true;
  reader.join();
  CHECK(failures == 0);
  CHECK(served(changed)["total"]["value"] == 1);
  CHECK(changed.field("etag") != tag);
}

TEST_CASE("an index that takes the place of another has other tags", "[part1-20]") {
  const ServedIndex live;
  const std::filesystem::path standby = live.folder() / "standby";
  const std::filesystem::path input = live.folder() / "one.jsonl";
  std::ofstream(input) << R"({"id":"second","text":"The ferry sails."})"
                          "\n";
  REQUIRE(run_process({{DATELINE_INDEX_PROGRAM, "update", "-q", "--index", standby.string(),
                        input.string()}})
              .exit_code == 0);
  const RunningServer server({}, live);
  const std::string targets[] = {"/api/v1/search?q=ferry", "/api/v1/suggest?q=fer", "/?q=ferry",
                                 "/"};
  std::vector<std::string> tags;
  for (const std::string& target : targets) tags.push_back(server.get(target).field("etag"));
  CHECK(served(server.get(targets[0]))["generation"] == 1);
  std::filesystem::rename(live.path(), live.folder() / "aside");
  std::filesystem::rename(standby, live.path());
  const auto finds_second = [&] {
    return server.get(targets[0]).body.find("\"second\"") != std::string::npos;
  };
  for (int i = 0; i < 50 && !finds_second(); ++i) std::this_thread::sleep_for(100ms);
  CHECK(finds_second());
  CHECK(served(server.get(targets[0]))["generation"] == 1);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    CAPTURE(targets[i], tags[i]);
    CHECK_FALSE(tags[i].empty());
    const HttpReply reply = server.get(targets[i], {"If-None-Match: " + tags[i]});
    CHECK(reply.status == 200);
    CHECK(server.get(targets[i], {"If-None-Match: " + reply.field("etag")}).status == 304);
  }
}

TEST_CASE("asked to stop, the server answers what it has and ends well") {
  RunningServer server;
  HttpClient idle(server.port());
  CHECK(idle.get("/health").status == 200);
  HttpClient busy(server.port());
  std::string many;
  constexpr int requests = 20;
  for (int i = 0; i < requests; ++i)
    many += "GET /api/v1/search?q=harbour HTTP/1.1\r\nHost: localhost\r\n\r\n";
  busy.send(many);
  HttpReply last = busy.read_reply();
  server.send_signal(SIGTERM);
  int answered = 1;
  while (last.field("connection") != "close" && answered < requests) {
    last = busy.read_reply();
    if (last.status != 200) break;
    ++answered;
  }
  CHECK(last.status == 200);  // no answer was cut
  const ProcessResult result = server.wait();
  CHECK(result.exit_code == 0);
  CHECK(idle.is_closed_within(1s));
  CHECK_THROWS(HttpClient(server.port()));
}

TEST_CASE("a Unix socket has the mode that is asked for, and goes with the server") {
  const TemporaryFolder folder;
  const std::string path = (folder / "http.sock").string();
  const std::vector<std::string> options{"--unix", path, "--unix-mode", "600"};
  {
    RunningServer server(options);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
    CHECK(HttpClient(path).get("/health").status == 200);
    server.send_signal(SIGTERM);
    CHECK(server.wait().exit_code == 0);
    CHECK_FALSE(std::filesystem::exists(path));
  }
  RunningServer(options).send_signal(SIGKILL);
  std::this_thread::sleep_for(50ms);
  REQUIRE(std::filesystem::exists(path));  // left, and replaced by the next one
  const RunningServer again(options);
  CHECK(HttpClient(path).get("/health").status == 200);
}

TEST_CASE("a socket that systemd hands over is served") {
  const TemporaryFolder folder;
  const std::string path = (folder / "given.sock").string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int given = ::socket(AF_UNIX, SOCK_STREAM, 0);  // inherited by the program
  REQUIRE(::bind(given, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(given, 8) == 0);
  Command command;
  command.arguments = {"/bin/bash", "-c",
                       "exec 3<&" + std::to_string(given) +
                           "; LISTEN_PID=$$ LISTEN_FDS=1 exec " DATELINE_SERVE_PROGRAM " --index " +
                           shared_index().path()};
  RunningProcess process(command);
  ::close(given);
  CHECK(process.wait_for_error_line("listening on unix:") ==
        "dateline-serve: listening on unix:" + path);
  CHECK(HttpClient(path).get("/health").status == 200);
  process.send_signal(SIGTERM);
  CHECK(process.wait().exit_code == 0);
  CHECK(std::filesystem::exists(path));  // not ours to remove
}

TEST_CASE("each request is a line of the access log") {
  const TemporaryFolder folder;
  const std::filesystem::path log = folder / "access.log";
  RunningServer server({"--access-log", log.string()});
  HttpClient client(server.port());
  CHECK(client.get("/api/v1/search?q=%1b%0a\"x", {"User-Agent: a\tb\"c"}).status == 400);
  CHECK(client.get("/health").status == 200);
  std::filesystem::rename(log, folder / "old.log");
  server.send_signal(SIGHUP);
  std::this_thread::sleep_for(100ms);
  CHECK(client.get("/metrics").status == 200);
  server.send_signal(SIGTERM);
  server.wait();
  const std::string old = content_of(folder / "old.log");
  CHECK(std::count(old.begin(), old.end(), '\n') == 2);
  CHECK(old.find(R"("GET /api/v1/search?q=%1b%0a\"x" 400)") != std::string::npos);
  CHECK(content_of(log).find("\"GET /metrics\" 200") != std::string::npos);
}

TEST_CASE("metrics count what was asked") {
  const RunningServer server;
  HttpClient client(server.port());
  client.get("/api/v1/search?q=harbour");
  client.get("/api/v1/search?q=");
  const std::string metrics = client.get("/metrics").body;
  for (const char* line : {"dateline_http_requests_total{route=\"search\",status=\"200\"} 1\n",
                           "dateline_http_requests_total{route=\"search\",status=\"400\"} 1\n",
                           "dateline_http_request_duration_seconds_count{route=\"search\"} 2\n",
                           "dateline_http_connections 1\n", "dateline_generation 1\n"}) {
    CAPTURE(line);
    CHECK(metrics.find(line) != std::string::npos);
  }
}

TEST_CASE("a client has five seconds for a whole header, however it spends them") {
  HttpClient silent(shared_server().port());
  HttpClient slow(shared_server().port());
  const auto start = std::chrono::steady_clock::now();
  slow.send("GET /health HTTP/1.1\r\nHost: local");
  while (!slow.is_closed_within(100ms)) slow.send("x");
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took > 4500ms);
  CHECK(took < 8s);
  CHECK(silent.is_closed_within(2s));
}

TEST_CASE("clients that ask for nothing make room for those that do") {
  const RunningServer server({"--connections", "8"});
  std::vector<HttpClient> silent;
  for (int i = 0; i < 20; ++i) silent.emplace_back(server.port());
  for (int i = 0; i < 20; ++i) {
    HttpClient client(server.port());
    CHECK(client.get("/health").status == 200);
  }
  const std::string metrics = server.get("/metrics").body;
  CHECK(metrics.find("dateline_http_connections_refused_total 0\n") != std::string::npos);
}

TEST_CASE("who asks for much does not keep others waiting") {
  const RunningServer server({"--threads", "1", "--queue", "1"});
  std::vector<HttpClient> greedy;
  for (int i = 0; i < 20; ++i) {
    greedy.emplace_back(server.port());
    greedy.back().send("GET /api/v1/search?q=the&limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  HttpClient modest(server.port());
  CHECK(modest.get("/api/v1/search?q=the&limit=100").status == 200);
  std::map<unsigned, int> statuses;
  for (HttpClient& client : greedy) ++statuses[client.read_reply().status];
  CHECK(statuses[200] > 0);
  CHECK(statuses[200] + statuses[503] == 20);
}

TEST_CASE("wrong use of the program is refused before it listens") {
  const auto fails = [](std::vector<std::string> arguments, int code) {
    arguments.insert(arguments.begin(), DATELINE_SERVE_PROGRAM);
    Command command{arguments};
    command.environment["XDG_CONFIG_HOME"] = "/nonexistent";
    command.timeout = 10s;
    const ProcessResult result = run_process(command);
    INFO(result.errors);
    CHECK(result.exit_code == code);
    CHECK(result.errors.find("hint: ") != std::string::npos);
  };
  const std::string index = shared_index().path();
  fails({}, 2);
  fails({"--index", "/nonexistent"}, 2);
  fails({"--index", index, "--listen", "nonsense"}, 2);
  fails({"--index", index, "--listen", "127.0.0.1:99999"}, 2);
  fails({"--index", index, "--listen", "::1:80"}, 2);
  fails({"--index", index, "--unix", std::string(200, 'a')}, 2);
  fails({"--index", index, "--unix", index}, 2);
  fails({"--index", index, "--unix-mode", "999"}, 2);
  fails({"--index", index, "--cors-origin", "https://a.example/path"}, 2);
  fails({"--index", index, "--nonsense"}, 2);
  fails({"--index", index, "--listen", "127.0.0.1:" + std::to_string(shared_server().port())}, 74);
}

TEST_CASE("real answers are as openapi.json describes them") {
  const ProcessResult result =
      run_process({{"/usr/bin/python3", DATELINE_SOURCE_DIR "/tests/cli/check_openapi.py",
                    shared_server().url()}});
  INFO(result.output << result.errors);
  constexpr int skipped = 77;
  if (result.exit_code == skipped)
    WARN("python3-jsonschema is not installed: nothing was checked");
  else
    CHECK(result.exit_code == 0);
}
