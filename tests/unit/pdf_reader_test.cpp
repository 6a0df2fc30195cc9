// PDF files, read in a process of their own.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "indexer/readers/pdf/bounded_child.hpp"
#include "tests/support/read_bytes.hpp"

using namespace dateline;
using namespace std::literals;

namespace {

std::string pdf_of(const std::string& words) {
  const std::string content = "BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
         "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
         "6 0 obj<</Title(Harbour report)/Author(Ada "
         "Brandt)/CreationDate(D:20240514100000Z)>>endobj\n"
         "trailer<</Root 1 0 R/Info 6 0 R>>\n%%EOF\n";
}

}  // namespace

TEST_CASE("a PDF is a document where the format asks for it") {
  const auto sink = test::read_bytes(Format::pdf, pdf_of("The ferry sails again."));
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.key == "news");
  CHECK(document.title == "Harbour report");
  CHECK(document.text == "The ferry sails again.");
  CHECK(document.authors == std::vector<std::string>{"Ada Brandt"});
  CHECK(to_string(document.date) == "2024-05-14T10:00:00Z");
  CHECK(detect_format(pdf_of("x"), "a.pdf") == Format::automatic);
}

TEST_CASE("what is not a PDF is a reject") {
  for (const std::string& bytes : {""s, "words"s, "%PDF-1.4\n"s, pdf_of("x").substr(0, 60)}) {
    CAPTURE(bytes);
    const auto sink = test::read_bytes(Format::pdf, bytes);
    CHECK(sink.documents.empty());
    CHECK(sink.rejects.size() == 1);
  }
  ReaderOptions options;
  options.max_document_bytes = 100;
  CHECK(test::read_bytes(Format::pdf, pdf_of("x"), options)
            .reject_counts()[RejectReason::too_large] == 1);
}

TEST_CASE("a child that fails, runs on or writes on is ended") {
  const ChildLimits limits{.memory_bytes = 64u << 20, .seconds = 1s, .output_bytes = 1000};
  const auto text = run_bounded(limits, [](int fd) { return ::write(fd, "abc", 3) == 3; });
  REQUIRE(text);
  CHECK(*text == "abc");
  CHECK_FALSE(run_bounded(limits, [](int) { return false; }));
  CHECK_FALSE(run_bounded(limits, [](int) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
    }
    return true;
  }));
  CHECK_FALSE(run_bounded(limits, [](int fd) {
    while (::write(fd, "abc", 3) == 3) {
    }
    return true;
  }));
  CHECK_FALSE(run_bounded(limits, [](int) -> bool { throw 1; }));
}
