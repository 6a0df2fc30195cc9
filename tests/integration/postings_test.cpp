// What a PostingsWriter writes, the PostingSource of the same implementation reads: compared with a
// std::map. An implementation passes when it has a row in `implementations` and these tests hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/write/segment/postings_writer.hpp"
#include "searcher/postings/glass_posting_source.hpp"
#include "searcher/postings/posting_cursor.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/xapian_posting_source.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct Implementation {
  const char* name;
  std::function<std::unique_ptr<PostingsWriter>(const fs::path& segment, const fs::path& scratch)>
      write;
  std::function<Status(const std::vector<SegmentPlace>& sources, const fs::path& segment)> merge;
  std::function<std::unique_ptr<PostingSource>(const fs::path& segment)> read;
};

std::unique_ptr<PostingSource> read_by_xapian(const fs::path& segment) {
  return std::make_unique<XapianPostingSource>(Xapian::Database(segment.string()));
}

std::unique_ptr<PostingSource> read_from_mapping(const fs::path& segment) {
  auto source = GlassPostingSource::open(segment);
  REQUIRE(source);
  return std::make_unique<GlassPostingSource>(std::move(*source));
}

const std::vector<Implementation> implementations{
    {"xapian",
     [](const fs::path& segment, const fs::path& scratch) {
       return make_postings_writer(segment, scratch, PostingsBy::xapian);
     },
     [](const std::vector<SegmentPlace>& sources, const fs::path& segment) {
       return merge_postings(sources, segment, PostingsBy::xapian);
     },
     read_by_xapian},
    {"xapian, read from its mapping",
     [](const fs::path& segment, const fs::path& scratch) {
       return make_postings_writer(segment, scratch, PostingsBy::xapian);
     },
     [](const std::vector<SegmentPlace>& sources, const fs::path& segment) {
       return merge_postings(sources, segment, PostingsBy::xapian);
     },
     read_from_mapping},
    {"bulk, read from its mapping",
     [](const fs::path& segment, const fs::path& scratch) {
       return make_postings_writer(segment, scratch, PostingsBy::bulk);
     },
     [](const std::vector<SegmentPlace>& sources, const fs::path& segment) {
       return merge_postings(sources, segment, PostingsBy::bulk);
     },
     read_from_mapping},
    {"bulk",
     [](const fs::path& segment, const fs::path& scratch) {
       return make_postings_writer(segment, scratch, PostingsBy::bulk);
     },
     [](const std::vector<SegmentPlace>& sources, const fs::path& segment) {
       return merge_postings(sources, segment, PostingsBy::bulk);
     },
     read_by_xapian},
};

/// Every test runs once for each.
const Implementation& implementation() {
  const auto i = GENERATE(range(std::size_t{0}, implementations.size()));
  return implementations[i];
}

/// By docid.
using Wdfs = std::map<Docid, std::uint32_t>;

struct Model {
  Docid documents = 0;
  std::map<std::string, Wdfs> terms;
};

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

/// Mostly small, now and then more than 16 bits hold, sometimes that of a term that only filters.
std::uint32_t some_wdf(Random& random) {
  switch (below(random, 8)) {
    case 0:
      return 0;
    case 1:
      return 1 + below(random, 2'000'000);
    default:
      return 1 + below(random, 300);
  }
}

/// Each with the share of documents, in thousandths, that hold it. Prefixes of each other, one as
/// long as a term may be, a zero byte and bytes that are no UTF-8 are among them.
std::vector<std::pair<std::string, std::uint32_t>> some_terms(Random& random) {
  std::vector<std::pair<std::string, std::uint32_t>> terms{
      {"all", 1000},          {"alley", 900},    {"al", 400},    {std::string(245, 'x'), 100},
      {{'a', '\0', 'b'}, 30}, {"\xff\xfe", 300}, {"Y2024", 500},
  };
  for (int i = 0; i < 60; ++i)
    terms.emplace_back("rare" + std::to_string(i), 1 + below(random, 40));
  return terms;
}

