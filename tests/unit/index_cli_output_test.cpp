// What dateline-index says: numbers, progress, rejects, reports, statistics.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "indexer/cli/progress.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/reject_printer.hpp"
#include "indexer/cli/stats_output.hpp"
#include "indexer/cli/update_report.hpp"

using namespace dateline;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

Reject reject_at(std::uint64_t line) {
  return {{"news/a.jsonl", line, 17}, RejectReason::malformed, "this is no JSON"};
}

UpdateReport sample_report() {
  UpdateReport report;
  report.counts.added = 1200;
  report.counts.replaced = 3;
  report.counts.unchanged = 7;
  report.counts.superseded = 2;
  report.counts.text_bytes = 5000;
  report.documents = 1212;
  report.rejected = 2;
  report.rejected_by_reason = {{RejectReason::malformed, 1}, {RejectReason::missing_text, 1}};
  report.rejects = {reject_at(4), reject_at(0)};
  report.bytes_read = 12'300'000;
  report.seconds = 4;
  report.generation = 9;
  return report;
}

IndexStats sample_stats() {
  IndexStats stats;
  stats.generation = 4;
  stats.created = "2024-05-14T10:00:00Z";
  stats.documents = 3;
  stats.dead = 1;
  stats.segments = 2;
  stats.dates = DayRange{*day_from_civil({2002, 1, 5}), *day_from_civil({2024, 5, 14})};
  stats.text_bytes = 1'000'000;
  stats.postings_bytes = 300'000;
  stats.tokens_bytes = 200'000;
  stats.records_bytes = 96;
  stats.store_bytes = 400'000;
  stats.sources = {{"Agency \x1b[31m", 2}};
  stats.source_count = 1;
  stats.without_source = 1;
  stats.format = 1;
  stats.analysis = 1;
  stats.language = "english";
  stats.k1 = 1.2;
  stats.fields = {FieldStats{"title", 2, 0.5, 9}, FieldStats{"lead", 1.5, 0.75, 400},
                  FieldStats{"body", 1, 0.75, 400}};
  return stats;
}

}  // namespace

TEST_CASE("large numbers have commas at thousands") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(1234567) == "1,234,567");
}

