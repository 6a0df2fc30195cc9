// What the page reads from URLs, and the URLs that it writes.
#include <catch2/catch.hpp>

#include "server/page/page_request.hpp"
#include "server/page/query_string.hpp"

namespace dateline {
namespace {

Day day(int year, unsigned month, unsigned day_of_month) {
  return day_from_civil({year, month, day_of_month}).value();
}

TEST_CASE("form values are decoded, and what is not an encoding stays as it is") {
  const std::pair<const char*, const char*> cases[] = {{"odesa+istanbul", "odesa istanbul"},
                                                       {"%22spring%20tide%22", "\"spring tide\""},
                                                       {"%c3%96zlem", "Özlem"},
                                                       {"100%", "100%"},
                                                       {"%4", "%4"},
                                                       {"%zz%41", "%zzA"},
                                                       {"a%2Bb", "a+b"},
                                                       {"", ""}};
  for (const auto& [encoded, decoded] : cases) CHECK(decode_form_value(encoded) == decoded);
}

TEST_CASE("every byte survives a URL") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::string url = "/document";
  append_query_value(url, "key", all);
  append_query_value(url, "q", "b&c=d");
  const auto fields = parse_query_string(url.substr(url.find('?') + 1));
  REQUIRE(fields.size() == 2);
  CHECK(fields[0] == std::pair<std::string, std::string>("key", all));
  CHECK(fields[1] == std::pair<std::string, std::string>("q", "b&c=d"));
}

TEST_CASE("a query string of a million fields gives as many as are allowed") {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "a=b&";
  CHECK(parse_query_string(text).size() == max_form_fields + 1);
}

TEST_CASE("only web addresses become links") {
  for (const char* url :
       {"http://example.org/", "https://example.org/a?b#c", "HTTPS://EXAMPLE.ORG"})
    CHECK(is_web_address(url));
  for (const char* url :
       {"", "javascript:alert(1)", " https://example.org", "JaVaScRiPt:alert(1)",
        "data:text/html,x", "//example.org", "https:example.org", "java\nscript:alert(1)",
        "https://a\tb", "http//x", "vbscript:x", "file:///etc/passwd"})
    CHECK_FALSE(is_web_address(url));
}

TEST_CASE("a request and its URL are the same thing") {
  PageRequest request;
  request.text = "\"spring tide\" +harbour 100% ü & <b>";
  request.source = "US Senate: Akaka";
  request.language = "en-gb";
  request.since = "2023";
  request.until = "2024-06";
  request.sort = Sort::oldest;
  request.explain = true;
  request.cursor = "AQEAAA-_";
  const std::string url = results_url(request);
  const PageRequest read = parse_page_request(std::string_view(url).substr(url.find('?') + 1));
  CHECK(read.text == request.text);
  CHECK(read.source == request.source);
  CHECK(read.sort == Sort::oldest);
  CHECK(read.explain);
  CHECK(results_url(read) == url);
}

TEST_CASE("a document's URL leads back to the hits") {
  const std::string query = "q=odesa&since=2024&sort=newest";
  const std::string url = document_url(parse_page_request(query), "a/b c#2&q=x");
  const PageRequest read = parse_page_request(std::string_view(url).substr(url.find('?') + 1));
  CHECK(read.key == "a/b c#2&q=x");
  CHECK(results_url(read) == "/?" + query);
}

TEST_CASE("unknown fields and orders are ignored, spaces around values as well") {
  const PageRequest request = parse_page_request("q=+odesa++&sort=upwards&utm_source=x&explain=2&");
  CHECK(results_url(request) == "/?q=odesa");
}

TEST_CASE("filters stand beside the query, where they cannot change how it is read") {
  const auto asked = [](const char* query_string) {
    return to_query(parse_page_request(query_string), day(2024, 5, 14));
  };
  const auto narrowed = asked("q=OR+b&source=a%22+OR+b&lang=en_US");
  REQUIRE(narrowed);
  CHECK(narrowed->text == "OR b");
  CHECK(narrowed->filters == std::vector<Filter>{{"source", {"a\" OR b"}}, {"lang", {"en_US"}}});
  CHECK(asked("source=%E2%98%85")->text.empty());
  CHECK(asked("since=2024")->published->first == day(2024, 1, 1));
  // Days without a limit are all days, and no undated document is of them.
  CHECK(asked("since=none")->published.has_value());
  CHECK_FALSE(asked("q=wind&since=none")->published.has_value());
  // Nothing can be seen in a zero-width space.
  const auto nothing = asked("q=wind&source=%E2%80%8B");
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().field == PageField::page);
}

