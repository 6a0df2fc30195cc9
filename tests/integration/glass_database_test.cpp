// What libxapian reads from a database of our own writer is what it reads from one of its own: for
// random documents, and after merges. Xapian's own check finds nothing wrong.
#include <xapian.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/write/segment/postings_writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

using Random = std::mt19937;
using Terms = std::vector<std::pair<std::string, std::uint32_t>>;

std::uint32_t below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

/// Of few letters, so that many share their beginnings; now and then as long as may be, or with
/// bytes that are no UTF-8.
std::string some_term(Random& random, std::uint32_t letters) {
  if (below(random, 300) == 0) return std::string(1 + below(random, 245), 'q');
  if (below(random, 200) == 0) return std::string("\0z\0", 1 + below(random, 3));
  if (below(random, 200) == 0) return std::string("\xff\xe0\x01", 1 + below(random, 3));
  std::string term;
  for (std::uint32_t n = 1 + below(random, 8); n > 0; --n)
    term.push_back(static_cast<char>('a' + below(random, letters)));
  return term;
}

/// What a corpus is like: how many documents, terms of each, letters of terms, and how high wdfs
/// are.
struct Shape {
  std::uint32_t documents, terms, letters, wdfs;
};

Shape some_shape(Random& random) {
  switch (below(random, 4)) {
    case 0:
      return {1 + below(random, 3), 3, 2, 10};
    case 1:
      return {3000, 4, 1, 200};  // few terms with long lists
    case 2:
      return {40, 400, 26, 1u << 20};  // many terms
    default:
      return {1 + below(random, 400), 30, 3, 500};
  }
}

std::vector<Terms> some_documents(Random& random, const Shape& shape) {
  std::vector<Terms> documents(shape.documents);
  for (Terms& terms : documents) {
    std::map<std::string, std::uint32_t> unique;
    for (std::uint32_t n = below(random, shape.terms + 1); n > 0; --n)
      unique[some_term(random, shape.letters)] = below(random, shape.wdfs);
    terms.assign(unique.begin(), unique.end());
    std::shuffle(terms.begin(), terms.end(), random);
  }
  return documents;
}

class Writer {
 public:
  Writer(const fs::path& folder, PostingsBy by) : folder_(folder), by_(by) {
    fs::create_directories(folder);
  }

  void write(const std::vector<Terms>& documents, DocumentNumber first) {
    const fs::path segment = folder_ / std::to_string(places_.size());
    const fs::path scratch = segment.string() + ".scratch";
    fs::create_directories(scratch);
    const auto writer = make_postings_writer(segment, scratch, by_);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      std::vector<WeightedTerm> terms;
      for (const auto& [term, wdf] : documents[i]) terms.push_back({term, wdf});
      REQUIRE(writer->add(first + static_cast<DocumentNumber>(i), terms, 1000));
    }
    REQUIRE(writer->finish());
    places_.push_back({segment, {}});
    places_.back().info.documents = static_cast<std::uint32_t>(documents.size());
    places_.back().info.last_number = first + static_cast<DocumentNumber>(documents.size()) - 1;
  }

  fs::path merged(PostingsBy by) const {
    const fs::path all = folder_ / "all";
    REQUIRE(merge_postings(places_, all, by));
    return all;
  }

 private:
  fs::path folder_;
  PostingsBy by_;
  std::vector<SegmentPlace> places_;
};

/// All that libxapian says of a database, as text.
std::string listing(const fs::path& path) {
  const Xapian::Database database(path.string());
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' '
      << database.get_doclength_lower_bound() << ' ' << database.get_doclength_upper_bound() << ' '
      << database.get_total_length() << '\n';
  for (Xapian::docid docid = 1; docid <= database.get_lastdocid(); ++docid)
    out << database.get_doclength(docid) << ' ' << database.get_document(docid).get_data() << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term);
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
      out << ' ' << *at << ':' << at.get_wdf() << '/' << at.get_doclength();
    out << '\n';
  }
  return out.str();
}

/// A walk by skips reads what lies at the ends of chunks and blocks.
void check_skips(const fs::path& path, Random& random) {
  const Xapian::Database database(path.string());
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::vector<Xapian::docid> docids(database.postlist_begin(*term), database.postlist_end(*term));
    auto at = database.postlist_begin(*term);
    for (Xapian::docid target = 0; at != database.postlist_end(*term);
         target = *at + 1 + below(random, 600)) {
      at.skip_to(target);
      const auto expected = std::lower_bound(docids.begin(), docids.end(), target);
      REQUIRE((at == database.postlist_end(*term)) == (expected == docids.end()));
      if (expected == docids.end()) break;
      REQUIRE(*at == *expected);
    }
  }
}

void check_by_xapian(const fs::path& path) {
  std::ostringstream out;
  const std::size_t errors = Xapian::Database::check(path.string(), 0, &out);
  INFO(out.str());
  CHECK(errors == 0);
}

TEST_CASE("libxapian reads the same from our writer's databases as from its own") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const test::TemporaryFolder folder;
    Writer ours(folder.path() / "ours", PostingsBy::bulk);
    Writer theirs(folder.path() / "theirs", PostingsBy::xapian);
    DocumentNumber number = 1;
    for (std::uint32_t segments = 1 + below(random, 4); segments > 0; --segments) {
      const auto documents = some_documents(random, some_shape(random));
      ours.write(documents, number);
      theirs.write(documents, number);
      number += static_cast<DocumentNumber>(documents.size()) + below(random, 3);
    }
    check_by_xapian(folder.path() / "ours" / "0");
    REQUIRE(listing(folder.path() / "ours" / "0") == listing(folder.path() / "theirs" / "0"));
    // Each merge reads what either writer wrote.
    const bool of_theirs = below(random, 2) == 0;
    const fs::path merged = (of_theirs ? theirs : ours).merged(PostingsBy::bulk);
    const fs::path expected = (of_theirs ? ours : theirs).merged(PostingsBy::xapian);
    check_by_xapian(merged);
    REQUIRE(listing(merged) == listing(expected));
    check_skips(merged, random);
  }
}

}  // namespace
}  // namespace dateline
