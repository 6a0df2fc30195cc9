// The text for node_exporter, and what /proc/locks says of leases.
#include "indexer/cli/update_metrics.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "indexer/maintain/lease_holders.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using Catch::Matchers::Contains;

namespace {

constexpr RunEnd good_end{.time = 1'700'000'000, .seconds = 2.5, .exit_code = 0};
constexpr RunEnd bad_end{.time = 1'800'000'000, .seconds = 0.5, .exit_code = 74};

UpdateReport sample_report() {
  UpdateReport report;
  report.counts.added = 12;
  report.counts.removed = 3;
  report.rejected_by_reason = {{RejectReason::malformed, 4}};
  report.counts.without_text = 5;
  report.counts.undated = 6;
  report.left_out.hidden = 7;
  report.generation = 9;
  return report;
}

}  // namespace

TEST_CASE("metrics name every outcome and every reason, also those that did not occur") {
  const UpdateReport report = sample_report();
  const std::string text = update_metrics(&report, good_end, "");
  for (const char* line :
       {"dateline_update_last_success_timestamp_seconds 1700000000\n",
        "dateline_update_documents{outcome=\"added\"} 12\n",
        "dateline_update_documents{outcome=\"removed\"} 3\n",
        "dateline_update_documents{outcome=\"unchanged\"} 0\n",
        "dateline_update_rejects{reason=\"malformed\"} 4\n",
        "dateline_update_rejects{reason=\"bad_archive\"} 0\n", "dateline_index_generation 9\n",
        "dateline_update_documents_without_text 5\n", "dateline_update_undated_documents 6\n",
        "dateline_update_left_out 7\n", "dateline_update_duration_seconds 2.5\n",
        "dateline_update_exit_code 0\n"})
    CHECK_THAT(text, Contains(line));
  CHECK_THAT(text, Contains("# TYPE dateline_index_bytes gauge\n"));
}

TEST_CASE("a run that failed or was interrupted keeps the time of the last success") {
  const UpdateReport report = sample_report();
  const std::string good = update_metrics(&report, good_end, "");
  const std::string line = "dateline_update_last_success_timestamp_seconds 1700000000\n";
  CHECK_THAT(update_metrics(nullptr, bad_end, good), Contains(line));
  UpdateReport interrupted = report;
  interrupted.interrupted = true;
  CHECK_THAT(update_metrics(&interrupted, bad_end, good), Contains(line));
  CHECK_THAT(update_metrics(nullptr, bad_end, ""),
             Contains("dateline_update_last_success_timestamp_seconds 0\n"));
  CHECK_THAT(update_metrics(nullptr, bad_end, "# what is this?\n"),
             Contains("dateline_update_last_success_timestamp_seconds 0\n"));
}

TEST_CASE("holders of a lease are found by device and inode, each once") {
  const test::TemporaryFolder folder;
  test::write_file(folder / "lease", "");
  struct stat status {};
  REQUIRE(::stat((folder / "lease").c_str(), &status) == 0);
  char id[64];
  std::snprintf(id, sizeof id, "%02x:%02x:%llu", major(status.st_dev), minor(status.st_dev),
                static_cast<unsigned long long>(status.st_ino));
  const std::string self = std::to_string(::getpid());
  const std::string locks = "1: POSIX  ADVISORY  WRITE 5 " + std::string(id) + " 0 EOF\n" +
                            "2: FLOCK  ADVISORY  READ " + self + " " + id + " 0 EOF\n" +
                            "3: FLOCK  ADVISORY  READ " + self + " " + id + " 0 EOF\n" +
                            "4: FLOCK  ADVISORY  READ 1 00:00:1 0 EOF\n" + "no line of locks\n";
  const auto holders = LeaseHolders::parse(locks).of(folder / "lease");
  REQUIRE(holders.size() == 1);
  CHECK(holders[0].pid == ::getpid());
  CHECK_FALSE(holders[0].program.empty());
  CHECK(LeaseHolders::parse("").of(folder / "lease").empty());
  CHECK(LeaseHolders::parse(locks).of(folder / "nothing").empty());
}
