// When a page was published: each source alone, those that disagree, and what looks like a date of
// the page and is not.
#include "indexer/readers/html/dates/page_dates.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "indexer/readers/html/dates/url_date.hpp"
#include "indexer/readers/html/parse_html.hpp"

namespace dateline::html {
namespace {

PageDates dates_of(const std::string& html, const PageFacts& facts = {}) {
  const HtmlTree tree = parse_html(html);
  std::vector<std::string> scripts;
  for (NodeId id = 0; id < tree.size(); ++id)
    if (tree.tag(id) == Tag::script && tree.attribute(id, "type") == "application/ld+json")
      scripts.push_back(tree.raw_text(id));
  return find_page_dates(tree, read_json_ld({scripts.begin(), scripts.end()}), facts);
}

std::string source_of(const PageDates& dates) {
  return dates.source ? std::string(name_of(*dates.source)) : "none";
}

std::string page(const std::string& head, const std::string& body, const std::string& lang = "en") {
  return "<!DOCTYPE html><html lang=" + lang + "><head><title>Grain ships leave</title>" + head +
         "</head><body>" + body + "</body></html>";
}

std::string json_ld(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

const std::string headline = "<h1>Grain ships leave the harbour</h1>";

TEST_CASE("each source of a page's date is read", "[page_dates]") {
  struct Row {
    std::string html;
    const char* date;
    const char* source;
  };
  const Row rows[] = {
      {page("<meta property=\"article:published_time\" content=\"2024-05-14T10:00:00+03:00\">", ""),
       "2024-05-14T10:00:00+03:00", "published_time"},
      {page("<meta name=\"og:article:published_time\" value=\"2024-05-14T10:00:00Z\">", ""),
       "2024-05-14T10:00:00Z", "published_time"},
      {page("<meta name=parsely-pub-date content=2024-05-14>", ""), "2024-05-14", "meta"},
      {page("<meta name=DC.date.issued content=2024-05-14>", ""), "2024-05-14", "meta"},
      {page("<meta name=date content=\"14 May 2024\">", ""), "2024-05-14", "meta_date"},
      {page("<meta itemprop=datePublished content=2024-05-14>", ""), "2024-05-14", "itemprop"},
      {page("", headline + "<span itemprop=datePublished>May 14, 2024</span>"), "2024-05-14",
       "itemprop"},
      {page(json_ld(R"({"@type":"NewsArticle","datePublished":"2024-05-14T10:00:00+03:00"})"), ""),
       "2024-05-14T10:00:00+03:00", "json_ld"},
      {page(json_ld(R"({"@type":"WebPage","datePublished":"2024-05-14"})"), ""), "2024-05-14",
       "json_ld_page"},
      {page("", headline + "<time datetime=2024-05-14T10:00:00Z>today</time>"),
       "2024-05-14T10:00:00Z", "only_time"},
      {page("", headline + "<time datetime=2024-05-14>Tuesday</time><aside><time "
                           "datetime=2024-05-09>Thursday</time></aside>"),
       "2024-05-14", "time"},
      {page("", headline + "<abbr class=published title=2024-05-14>Tuesday</abbr>"), "2024-05-14",
       "hentry"},
      {page("", headline + "<p>By Jane Doe, 14 May 2024</p>"), "2024-05-14", "headline"},
      {page("", "<div class=\"article-byline\">14 May 2024</div>"), "2024-05-14", "named"},
      {page("", "<p>14 May 2024</p><p>Text.</p>"), "2024-05-14", "first_text"},
      {page("<script>var x={\"publishedAt\":\"2024-05-14T10:00:00Z\"}</script>", ""),
       "2024-05-14T10:00:00Z", "state"},
      {page("<script>x(\"{\\\"publish_date\\\":\\\"2024-05-14\\\"}\")</script>", ""), "2024-05-14",
       "state"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.html);
    const PageDates dates = dates_of(row.html);
    CHECK(to_string(dates.date) == row.date);
    CHECK(source_of(dates) == row.source);
    CHECK(dates.date.origin == origin_of(*dates.source));
    CHECK_FALSE(dates.disagree);
  }
}

TEST_CASE("the date in an address is a whole day, or a month", "[page_dates]") {
  struct Row {
    const char* url;
    const char* date;
  };
  const Row rows[] = {
      {"https://harbour.example/2024/05/14/grain", "2024-05-14"},
      {"https://harbour.example/2024/5/4/grain", "2024-05-04"},
      {"https://harbour.example/news/2024-05-14-grain", "2024-05-14"},
      {"https://harbour.example/news/20240514/grain", "2024-05-14"},
      {"https://harbour.example/grain-20240514103000.html", "2024-05-14"},
      {"https://harbour.example/article/A2024051410300005196", "2024-05-14"},
      {"https://harbour.example/2024/may/14/grain", "2024-05-14"},
      {"https://harbour.example/14-05-2024/grain", "2024-05-14"},
      {"https://harbour.example/2024/05/grain", "2024-05"},
      {"https://harbour.example/2024/05/3-questions", "2024-05"},
      {"https://harbour.example/a?date=2024-05-14", "2024-05-14"},
      {"https://harbour.example/2024/grain", ""},
      {"https://harbour.example/04-05-2024/grain", ""},
      {"https://harbour.example/id/12345678", ""},
      {"https://harbour.example/2024/13/45/", ""},
      {"https://harbour.example/1890/05/14/", ""},
      {"https://2024-05-14.example/", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    const auto date = url_date(row.url);
    CHECK((date ? to_string(*date) : "") == row.date);
  }
}

TEST_CASE("the article of the JSON-LD is the page's, not the first", "[page_dates]") {
  const std::string teaser =
      R"({"@type":"NewsArticle","url":"https://a.example/other","headline":"Another thing",)"
      R"("datePublished":"2020-01-02"},)";
  for (
      const std::string own : {
          R"({"@type":"NewsArticle","url":"https://www.a.example/grain/","datePublished":"2024-05-14"})",
          R"({"@type":"NewsArticle","headline":"Grain ships leave the harbour","datePublished":"2024-05-14"})",
      }) {
    CAPTURE(own);
    const PageDates dates = dates_of(page(json_ld("[" + teaser + own + "]"), headline),
                                     {.url = "https://a.example/grain"});
    CHECK(to_string(dates.date) == "2024-05-14");
  }
  const PageDates comment =
      dates_of(page(json_ld(R"({"@type":"Article","datePublished":"2024-05-14",)"
                            R"("comment":{"@type":"Article","datePublished":"2024-06-01"}})"),
                    headline));
  CHECK(to_string(comment.date) == "2024-05-14");
  CHECK_FALSE(comment.disagree);
}

const std::string published_utc =
    "<meta property=\"article:published_time\" content=\"2024-05-14T22:30:00Z\">";

TEST_CASE("the day is the publisher's, and the time is kept", "[page_dates]") {
  const PageDates url =
      dates_of(page(published_utc, ""), {.url = "https://a.example/2024/05/15/b"});
  CHECK(to_string(url.date) == "2024-05-15T00:30:00+02:00");
  CHECK(source_of(url) == "url");
  CHECK_FALSE(url.disagree);

  const PageDates shown = dates_of(page(published_utc, headline + "<p>15 May 2024</p>"));
  CHECK(to_string(shown.date) == "2024-05-15T00:30:00+02:00");

  const PageDates country = dates_of(page(published_utc, ""), {.url = "https://a.ua/b"});
  CHECK(to_string(country.date) == "2024-05-15T01:30:00+03:00");

  const PageDates unknown = dates_of(page(published_utc, ""), {.url = "https://a.example/b"});
  CHECK(to_string(unknown.date) == "2024-05-14T22:30:00Z");

  const PageDates same_clock = dates_of(
      page("<meta property=\"article:published_time\" content=\"2024-05-14T22:30:00Z\">" +
               json_ld(R"({"@type":"Article","datePublished":"2024-05-15T01:30:00+03:00"})"),
           headline + "<p>15 May 2024</p>"));
  CHECK(to_string(same_clock.date).substr(0, 10) == "2024-05-15");
}

TEST_CASE("midnight is not a time, and neither is one without a zone", "[page_dates]") {
  struct Row {
    const char* written;
    const char* url;
    const char* date;
  };
  const Row rows[] = {
      {"2024-05-14T00:00:00Z", "https://a.example/", "2024-05-14"},
      {"2024-05-14T00:00:00+03:00", "https://a.example/", "2024-05-14"},
      {"2024-05-13T21:00:00Z", "https://a.ua/", "2024-05-14"},
      {"2024-05-14T10:00:00", "https://a.example/", "2024-05-14"},
      {"2024-05-14T10:00:00Z", "https://a.example/", "2024-05-14T10:00:00Z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written, row.url);
    const PageDates dates = dates_of(page("<meta property=\"article:published_time\" content=\"" +
                                              std::string(row.written) + "\">",
                                          ""),
                                     {.url = row.url});
    CHECK(to_string(dates.date) == row.date);
  }
}

TEST_CASE("what looks like a page's date and is not", "[page_dates]") {
  for (const std::string& html : {
           page("", headline + "<p>Copyright 2024</p><footer>© 2024 Harbour Post</footer>"),
           page("<meta name=expires content=2024-05-14>", headline),
           page("<meta http-equiv=date content=2024-05-14>", headline),
           page("", headline + "<p>yesterday at 10:30</p>"),
           page("", headline + "<p>2567-05-14</p>"),
           page("<meta property=\"article:published_time\" content=soon>", headline),
           page("<meta property=\"article:published_time\" content=\"0001-01-01T00:00:00Z\">",
                headline),
           page("<meta property=\"article:published_time\" content=\"2999-01-01\">", headline),
           page("<meta property=\"article:modified_time\" content=2024-05-14>", headline),
           page("", headline + "<p>Updated: 14 May 2024</p>"),
           std::string(),
           std::string("<"),
       }) {
    CAPTURE(html);
    CHECK_FALSE(dates_of(html).date.known());
  }
}

TEST_CASE("a page is not published after it was fetched", "[page_dates]") {
  const auto fetched = parse_date("2024-05-20");
  const std::string html =
      page("<meta name=pubdate content=2024-06-01>", headline + "<p>14 May 2024</p>");
  CHECK(to_string(dates_of(html, {.fetched = fetched}).date) == "2024-05-14");
  CHECK(to_string(dates_of(html).date) == "2024-05-14");
  CHECK_FALSE(dates_of(page("<meta name=pubdate content=2024-06-01>", ""), {.fetched = fetched})
                  .date.known());
}

TEST_CASE("a month stays a month", "[page_dates]") {
  const PageDates dates = dates_of(page("", headline), {.url = "https://a.example/2024/05/grain"});
  CHECK(to_string(dates.date) == "2024-05");
  CHECK(source_of(dates) == "url");
}

TEST_CASE("the date of a change is kept apart", "[page_dates]") {
  const PageDates dates =
      dates_of(page("<meta property=\"article:published_time\" content=\"2024-05-14T10:00:00Z\">"
                    "<meta property=\"article:modified_time\" content=\"2024-05-16T10:00:00Z\">",
                    headline + "<p>Updated: 16 May 2024</p>"));
  CHECK(to_string(dates.date) == "2024-05-14T10:00:00Z");
  REQUIRE(dates.modified);
  CHECK(to_string(*dates.modified) == "2024-05-16T10:00:00Z");
  CHECK_FALSE(dates.disagree);
}

TEST_CASE("candidates that are more than a day apart disagree", "[page_dates]") {
  const std::string html =
      page("<meta property=\"article:published_time\" content=\"2024-05-14T10:00:00Z\">",
           headline + "<p>20 May 2024</p>");
  const PageDates dates = dates_of(html);
  CHECK(to_string(dates.date) == "2024-05-14T10:00:00Z");
  CHECK(dates.disagree);
  CHECK(candidates_json(dates) == R"([{"source":"published_time","date":"2024-05-14T10:00:00Z"},)"
                                  R"({"source":"headline","date":"2024-05-20"}])");
}

TEST_CASE("two groups that agree win over one", "[page_dates]") {
  const PageDates dates =
      dates_of(page("<meta property=\"article:published_time\" content=\"2024-05-20T10:00:00Z\">" +
                        json_ld(R"({"@type":"Article","datePublished":"2024-05-14T08:00:00Z"})"),
                    headline + "<p>14 May 2024</p>"));
  CHECK(to_string(dates.date) == "2024-05-14T08:00:00Z");
}

TEST_CASE("dates of numbers follow the page's language, or stay open", "[page_dates]") {
  struct Row {
    const char* language;
    const char* url;
    const char* date;
    const char* ambiguous;
  };
  const Row rows[] = {
      {"pt-BR", "", "2024-04-03", ""},
      {"en-GB", "", "2024-04-03", ""},
      {"en", "https://a.com.au/b", "2024-04-03", ""},
      {"en", "", "", "03/04/2024"},
      {"en-US", "", "", "03/04/2024"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.language, row.url);
    const PageDates dates =
        dates_of(page("", headline + "<p>03/04/2024</p>", row.language), {.url = row.url});
    CHECK(to_string(dates.date) == row.date);
    CHECK(dates.ambiguous_text == row.ambiguous);
  }
  // The page's own other dates decide, too.
  const PageDates shown =
      dates_of(page("", headline + "<p>03/04/2024</p><aside><p>25/03/2024</p></aside>"));
  CHECK(to_string(shown.date) == "2024-04-03");
}

TEST_CASE("any page gives its dates in linear time", "[page_dates]") {
  for (const std::string_view piece :
       {"<time>", "<div class=date>", "<h1>", "<time datetime=2024-05-14>14 May 2024</time>",
        "<meta name=date content=2024-05-14>", "<script>\"publishedAt\":\"", "14 May 2024 "}) {
    std::string html = "<h1>Headline of the page</h1>";
    while (html.size() < 400'000) html += piece;
    CHECK(dates_of(html).candidates.size() <= DateCandidates::most + 2);
  }
}

}  // namespace
}  // namespace dateline::html