/// Adds documents to the model and to a segment.
SegmentPlace write_segment(const Implementation& tested, const fs::path& segment,
                           std::uint32_t documents, DocumentNumber& number, Random& random,
                           Model& model) {
  const fs::path scratch = segment.string() + ".scratch";
  fs::create_directories(scratch);
  const auto writer = tested.write(segment, scratch);
  SegmentPlace place{segment, {}};
  auto terms = some_terms(random);
  for (std::uint32_t i = 0; i < documents; ++i) {
    const Docid docid = ++model.documents;
    std::shuffle(terms.begin(), terms.end(), random);
    std::vector<WeightedTerm> held;
    for (const auto& [term, thousandths] : terms) {
      if (below(random, 1000) >= thousandths) continue;
      held.push_back({term, some_wdf(random)});
      model.terms[term][docid] = held.back().wdf;
    }
    number += 1 + below(random, 5);
    REQUIRE(writer->add(number, held, 100 + below(random, 30'000)));
  }
  REQUIRE(writer->finish());
  place.info.documents = documents;
  place.info.last_number = number;
  return place;
}

/// Somewhere a little or far after `docid`, and sometimes before it.
Docid some_target(Random& random, Docid docid, Docid documents) {
  switch (below(random, 4)) {
    case 0:
      return below(random, documents + 3);
    case 1:
      return docid + below(random, 200);
    default:
      return docid + below(random, 6);
  }
}

/// 0, near or far: how far a cursor may read ahead must change nothing.
Docid some_end(Random& random, Docid docid) {
  switch (below(random, 4)) {
    case 0:
      return 0;
    case 1:
      return behind_all;
    default:
      return docid + below(random, 130);
  }
}

void compare_all(const PostingSource& source, const std::string& term, const Wdfs& expected,
                 Random& random) {
  Wdfs found;
  PostingCursor cursor(source, term, PostingDetail::wdfs);
  while (cursor.docid() != behind_all) {
    REQUIRE((found.empty() || found.rbegin()->first < cursor.docid()));
    found[cursor.docid()] = cursor.wdf();
    cursor.next(some_end(random, cursor.docid()));
  }
  CHECK(found == expected);
}

/// Skips and steps at random.
void compare_walk(const PostingSource& source, const std::string& term, const Wdfs& expected,
                  Docid documents, Random& random) {
  const auto detail = below(random, 2) == 0 ? PostingDetail::documents : PostingDetail::wdfs;
  PostingCursor cursor(source, term, detail);
  auto place = expected.begin();
  while (place != expected.end()) {
    REQUIRE(cursor.docid() == place->first);
    if (detail == PostingDetail::wdfs) REQUIRE(cursor.wdf() == place->second);
    const Docid here = place->first;
    if (below(random, 3) == 0) {
      cursor.next(some_end(random, here));
      ++place;
    } else {
      const Docid target = some_target(random, here, documents);
      cursor.skip_to(target, some_end(random, target));
      if (target > here) place = expected.lower_bound(target);
    }
  }
  CHECK(cursor.docid() == behind_all);
  cursor.skip_to(documents + 1);
  CHECK(cursor.docid() == behind_all);
}

/// The list itself, whose contract is wider than what a cursor asks for.
void compare_pieces(const PostingSource& source, const std::string& term, const Wdfs& expected,
                    Random& random) {
  const auto list = source.postings(term, PostingDetail::wdfs);
  auto place = expected.begin();
  for (;;) {
    const Docid before = place == expected.begin() ? 0 : std::prev(place)->first;
    const Docid least = before + 1 + below(random, 9);
    place = expected.lower_bound(least);
    const auto postings = list->read(least, some_end(random, least));
    REQUIRE(postings.empty() == (place == expected.end()));
    if (postings.empty()) return;
    for (const Posting& posting : postings) {
      REQUIRE(place != expected.end());
      REQUIRE(posting.docid == place->first);
      REQUIRE(posting.wdf == place->second);
      ++place;
    }
  }
}

void compare(const PostingSource& source, const Model& model, Random& random) {
  CHECK(source.last_document() == model.documents);
  for (const auto& [term, wdfs] : model.terms) {
    CAPTURE(term);
    CHECK(source.document_frequency(term) == wdfs.size());
    const auto highest = std::max_element(
        wdfs.begin(), wdfs.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    CHECK(source.highest_wdf(term) >= highest->second);
    compare_all(source, term, wdfs, random);
    for (int walk = 0; walk < 5; ++walk) compare_walk(source, term, wdfs, model.documents, random);
    compare_pieces(source, term, wdfs, random);
  }
}

TEST_CASE("postings are read as they were written") {
  const Implementation& tested = implementation();
  const auto seed = std::random_device{}();
  CAPTURE(tested.name, seed);
  Random random(seed);
  const std::uint32_t documents = GENERATE(1u, 63u, 64u, 1300u, 9000u);
  CAPTURE(documents);
  const test::TemporaryFolder folder;
  Model model;
  DocumentNumber number = 0;
  write_segment(tested, folder / "segment", documents, number, random, model);
  compare(*tested.read(folder / "segment"), model, random);
}

TEST_CASE("merged postings are those of one segment after the other") {
  const Implementation& tested = implementation();
  const auto seed = std::random_device{}();
  CAPTURE(tested.name, seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  Model model;
  DocumentNumber number = 0;
  std::vector<SegmentPlace> sources;
  for (const std::uint32_t documents : {400u, 1u, 90u})
    sources.push_back(write_segment(tested, folder / std::to_string(sources.size()), documents,
                                    number, random, model));
  REQUIRE(tested.merge(sources, folder / "merged"));
  compare(*tested.read(folder / "merged"), model, random);
}

TEST_CASE("a term that no document holds has no postings") {
  const Implementation& tested = implementation();
  const auto seed = std::random_device{}();
  CAPTURE(tested.name, seed);
  Random random(seed);
  const test::TemporaryFolder folder;
  Model model;
  DocumentNumber number = 0;
  write_segment(tested, folder / "segment", GENERATE(10u, 5000u), number, random, model);
  const auto source = tested.read(folder / "segment");
  std::vector<std::string> absent{"nothere", "a", "zzz", "rare"};
  for (const auto& [term, wdfs] : model.terms) absent.push_back(term.substr(0, 244) + '!');
  for (const std::string& term : absent) {
    CAPTURE(term);
    CHECK(source->document_frequency(term) == 0);
    CHECK(source->highest_wdf(term) == 0);
    CHECK(source->postings(term, PostingDetail::wdfs)->read(1, behind_all).empty());
    PostingCursor cursor(*source, term, PostingDetail::documents);
    CHECK(cursor.docid() == behind_all);
    cursor.skip_to(5);
    CHECK(cursor.docid() == behind_all);
  }
}

}  // namespace
}  // namespace dateline
