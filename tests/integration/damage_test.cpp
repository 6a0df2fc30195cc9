// Proof of what damage does: a full check finds all of it, a search that verifies refuses it, and
// no search crashes of it.
//
// DATELINE_DAMAGE_CASES and DATELINE_DAMAGE_SEED choose how many cases and which
// (scripts/torture/damage).
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "dateline/maintenance.hpp"
#include "dateline/searcher.hpp"
#include "tests/support/file_damage.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/news_sample.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::test {
namespace {

namespace fs = std::filesystem;

constexpr unsigned longest_seconds = 60;
/// What the children that look at a damaged index end with.
constexpr int right = 0;
constexpr int wrong = 1;
constexpr int refused = 74;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

/// Queries that reach every kind of data: postings, streams, records, vocabulary, documents.
const std::vector<SearchRequest>& queries() {
  static const std::vector<SearchRequest> all = [] {
    std::vector<SearchRequest> queries;
    for (const char* text :
         {"government", "president minister", "+the +of", "\"prime minister\"", "\"of the\"",
          "trade NEAR/5 agreement", "=said", "agree*", "title:news", "date:1988..2015 market",
          "-date:2009 bank", "oil OR gas OR energy", "harbour ferry grain treaty"}) {
      SearchRequest query;
      query.text = text;
      queries.push_back(query);
    }
    queries[0].timeline = TimelineUnit::year;
    queries[0].facets = {FacetField::source, FacetField::language, FacetField::year};
    queries[1].sort = Sort::newest;
    queries[2].limit = 100;
    return queries;
  }();
  return all;
}

void describe(const ResultPage& page, std::ostream& out) {
  out << page.query << ": " << page.total.value << (page.total.exact ? "" : "?") << '\n';
  for (const Hit& hit : page.hits)
    out << hit.rank << ' ' << hit.key << ' ' << to_string(hit.date) << ' ' << hit.score << ' '
        << hit.title << '|' << hit.source << '|' << hit.language << '|' << hit.snippet.text << '\n';
  for (const TimelineBucket& bucket : page.timeline) out << bucket.first << '=' << bucket.count;
  for (const Facet& facet : page.facets)
    for (const FacetValue& value : facet.values) out << value.value << '=' << value.count << ';';
}

/// All answers in one text; the first error instead, if there is one.
Result<std::string> answers(const fs::path& index, bool verify) {
  SearcherOptions options;
  options.verify = verify;
  DATELINE_ASSIGN(const Searcher searcher, Searcher::open(index, options));
  std::ostringstream out;
  for (const SearchRequest& query : queries()) {
    DATELINE_ASSIGN(const ResultPage page, searcher.search(query));
    describe(page, out);
  }
  return out.str();
}

int check_outcome(const fs::path& index) {
  const auto report = check_index(index, {.full = true, .on_step = {}});
  if (!report) return static_cast<int>(exit_code(report.error().code));
  return report->finding_count == 0 ? right : refused;
}

int search_outcome(const fs::path& index, const std::string& expected, bool verify) {
  const auto found = answers(index, verify);
  if (!found) return static_cast<int>(exit_code(found.error().code));
  return *found == expected ? right : wrong;
}

/// Two generations' worth of documents, with replaced and removed ones among them.
int build_index(const fs::path& index) {
  const auto documents = varied_news(900);
  const auto add = [&](std::size_t first, std::size_t last, const std::string& more) -> Status {
    IndexerOptions options;
    options.index = index;
    options.jobs = 1;
    DATELINE_ASSIGN(Indexer indexer, Indexer::open(options));
    for (std::size_t i = first; i < last; ++i) {
      Document document = documents[i];
      document.text += more;
      DATELINE_TRY(indexer.add(std::move(document)));
    }
    for (std::size_t i = first; i < last; i += 50) DATELINE_TRY(indexer.remove(documents[i].key));
    DATELINE_TRY(indexer.publish());
    return {};
  };
  return add(0, 600, "") && add(500, 900, " amended") ? right : wrong;
}

/// A sound index, its answers, and damaged copies of it.
class DamageBench {
 public:
  DamageBench() {
    REQUIRE(in_child(longest_seconds, [&] { return build_index(sound_); }).exit_code == right);
    const fs::path file = folder_ / "answers";
    const auto found = in_child(longest_seconds, [&] {
      const auto text = answers(sound_, true);
      if (text) std::ofstream(file) << *text;
      return text ? right : wrong;
    });
    REQUIRE(found.exit_code == right);
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    expected_ = text.str();
    REQUIRE(in_child(longest_seconds, [&] { return check_outcome(sound_); }).exit_code == right);
  }

  /// The index with a file of its live generation damaged.
  FileDamage damage(std::mt19937_64& random) const {
    fs::remove_all(damaged_);
    fs::copy(sound_, damaged_, fs::copy_options::recursive | fs::copy_options::create_hard_links);
    std::vector<fs::path> files;
    // `lease` holds nothing but the mark of a generation, which MANIFEST.json is as well.
    for (const auto& entry : fs::recursive_directory_iterator(damaged_ / "generations" / "000002"))
      if (entry.is_regular_file() && entry.file_size() > 0 && entry.path().filename() != "lease")
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const FileDamage chosen = choose_damage(files[random() % files.size()], random);
    inflict(chosen);
    return chosen;
  }

  ChildResult check() const {
    return in_child(longest_seconds, [&] { return check_outcome(damaged_); });
  }
  ChildResult search(bool verify) const {
    return in_child(longest_seconds, [&] { return search_outcome(damaged_, expected_, verify); });
  }

 private:
  TemporaryFolder folder_;
  fs::path sound_ = folder_ / "sound.idx";
  fs::path damaged_ = folder_ / "damaged.idx";
  std::string expected_;
};

}  // namespace

TEST_CASE("a full check finds all damage, and a search never crashes of it") {
  const std::uint64_t cases = setting("DATELINE_DAMAGE_CASES", 120);
  const std::uint64_t seed = setting("DATELINE_DAMAGE_SEED", 20261124);
  CAPTURE(seed);
  const DamageBench bench;
  std::map<std::string, unsigned> outcomes;
  for (std::uint64_t i = 0; i < cases; ++i) {
    std::mt19937_64 random(seed + i);
    const FileDamage damage = bench.damage(random);
    INFO("case " << i << ": " << to_string(damage));
    const ChildResult checked = bench.check();
    CHECK(checked.signal == 0);
    CHECK(checked.exit_code == refused);
    const ChildResult verified = bench.search(true);
    CHECK(verified.signal == 0);
    CHECK(verified.exit_code == refused);
    const ChildResult searched = bench.search(false);
    CHECK(searched.signal == 0);
    ++outcomes[searched.signal != 0            ? "a search crashed"
               : searched.exit_code == right   ? "all answers right"
               : searched.exit_code == wrong   ? "some answers wrong"
               : searched.exit_code == refused ? "an error"
                                               : fmt::format("exit code {}", searched.exit_code)];
  }
  for (const auto& [outcome, count] : outcomes) WARN(outcome << ": " << count << " of " << cases);
}

}  // namespace dateline::test