TEST_CASE("sizes are megabytes unless they are small") {
  CHECK(as_megabytes(99'999) == "99,999 bytes");
  CHECK(as_megabytes(100'000) == "0.1 MB");
  CHECK(as_megabytes(12'345'678) == "12.3 MB");
}

TEST_CASE("times are clocks") {
  CHECK(as_clock(0) == "0:00");
  CHECK(as_clock(7.4) == "0:07");
  CHECK(as_clock(59.6) == "1:00");
  CHECK(as_clock(3723) == "1:02:03");
  CHECK(as_clock(1e18) == "99:59:59");
}

TEST_CASE("progress reports what is known, and nothing that is not") {
  UpdateProgress progress{.documents = 12345, .rejected = 0, .bytes_read = 50'000'000};
  CHECK(format_progress(progress) == "12,345 documents  50.0 MB");
  progress.seconds = 5;
  CHECK(format_progress(progress) == "12,345 documents  50.0 MB  10.0 MB/s");
  progress.total_bytes = 170'000'000;
  CHECK(format_progress(progress) == "12,345 documents  50.0 MB  10.0 MB/s  ETA 0:12");
  progress.rejected = 3;
  CHECK(format_progress(progress) == "12,345 documents  3 rejected  50.0 MB  10.0 MB/s  ETA 0:12");
  progress.publishing = true;
  CHECK_THAT(format_progress(progress), Contains("publishing") && !Contains("ETA"));
}

TEST_CASE("a file that grows while it is read has no negative ETA") {
  const UpdateProgress progress{
      .documents = 1, .bytes_read = 2000, .total_bytes = 1000, .seconds = 2};
  CHECK_THAT(format_progress(progress), !Contains("ETA"));
}

TEST_CASE("the first rejects get a line each, the others a number") {
  RejectPrinter printer(2);
  CHECK(printer.closing_line().empty());
  CHECK(printer.next_line(reject_at(4)) == "news/a.jsonl:4: malformed: this is no JSON\n");
  CHECK_FALSE(printer.next_line(reject_at(5)).empty());
  CHECK(printer.closing_line().empty());
  CHECK(printer.next_line(reject_at(6)).empty());
  CHECK(printer.next_line(reject_at(7)).empty());
  CHECK(printer.closing_line() == "... and 2 more; see --report\n");
}

TEST_CASE(
    "a reject without lines tells the byte, and the name of a file cannot steer the terminal") {
  RejectPrinter printer(2);
  CHECK(printer.next_line(reject_at(0)) == "news/a.jsonl: byte 17: malformed: this is no JSON\n");
  Reject reject = reject_at(1);
  reject.position.file = "a\x1b[2J\n";
  CHECK(printer.next_line(reject) == "a\\x1b[2J\\n:1: malformed: this is no JSON\n");
}

TEST_CASE("the report holds every number and the first rejects") {
  const json report = json::parse(update_report_json(sample_report()));
  CHECK(report["version"] == 1);
  CHECK(report["generation"] == 9);
  CHECK(report["interrupted"] == false);
  CHECK(report["documents"] == 1212);
  CHECK(report["added"] == 1200);
  CHECK(report["replaced"] == 3);
  CHECK(report["unchanged"] == 7);
  CHECK(report["superseded"] == 2);
  CHECK(report["removed"] == 0);
  CHECK(report["rejected"] == 2);
  CHECK(report["rejected_by_reason"]["malformed"] == 1);
  CHECK(report["rejected_by_reason"]["missing_text"] == 1);
  REQUIRE(report["rejects"].size() == 2);
  CHECK(report["rejects"][0]["file"] == "news/a.jsonl");
  CHECK(report["rejects"][0]["line"] == 4);
  CHECK(report["rejects"][0]["offset"] == 17);
  CHECK(report["rejects"][0]["reason"] == "malformed");
  CHECK(report["rejects"][0]["detail"] == "this is no JSON");
  CHECK_FALSE(report["rejects"][1].contains("line"));
  CHECK(report["bytes"] == 12'300'000);
  CHECK(report["text_bytes"] == 5000);
  CHECK(report["seconds"] == 4);
}

TEST_CASE("a file name that is not UTF-8 does not break the report") {
  UpdateReport report = sample_report();
  report.rejects[0].position.file = "caf\xe9.txt";
  CHECK(json::parse(update_report_json(report))["rejects"][0]["file"] == "caf\xef\xbf\xbd.txt");
}

TEST_CASE("the summary is one line, and more only when asked for") {
  const std::string line = update_summary(sample_report(), false);
  CHECK(line ==
        "generation 9: 1,200 added, 3 replaced, 7 unchanged, 2 superseded, 2 rejected; "
        "12.3 MB of input in 4.0 s (3.1 MB/s), 5,000 bytes of text added\n");
  const std::string lines = update_summary(sample_report(), true);
  CHECK_THAT(lines, Contains("suspicious") && Contains("rejected, malformed: 1\n"));
  CHECK_THAT(lines, Catch::EndsWith(line));
}

TEST_CASE("what may surprise is on the summary's last line", "[part1-10]") {
  UpdateReport report = sample_report();
  report.counts.without_text = 12;
  report.counts.undated = 1065;
  report.left_out = {.hidden = 2, .links = 1, .others = 0};
  const std::string line = update_summary(report, false);
  CHECK_THAT(line, Contains("2 rejected, 3 left out; 12 documents without text, 1,065 without a "
                            "date; 12.3 MB of input"));
  CHECK_THAT(update_summary(report, true),
             Contains("left out: 2 hidden, 1 link\n") && Catch::EndsWith(line));
  report.counts.ambiguous_dates = 3;
  CHECK_THAT(update_summary(report, false),
             Contains("1,065 without a date (3 with an ambiguous date); 12.3 MB of input"));
  CHECK(json::parse(update_report_json(report))["ambiguous_dates"] == 3);
  report.counts.disputed_dates = 2;
  CHECK_THAT(update_summary(report, false),
             Contains("(3 with an ambiguous date); 2 documents with dates that disagree; 12.3 MB"));
  CHECK(json::parse(update_report_json(report))["disputed_dates"] == 2);
  report.counts.disputed_dates = 0;
  report.counts.ambiguous_dates = 0;
  report.counts.without_text = 1;
  report.counts.undated = 0;
  CHECK_THAT(update_summary(report, false), Contains("; 1 document without text; 12.3 MB"));
  report.counts.without_text = 0;
  report.counts.undated = 1;
  CHECK_THAT(update_summary(report, false), Contains("; 1 document without a date; 12.3 MB"));
  const json written = json::parse(update_report_json(report));
  CHECK(written["without_text"] == 0);
  CHECK(written["undated"] == 1);
  CHECK(written["ambiguous_dates"] == 0);
  CHECK(written["left_out"] == json({{"hidden", 2},
                                     {"links", 1},
                                     {"others", 0},
                                     {"records", 0},
                                     {"failures", 0},
                                     {"media", 0},
                                     {"copies", 0},
                                     {"attachments", 0},
                                     {"pages", 0}}));
}

TEST_CASE("the summary says that a run was interrupted") {
  UpdateReport report = sample_report();
  report.interrupted = true;
  CHECK_THAT(update_summary(report, false), Catch::StartsWith("interrupted; generation 9"));
}

TEST_CASE("statistics in JSON hold what scripts ask for") {
  const json stats = json::parse(stats_json(sample_stats()));
  CHECK(stats["version"] == 1);
  CHECK(stats["generation"] == 4);
  CHECK(stats["documents"] == 3);
  CHECK(stats["dead_documents"] == 1);
  CHECK(stats["segments"] == 2);
  CHECK(stats["dates"]["first"] == "2002-01-05");
  CHECK(stats["dates"]["last"] == "2024-05-14");
  CHECK(stats["bytes"]["text"] == 1'000'000);
  CHECK(stats["bytes"]["segments"] == 500'096);
  CHECK(stats["bytes"]["total"] == 900'096);
  CHECK(stats["format"] == 1);
  CHECK(stats["analysis"] == 1);
  CHECK(stats["language"] == "english");
  CHECK(stats["scoring"]["title"]["weight"] == 2);
  CHECK(stats["sources"][0]["documents"] == 2);
}

TEST_CASE("statistics of an index without dated documents have no span") {
  IndexStats stats = sample_stats();
  stats.dates.reset();
  stats.undated = 3;
  CHECK(json::parse(stats_json(stats))["dates"].is_null());
  CHECK_THAT(stats_text(stats), Contains("none, 3 undated"));
}

TEST_CASE("statistics as text are safe to print") {
  const std::string text = stats_text(sample_stats());
  CHECK_THAT(text, Contains("2002-01-05 to 2024-05-14") && Contains("0.30 x the text"));
  CHECK_THAT(text, !Contains("\x1b"));
}