TEST_CASE("the page has the other parameters of a search, and keeps them in its links") {
  const std::string query = "q=wind&plain=1&feedback=1&recency=weight%3D1&snippet_bytes=80";
  const PageRequest request = parse_page_request(query + "&feedback=+1+");
  CHECK(results_url(request) == "/?" + query);
  const auto search = to_query(request, day(2024, 5, 14));
  REQUIRE(search);
  CHECK(search->syntax == QuerySyntax::plain);
  CHECK(search->feedback);
  CHECK(search->recency->weight == 1);
  CHECK(search->snippet_bytes == 80);
  CHECK(parse_page_request("related=a").asks());
  CHECK_FALSE(parse_page_request("feedback=1").asks());
  for (const char* bad : {"q=a&feedback=maybe", "q=a&snippet_bytes=x", "q=a&when=before"}) {
    CAPTURE(bad);
    const auto fault = to_query(parse_page_request(bad), day(2024, 5, 14));
    REQUIRE_FALSE(fault);
    CHECK(fault.error().field == PageField::page);
  }
}

TEST_CASE("a filter is never left out: what cannot be applied is a fault", "[part1-16]") {
  const Day today = day(2024, 5, 14);
  const auto fault = [&](const std::string& query_string) {
    const PageRequest request = parse_page_request(query_string);
    CHECK(request.asks());
    const auto query = to_query(request, today);
    return query ? std::string() : query.error().error.message;
  };
  CHECK(fault("q=wind&source=A&source=B") == "source is given more than once");
  CHECK(fault("lang=en&q=wind&lang=de") == "lang is given more than once");
  CHECK(fault("q=wind&since=2023&since=2024") == "since is given more than once");
  CHECK(fault("q=wind&source=A&source=+A+&until=") == "");
  std::string long_one;
  for (std::size_t i = 0; i < max_form_fields; ++i) long_one += "x=1&";
  CHECK(fault(long_one + "source=A") == "the address has too many fields");
}

TEST_CASE("an error in a query belongs to its field, others to the page") {
  const PageFault fault = fault_of({ErrorCode::bad_query, "unknown field", "", std::size_t{6}});
  CHECK(fault.field == PageField::query);
  CHECK(fault.error.offset == std::size_t{6});
  CHECK(fault_of({ErrorCode::gone, "gone", "", {}}).field == PageField::page);
}

TEST_CASE("dates are all that date: takes but spans, and a wrong one names its field",
          "[part1-19]") {
  const Day today = day(2024, 5, 14);
  const auto days = published_days(parse_page_request("since=2023&until=2024-02"), today);
  REQUIRE(days);
  CHECK(*days == DayRange{day(2023, 1, 1), day(2024, 2, 29)});
  CHECK(published_days(parse_page_request("since=7d"), today).value()->first == day(2024, 5, 8));
  CHECK_FALSE(published_days(parse_page_request("q=x"), today).value());
  CHECK_FALSE(published_days(parse_page_request("since=none"), today).value());
  CHECK(published_days(parse_page_request("until=7d"), today).value()->last == day(2024, 5, 7));
  CHECK(published_days(parse_page_request("since=Today"), today).value()->first == today);

  const auto fault_field = [&](const char* query) {
    const auto result = published_days(parse_page_request(query), today);
    REQUIRE_FALSE(result);
    return result.error().field;
  };
  CHECK(fault_field("since=2024-13") == PageField::since);
  CHECK(fault_field("since=2023..2024") == PageField::since);
  CHECK(fault_field("since=2020&until=soon") == PageField::until);
  CHECK(fault_field("since=2024&until=2023") == PageField::until);
}

}  // namespace
}  // namespace dateline
